package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * The synapses from one population or afferent onto one population. Transmission takes no time: a spike acts on the conductances
 * within its step.
 *
 * <p>From a population, every post-synaptic neuron draws the same number of pre-synaptic neurons, {@code floor(probability * size)},
 * uniformly and with replacement, so that a pair may be connected more than once; within one population the neuron itself is
 * excluded. From an afferent, a target neuron receives an event in every step with probability step * connection probability *
 * size of the afferent * rate, at most one.
 *
 * @param probability connection probability; empty if it is given who connects to whom
 * @param weightNs peak conductance of one event in nS
 * @param release probability that a spike releases at a synapse
 * @param receptor name of the receptor; never empty in a normalized model
 * @param connections a table of connections in place of {@code probability}
 */
@Describe("The synapses from one population or afferent onto one population")
public record Projection(
        @Describe("connection probability") @Range(min = 0, max = 1)
        Optional<Double> probability,

        @Describe("peak conductance of one event") @Unit("nS") @Range(min = 0)
        double weightNs,

        @Describe("probability that a spike releases at a synapse") @Range(min = 0, max = 1) @Default("1")
        double release,

        @Describe("the receptor, if not the one that the presynaptic population releases on")
        Optional<String> receptor,

        @Describe("a table of connections (CSV with columns pre and post) in place of a probability")
        Optional<DataFile> connections) {

    /** The same with the receptor named. */
    Projection withReceptor(String name) {
        return new Projection(probability, weightNs, release, Optional.of(name), connections);
    }

    /** The same with another connection probability. */
    public Projection withProbability(double value) {
        return new Projection(Optional.of(value), weightNs, release, receptor, connections);
    }

    /** The same with another release probability. */
    public Projection withRelease(double value) {
        return new Projection(probability, weightNs, value, receptor, connections);
    }

    /** The same with another weight. */
    public Projection withWeightNs(double value) {
        return new Projection(probability, value, release, receptor, connections);
    }
}
