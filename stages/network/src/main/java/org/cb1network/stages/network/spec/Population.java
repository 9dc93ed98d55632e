package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * A population of leaky integrate-and-fire neurons with the same parameters. They start at rest.
 *
 * @param size number of neurons
 * @param releases name of the receptor that its synapses act on
 * @param leakNs leak conductance in nS
 * @param capacitancePf membrane capacitance in pF
 * @param restMv resting potential in mV
 * @param resetMv potential after a spike in mV
 * @param thresholdMv potential above which a neuron spikes in mV
 * @param refractoryMs time after a spike in which the potential stays at {@code resetMv}, in ms
 */
@Describe("A population of leaky integrate-and-fire neurons")
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
        double refractoryMs) {

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
