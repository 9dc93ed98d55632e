package org.cb1network.stages.network.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an afferent projects.
 *
 * @param withoutDelay synapses that act at once
 * @param delayLine those that take their time; null if there are none
 */
record Outgoing(List<Synapses> withoutDelay, @Nullable DelayLine delayLine) {

    /** Delivers spikes of a step. */
    void propagate(int step, int[] spiking, int count) {
        for (Synapses synapses : withoutDelay) {
            synapses.propagate(step, spiking, count);
        }
        if (delayLine != null) {
            delayLine.propagate(step, spiking, count);
        }
    }

    /** Events delivered since the beginning. */
    long delivered() {
        return withoutDelay.stream().mapToLong(Synapses::delivered).sum()
                + (delayLine == null ? 0 : delayLine.delivered());
    }
}
