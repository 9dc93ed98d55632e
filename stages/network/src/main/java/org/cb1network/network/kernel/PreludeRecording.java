package org.cb1network.network.kernel;

import java.util.Arrays;
import java.util.List;

/** Writes down what spikes from the first step on, to become a {@link Prelude}. */
final class PreludeRecording {
    private static final int FIRST_ROOM = 1 << 12;

    private final long mostBytes;
    private int[] steps = new int[FIRST_ROOM];
    private int length;
    private long synapticEvents;

    /** Of at most so many bytes. */
    PreludeRecording(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Takes in a step.
     *
     * @param synapticEventsSoFar delivered up to the end of this step
     * @return whether there was room for it; if not, nothing will come of this recording
     */
    boolean add(NeuronGroup[] groups, long synapticEventsSoFar) {
        long ofStep = synapticEventsSoFar - synapticEvents;
        synapticEvents = synapticEventsSoFar;
        long more = groups.length + 1L;
        for (NeuronGroup group : groups) {
            more += group.spikeCount();
        }
        if ((length + more) * Integer.BYTES > mostBytes
                || length + more > Integer.MAX_VALUE / 2
                || ofStep != (int) ofStep) {
            return false;
        }
        if (length + more > steps.length) {
            steps = Arrays.copyOf(steps, (int) Math.max(2L * length, length + more));
        }
        for (NeuronGroup group : groups) {
            steps[length++] = group.spikeCount();
            System.arraycopy(group.spiking(), 0, steps, length, group.spikeCount());
            length += group.spikeCount();
        }
        steps[length++] = (int) ofStep;
        return true;
    }

    /** All that was taken in, and the state that it came to. */
    Prelude finish(List<double[]> arrays, List<Synapses> synapses) {
        return new Prelude(
                Arrays.copyOf(steps, length),
                arrays.stream().map(double[]::clone).toList(),
                synapses.stream().map(Synapses::progress).toList());
    }
}
