package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * The synapses from one population or afferent onto one population.
 *
 * @param probability connection probability, of which follows the in-degree; empty if {@code connections} says who
 *     connects to whom
 * @param weightNs peak conductance of one event in nS
 * @param release probability that a spike releases at a synapse
 * @param receptor name of the receptor; never empty in a normalized model
 * @param connections a table of connections in place of {@code probability}
 */
@Describe("The synapses from one population or afferent onto one population")
public record ProjectionModel(
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

    /** This projection with the receptor named. */
    ProjectionModel withReceptor(String name) {
        return new ProjectionModel(probability, weightNs, release, Optional.of(name), connections);
    }
}
