package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;

/** The spikes of a population or an afferent in the last steps, as far back as delays reach. */
final class SpikeHistory {
    private static final int[] NONE = {};

    /** The neurons that spiked in step s are at index s modulo the length. */
    private final int[][] recent;

    /** Creates a history without spikes for these synapses. */
    SpikeHistory(List<Axons> delayed) {
        int longest = delayed.stream().mapToInt(Axons::longestDelay).max().orElse(0);
        this.recent = new int[longest + 1][0];
    }

    /** Stores the spikes of a step, the one after the last. */
    void add(int step, int[] spiking, int count) {
        if (recent.length > 1) {
            recent[step % recent.length] = count == 0 ? NONE : Arrays.copyOf(spiking, count);
        }
    }

    /** Delivers the spikes that are due in this step, whose own have been stored. */
    void deliver(int step, Axons synapses) {
        int[] delays = synapses.delays();
        for (int k = 0; k < delays.length; k++) {
            int[] due = before(step, delays[k]);
            synapses.readAhead(k, due, due.length);
        }
        for (int k = 0; k < delays.length; k++) {
            int[] due = before(step, delays[k]);
            synapses.propagate(step, k, due, due.length);
        }
    }

    private int[] before(int step, int delay) {
        return step < delay ? NONE : recent[(step - delay) % recent.length];
    }
}
