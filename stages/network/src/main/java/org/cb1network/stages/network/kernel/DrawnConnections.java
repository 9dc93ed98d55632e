package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.RandomStream;

/**
 * Connections of fixed in-degree that are drawn: every post-synaptic neuron has so many pre-synaptic ones, each of them any, and never
 * itself.
 *
 * @param preSize neurons of the pre-synaptic population
 * @param places of the conductances of the post-synaptic neurons
 * @param recurrent whether both populations are the same
 */
record DrawnConnections(int preSize, Slots places, int inDegree, boolean recurrent) {

    /** What rows of them take, in bytes. */
    long bytes() {
        return Integer.BYTES * (preSize + 1L + (long) inDegree * places.size());
    }

    TargetRows draw(RandomStream random) {
        int[] sources = drawSources(random);
        int[] starts = TargetRows.startsOf(sources, preSize);
        int[] targets = new int[sources.length];
        int[] next = starts.clone();
        int synapse = 0;
        for (int neuron = 0; neuron < places.size(); neuron++) {
            int target = places.of(neuron);
            for (int k = 0; k < inDegree; k++) {
                targets[next[sources[synapse++]]++] = target;
            }
        }
        return new TargetRows(starts, targets);
    }

    /** The pre-synaptic neurons of all post-synaptic ones, {@code inDegree} after {@code inDegree}. */
    private int[] drawSources(RandomStream random) {
        int[] sources = new int[inDegree * places.size()];
        if (sources.length == 0) {
            return sources;
        }
        random.fillBounded(recurrent ? preSize - 1 : preSize, sources, sources.length);
        if (recurrent) {
            int synapse = 0;
            for (int neuron = 0; neuron < places.size(); neuron++) {
                for (int k = 0; k < inDegree; k++, synapse++) {
                    // One of the others: skipping the neuron itself keeps them equally likely.
                    sources[synapse] += sources[synapse] >= neuron ? 1 : 0;
                }
            }
        }
        return sources;
    }
}
