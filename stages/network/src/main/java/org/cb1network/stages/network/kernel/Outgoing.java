package org.cb1network.stages.network.kernel;

import java.util.List;

/** The projections of an afferent. */
final class Outgoing {
    private final List<Axons> withoutDelay;
    private final List<Axons> delayed;
    private final SpikeHistory history;

    Outgoing(List<Axons> synapses) {
        this.withoutDelay =
                synapses.stream().filter(axons -> axons.longestDelay() == 0).toList();
        this.delayed =
                synapses.stream().filter(axons -> axons.longestDelay() > 0).toList();
        this.history = new SpikeHistory(delayed);
    }

    /** Delivers spikes of a step. */
    void propagate(int step, int[] spiking, int count) {
        for (Axons synapses : withoutDelay) {
            synapses.propagate(step, 0, spiking, count);
        }
        history.add(step, spiking, count);
        for (Axons synapses : delayed) {
            history.deliver(step, synapses);
        }
    }

    /** Events delivered since the beginning. */
    long delivered() {
        return withoutDelay.stream().mapToLong(Axons::delivered).sum()
                + delayed.stream().mapToLong(Axons::delivered).sum();
    }
}
