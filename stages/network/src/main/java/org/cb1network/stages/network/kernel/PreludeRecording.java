package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;

/** Records the spikes from the first step on as a {@link Prelude}. */
final class PreludeRecording {
    private static final int FIRST_ROOM = 1 << 12;

    private final List<double[]> arrays;
    private final List<Synapses> synapses;
    private final long bytesOfState;
    private final long mostNumbers;
    private int[] log = new int[FIRST_ROOM];
    private int length;
    private long synapticEvents;

    /**
     * Creates an empty recording.
     *
     * @param arrays of the state
     * @param mostBytes maximum size of the prelude
     */
    PreludeRecording(List<double[]> arrays, List<Synapses> synapses, long mostBytes) {
        this.arrays = arrays;
        this.synapses = synapses;
        long numbers = arrays.stream().mapToLong(array -> array.length).sum();
        this.bytesOfState = Double.BYTES * numbers + Synapses.Progress.BYTES * synapses.size();
        this.mostNumbers = Math.min((mostBytes - bytesOfState) / Integer.BYTES, Integer.MAX_VALUE / 2);
    }

    /**
     * Records a step.
     *
     * @param synapticEventsSoFar delivered up to the end of this step
     * @return whether there was room for it; if not, the recording is abandoned
     */
    boolean add(NeuronGroup[] groups, long synapticEventsSoFar) {
        long ofStep = synapticEventsSoFar - synapticEvents;
        synapticEvents = synapticEventsSoFar;
        if (ofStep != (int) ofStep || !makeRoom(groups)) {
            return false;
        }
        for (NeuronGroup group : groups) {
            log[length++] = group.spikeCount();
            System.arraycopy(group.spiking(), 0, log, length, group.spikeCount());
            length += group.spikeCount();
        }
        log[length++] = (int) ofStep;
        return true;
    }

    private boolean makeRoom(NeuronGroup[] groups) {
        long needed = length + groups.length + 1L;
        for (NeuronGroup group : groups) {
            needed += group.spikeCount();
        }
        if (needed > mostNumbers) {
            return false;
        }
        if (needed > log.length) {
            try {
                log = Arrays.copyOf(log, (int) Math.min(Math.max(2L * log.length, needed), mostNumbers));
            } catch (OutOfMemoryError e) {
                // Without the recording, the simulation may have enough memory.
                return false;
            }
        }
        return true;
    }

    /** Returns the size of the prelude in bytes. */
    long bytes() {
        return bytesOfState + (long) Integer.BYTES * length;
    }

    /** Returns everything recorded, and the state reached. */
    Prelude finish() {
        return new Prelude(
                Arrays.copyOf(log, length),
                arrays.stream().map(array -> array.clone()).toList(),
                synapses.stream().map(Synapses::progress).toList());
    }
}
