package org.cb1network.stages.network.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.neuron.NeuronModel;

/**
 * A population of neurons with the same parameters, but for a spread.
 *
 * @param size number of neurons
 * @param releases name of the receptor that its synapses act on
 * @param leakNs leak conductance in nS
 * @param capacitancePf membrane capacitance in pF
 * @param restMv resting potential in mV
 * @param resetMv potential after a spike in mV
 * @param thresholdMv potential above which a neuron spikes in mV
 * @param refractoryMs time after a spike in which the potential stays at {@code resetMv}, in ms
 * @param neuron what the membrane does besides leaking; empty for leaky integrate-and-fire neurons
 * @param initial potentials at the beginning; empty for neurons that start at rest
 * @param initialConductancesNs conductances at the beginning by receptor, in nS; they decay from there. Empty for none
 * @param initialAdaptationPa adaptation current at the beginning, in pA; empty for none
 * @param spread how the parameters differ among the neurons; empty if they do not
 */
@Describe("A population of neurons: leaky integrate-and-fire, unless 'neuron' says otherwise")
public record Population(
        @Describe("number of neurons") @Range(min = 1) int size,
        @Describe("the receptor that its synapses act on") String releases,

        @Describe("leak conductance") @Unit("nS") @Range(min = 0, minExclusive = true)
        double leakNs,

        @Describe("membrane capacitance") @Unit("pF") @Range(min = 0, minExclusive = true)
        double capacitancePf,

        @Describe("resting potential") @Unit("mV") double restMv,
        @Describe("potential after a spike") @Unit("mV") double resetMv,

        @Describe("potential above which a neuron spikes") @Unit("mV")
        double thresholdMv,

        @Describe("time after a spike in which the potential stays at its reset value") @Unit("ms") @Range(min = 0)
        double refractoryMs,

        @Describe("the neuron model; leaky integrate-and-fire if left out")
        Optional<NeuronModel> neuron,

        @Describe("membrane potentials at the beginning; the resting potential of the population if left out")
        Optional<InitialPotential> initial,

        @Describe("conductances at the beginning, by receptor, which decay from there; none if left out")
        @Unit("nS")
        @Range(min = 0)
        Optional<Map<String, Double>> initialConductancesNs,

        @Describe("adaptation current at the beginning, of a neuron model that has one; none if left out") @Unit("pA")
        Optional<Double> initialAdaptationPa,

        @Describe("how parameters and initial values differ among the neurons; all are equal if left out")
        Optional<NeuronSpread> spread) {

    /** Copies the mapping. */
    public Population {
        initialConductancesNs =
                initialConductancesNs.map(byReceptor -> Collections.unmodifiableMap(new TreeMap<>(byReceptor)));
    }

    /** Leaky integrate-and-fire neurons that start at rest. */
    public Population(
            int size,
            String releases,
            double leakNs,
            double capacitancePf,
            double restMv,
            double resetMv,
            double thresholdMv,
            double refractoryMs) {
        this(
                size,
                releases,
                leakNs,
                capacitancePf,
                restMv,
                resetMv,
                thresholdMv,
                refractoryMs,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another neuron model. */
    public Population withNeuron(NeuronModel model) {
        return with(Optional.of(model), initial, initialConductancesNs, initialAdaptationPa, spread);
    }

    /** The same with other potentials at the beginning. */
    public Population withInitial(InitialPotential potentials) {
        return with(neuron, Optional.of(potentials), initialConductancesNs, initialAdaptationPa, spread);
    }

    /** The same with conductances at the beginning, by receptor, in nS. */
    public Population withInitialConductances(Map<String, Double> byReceptorNs) {
        return with(neuron, initial, Optional.of(byReceptorNs), initialAdaptationPa, spread);
    }

    /** The same with an adaptation current at the beginning, in pA. */
    public Population withInitialAdaptation(double currentPa) {
        return with(neuron, initial, initialConductancesNs, Optional.of(currentPa), spread);
    }

    /** The same with neurons that differ. */
    public Population withSpread(NeuronSpread differences) {
        return with(neuron, initial, initialConductancesNs, initialAdaptationPa, Optional.of(differences));
    }

    private Population with(
            Optional<NeuronModel> newNeuron,
            Optional<InitialPotential> newInitial,
            Optional<Map<String, Double>> newConductancesNs,
            Optional<Double> newAdaptationPa,
            Optional<NeuronSpread> newSpread) {
        return new Population(
                size,
                releases,
                leakNs,
                capacitancePf,
                restMv,
                resetMv,
                thresholdMv,
                refractoryMs,
                newNeuron,
                newInitial,
                newConductancesNs,
                newAdaptationPa,
                newSpread);
    }

    /** Membrane time constant without synaptic input, in ms. */
    public double membraneTimeConstantMs() {
        return capacitancePf / leakNs;
    }

    /**
     * Refractory period in whole steps: a neuron that spiked in step s is updated again in step s + this.
     *
     * <p>Rounded down with a tolerance of a thousandth of a step, like Brian2's {@code timestep()}.
     */
    public int refractorySteps(double stepMs) {
        return refractorySteps(refractoryMs, stepMs);
    }

    /** The same for the refractory period of one of its neurons, in ms. */
    public static int refractorySteps(double ofNeuronMs, double stepMs) {
        return (int) Math.floor(ofNeuronMs / stepMs + 1e-3);
    }
}
