package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;

/** Delivers the spikes of a population or an afferent with delays: keeps those of the last steps. */
final class DelayLine {
    private final List<Delayed> projections;
    /** The neurons that spiked in step s are at index s modulo the length. */
    private final int[][] recent;

    /**
     * Synapses with the same delay.
     *
     * @param steps number of steps from the spike to its effect, at least 1
     */
    record Delayed(Synapses synapses, int steps) {}

    /** Creates a delay line without spikes. */
    DelayLine(List<Delayed> projections) {
        this.projections = List.copyOf(projections);
        int longest = projections.stream().mapToInt(Delayed::steps).max().orElse(0);
        this.recent = new int[longest + 1][0];
    }

    /** Returns the number of events delivered so far. */
    long delivered() {
        return projections.stream()
                .mapToLong(delayed -> delayed.synapses().delivered())
                .sum();
    }

    /** Stores the spikes of this step, and delivers those that are due. */
    void propagate(int step, int[] spiking, int count) {
        recent[step % recent.length] = Arrays.copyOf(spiking, count);
        for (Delayed delayed : projections) {
            if (step >= delayed.steps()) {
                int[] past = recent[(step - delayed.steps()) % recent.length];
                if (past.length > 0) {
                    delayed.synapses().propagate(step, past, past.length);
                }
            }
        }
    }
}
