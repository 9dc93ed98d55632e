package org.cb1network.stages.network.kernel;

import java.util.stream.IntStream;

/**
 * For every pre-synaptic neuron the places of the conductances of its targets, row after row; those that were drawn ascend. They are never
 * changed, so any number of simulations may share them.
 */
final class TargetRows {
    private final int[] starts;
    private final int[] targets;

    /**
     * As given.
     *
     * @param starts row of neuron i: targets[starts[i]] ... targets[starts[i + 1] - 1]
     */
    TargetRows(int[] starts, int[] targets) {
        this.starts = starts;
        this.targets = targets;
    }

    int[] starts() {
        return starts;
    }

    int[] targets() {
        return targets;
    }

    /** The same with other places of the targets, which ascend as those of these. */
    TargetRows moved(int[] places) {
        return new TargetRows(
                starts, IntStream.of(targets).map(target -> places[target]).toArray());
    }

    /**
     * The beginning of every row.
     *
     * @param sources the pre-synaptic neurons of all synapses
     * @param preSize number of pre-synaptic neurons
     */
    static int[] startsOf(int[] sources, int preSize) {
        int[] starts = new int[preSize + 1];
        for (int source : sources) {
            starts[source + 1]++;
        }
        for (int i = 0; i < preSize; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }
}
