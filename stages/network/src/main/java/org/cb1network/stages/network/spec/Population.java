package org.cb1network.stages.network.spec;

import java.util.Optional;
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

        @Describe("how parameters differ among the neurons; all are equal if left out")
        Optional<NeuronSpread> spread) {

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
                Optional.empty());
    }

    /** The same with another neuron model. */
    public Population withNeuron(NeuronModel model) {
        return new Population(
                size,
                releases,
                leakNs,
                capacitancePf,
                restMv,
                resetMv,
                thresholdMv,
                refractoryMs,
                Optional.of(model),
                initial,
                spread);
    }

    /** The same with other potentials at the beginning. */
    public Population withInitial(InitialPotential potentials) {
        return new Population(
                size,
                releases,
                leakNs,
                capacitancePf,
                restMv,
                resetMv,
                thresholdMv,
                refractoryMs,
                neuron,
                Optional.of(potentials),
                spread);
    }

    /** The same with neurons that differ. */
    public Population withSpread(NeuronSpread differences) {
        return new Population(
                size,
                releases,
                leakNs,
                capacitancePf,
                restMv,
                resetMv,
                thresholdMv,
                refractoryMs,
                neuron,
                initial,
                Optional.of(differences));
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
        return (int) Math.floor(refractoryMs / stepMs + 1e-3);
    }
}
