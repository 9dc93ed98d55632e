package org.cb1network.stages.network.spec;

/**
 * Every post-synaptic neuron draws the same number of pre-synaptic neurons, uniformly and with replacement, so that a
 * pair may be connected more than once. Within one population the neuron itself is excluded.
 *
 * @param probability connection probability in [0, 1]
 */
public record FixedInDegree(double probability) implements Connectivity {

    /** Synapses per post-synaptic neuron: floor(probability * preSize). */
    public int inDegree(int preSize) {
        return (int) Math.floor(probability * preSize);
    }
}
