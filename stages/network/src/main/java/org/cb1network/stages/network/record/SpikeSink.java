package org.cb1network.stages.network.record;

/** Takes spikes, in the order of steps; within a step in the order of populations and neurons. */
@FunctionalInterface
public interface SpikeSink {

    /**
     * One spike.
     *
     * @param population name of the population
     * @param neuron index of the neuron in it
     * @param step step in which it spiked
     */
    void spike(String population, int neuron, int step);
}
