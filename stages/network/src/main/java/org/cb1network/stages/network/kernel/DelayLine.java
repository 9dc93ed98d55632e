package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;

/** Delivers the spikes of a population or an afferent with delays: keeps those of the last steps. */
final class DelayLine {
    private static final int[] NONE = {};

    private final Axons[] projections;
    /** The neurons that spiked in step s are at index s modulo the length. */
    private final int[][] recent;

    /** Creates a delay line without spikes. */
    DelayLine(List<Axons> projections) {
        this.projections = projections.toArray(Axons[]::new);
        int longest =
                projections.stream().mapToInt(Axons::longestDelay).max().orElse(0);
        this.recent = new int[longest + 1][0];
    }

    /** Returns the number of events delivered so far. */
    long delivered() {
        return Arrays.stream(projections).mapToLong(Axons::delivered).sum();
    }

    /** Stores the spikes of this step, and delivers those that are due. */
    void propagate(int step, int[] spiking, int count) {
        recent[step % recent.length] = Arrays.copyOf(spiking, count);
        for (Axons synapses : projections) {
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
    }

    private int[] before(int step, int delay) {
        return step < delay ? NONE : recent[(step - delay) % recent.length];
    }
}
