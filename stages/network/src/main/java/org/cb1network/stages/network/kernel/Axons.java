package org.cb1network.stages.network.kernel;

/** Synapses of the neurons of one population or afferent: a row of targets for every pre-synaptic neuron and delay. */
sealed interface Axons permits Synapses, BundledSynapses {

    /** Returns those targets of a pre-synaptic neuron that have these places, in ascending order. */
    int[] targets(int preNeuron, Slots places);

    /** Returns the delays that occur, in steps, ascending. */
    int[] delays();

    /** Returns the longest delay in steps. */
    default int longestDelay() {
        return delays()[delays().length - 1];
    }

    /** Returns the number of synaptic events delivered so far. */
    long delivered();

    /**
     * Reads one number of each of the first cache lines of the rows of the neurons that spiked. The rows exceed the inner caches. Reading
     * ahead loads their beginnings concurrently instead of one after the other; after that the processor prefetches by itself.
     *
     * @param k index of the delay of the rows
     */
    void readAhead(int k, int[] spiking, int count);

    /**
     * Delivers spikes that act in this step.
     *
     * @param k index of the delay after which they act
     */
    void propagate(int step, int k, int[] spiking, int count);
}
