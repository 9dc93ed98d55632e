package org.cb1network.stages.network.spec;

/**
 * Leaky integrate-and-fire neurons with the same parameters. They start at rest.
 *
 * @param name unique in the network
 * @param size number of neurons
 * @param leakNs leak conductance in nS
 * @param capacitancePf membrane capacitance in pF
 * @param restMv reversal potential of the leak in mV
 * @param resetMv membrane potential after a spike and while refractory, in mV
 * @param thresholdMv a neuron above it spikes, in mV
 * @param refractoryMs for so long after a spike the membrane potential is held, in ms
 */
public record Population(
        String name,
        int size,
        double leakNs,
        double capacitancePf,
        double restMv,
        double resetMv,
        double thresholdMv,
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
