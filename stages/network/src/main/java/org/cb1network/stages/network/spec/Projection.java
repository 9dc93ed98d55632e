package org.cb1network.stages.network.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.random.Spread;

/**
 * The synapses from one population or afferent onto one population. Without a delay, a spike acts on its targets within its step.
 *
 * <p>Either {@code probability} or {@code connect} says which neurons are connected. Within one population, a neuron does not connect to
 * itself unless a rule allows autapses. From an afferent with {@link AfferentSources#INDEPENDENT} sources, each target neuron receives
 * events at release * rate * (probability * size of the afferent, or the in-degree).
 *
 * <p>The receptor decides which of {@code weight}, {@code current} and {@code jump} is given; none is where a list of connections or events
 * has the weights.
 *
 * @param probability connection probability; {@link NetworkModel#connectionProbability} says what it means between populations
 * @param connect a rule in place of {@code probability}
 * @param weightNs peak conductance of one event in nS
 * @param currentPa peak current of one event in pA
 * @param jumpMv step of the membrane potential of one event in mV
 * @param weightSpread how the weights of the synapses are distributed around that
 * @param delayMs time from a spike to its effect, in ms
 * @param delaySpread how the delays of the synapses are distributed around that
 * @param release probability that a spike releases at a synapse
 * @param receptor name of the receptor; never empty in a normalized model
 * @param plasticity short-term depression and facilitation; empty for none
 * @param coReceptors further receptors on which each event acts, with the fraction of its weight; of the same kind as the first
 * @param neurons of a projection from an afferent: the post-synaptic neurons that it reaches; empty for all
 */
@Describe("The synapses from one population or afferent onto one population")
public record Projection(
        @Describe("connection probability") @Range(min = 0, max = 1)
        Optional<Double> probability,

        @Describe("which neurons are connected, in place of 'probability'")
        Optional<Connect> connect,

        @Describe(
                "peak conductance of one event, on a receptor of conductances; left out where a file has a column weight_nS")
        @Unit("nS")
        @Range(min = 0)
        Optional<Double> weightNs,

        @Describe(
                "peak current of one event, on a receptor of type current; left out where a file has a column weight_pA")
        @Unit("pA")
        Optional<Double> currentPa,

        @Describe(
                "step of the membrane potential of one event, on a receptor of type delta; left out where a file has a column"
                        + " weight_mV")
        @Unit("mV")
        Optional<Double> jumpMv,

        @Describe("how the weights of the synapses are distributed; all are equal if left out")
        Optional<Spread> weightSpread,

        @Describe("time from a spike to its effect, in whole time steps; none if left out") @Unit("ms") @Range(min = 0)
        Optional<Double> delayMs,

        @Describe(
                "how the delays of the synapses are distributed, rounded to time steps, at least one; all are equal if left out")
        Optional<Spread> delaySpread,

        @Describe("probability that a spike releases at a synapse") @Range(min = 0, max = 1) @Default("1")
        double release,

        @Describe("the receptor, if not the one that the presynaptic population releases on")
        Optional<String> receptor,

        @Describe("short-term plasticity; none if left out") Optional<ShortTermPlasticity> plasticity,

        @Describe(
                "further receptors on which each event acts, with its weight there relative to that on the first, such as NMDA: 0.2")
        Optional<Map<String, Double>> coReceptors,

        @Describe("of an afferent: the neurons of the population that it reaches; all if left out")
        Optional<Indices> neurons) {

    public Projection {
        coReceptors = coReceptors.map(fractions -> Collections.unmodifiableMap(new TreeMap<>(fractions)));
    }

    /** Connections whose weights a file lists, or is yet to be said. */
    public static Projection of(Connect connect) {
        return new Projection(
                Optional.empty(),
                Optional.of(connect),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Conductances of a connection probability; every spike releases, on the receptor of the pre-synaptic population. */
    public static Projection of(double probability, double weightNs) {
        return of(new Connect.OneToOne()).withProbability(probability).withWeightNs(weightNs);
    }

    /** Conductances by a rule; every spike releases, on the receptor of the pre-synaptic population. */
    public static Projection of(Connect connect, double weightNs) {
        return of(connect).withWeightNs(weightNs);
    }

    /** The same on this receptor. */
    public Projection withReceptor(String name) {
        return with(probability, connect, weightNs, currentPa, jumpMv, delayMs, release, Optional.of(name));
    }

    /** The same with a connection probability. */
    public Projection withProbability(double value) {
        return with(Optional.of(value), Optional.empty(), weightNs, currentPa, jumpMv, delayMs, release, receptor);
    }

    /** The same with another release probability. */
    public Projection withRelease(double value) {
        return with(probability, connect, weightNs, currentPa, jumpMv, delayMs, value, receptor);
    }

    /** The same with another peak conductance. */
    public Projection withWeightNs(double value) {
        return with(probability, connect, Optional.of(value), currentPa, jumpMv, delayMs, release, receptor);
    }

    /** The same with another peak current. */
    public Projection withCurrentPa(double value) {
        return with(probability, connect, weightNs, Optional.of(value), jumpMv, delayMs, release, receptor);
    }

    /** The same with another step of the potential. */
    public Projection withJumpMv(double value) {
        return with(probability, connect, weightNs, currentPa, Optional.of(value), delayMs, release, receptor);
    }

    /** The same with another delay. */
    public Projection withDelayMs(double value) {
        return with(probability, connect, weightNs, currentPa, jumpMv, Optional.of(value), release, receptor);
    }

    /** The same with weights and delays that are distributed. */
    public Projection withSpread(Optional<Spread> ofWeights, Optional<Spread> ofDelays) {
        return with(ofWeights, ofDelays, plasticity, coReceptors, neurons);
    }

    /** The same with short-term plasticity. */
    public Projection withPlasticity(ShortTermPlasticity value) {
        return with(weightSpread, delaySpread, Optional.of(value), coReceptors, neurons);
    }

    /** The same with further receptors. */
    public Projection withCoReceptors(Map<String, Double> fractions) {
        return with(weightSpread, delaySpread, plasticity, Optional.of(fractions), neurons);
    }

    /** The same from an afferent onto these neurons only. */
    public Projection withNeurons(Optional<Indices> reached) {
        return with(weightSpread, delaySpread, plasticity, coReceptors, reached);
    }

    private Projection with(
            Optional<Spread> newWeightSpread,
            Optional<Spread> newDelaySpread,
            Optional<ShortTermPlasticity> newPlasticity,
            Optional<Map<String, Double>> newCoReceptors,
            Optional<Indices> newNeurons) {
        return new Projection(
                probability,
                connect,
                weightNs,
                currentPa,
                jumpMv,
                newWeightSpread,
                delayMs,
                newDelaySpread,
                release,
                receptor,
                newPlasticity,
                newCoReceptors,
                newNeurons);
    }

    private Projection with(
            Optional<Double> newProbability,
            Optional<Connect> newConnect,
            Optional<Double> newWeightNs,
            Optional<Double> newCurrentPa,
            Optional<Double> newJumpMv,
            Optional<Double> newDelayMs,
            double newRelease,
            Optional<String> newReceptor) {
        return new Projection(
                newProbability,
                newConnect,
                newWeightNs,
                newCurrentPa,
                newJumpMv,
                weightSpread,
                newDelayMs,
                delaySpread,
                newRelease,
                newReceptor,
                plasticity,
                coReceptors,
                neurons);
    }

    /** Whether each synapse has a weight and a delay of its own and nothing else, so that a simulation may store it with others. */
    public boolean differsInWeightsAndDelays() {
        return weightSpread.isPresent() && delaySpread.isPresent() && plasticity.isEmpty() && release == 1;
    }

    /** The weight that a receptor takes, in its unit; empty if it is not given. */
    public Optional<Double> weight(Receptor of) {
        return of instanceof Receptor.Conductance ? weightNs : of instanceof Receptor.Current ? currentPa : jumpMv;
    }
}
