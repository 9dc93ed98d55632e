package org.cb1network.network.kernel;

import org.cb1network.network.spec.EventList;

/** Delivers explicit events. */
final class EventPlayback {
    private final EventList events;
    private final Channel channel;
    private final int targetFirst;
    private int next;

    EventPlayback(EventList events, Channel channel, int targetFirst) {
        this.events = events;
        this.channel = channel;
        this.targetFirst = targetFirst;
    }

    /** Events delivered since the beginning. */
    long delivered() {
        return next;
    }

    void propagate(int step) {
        double[] g = channel.stored();
        for (; next < events.count() && events.step(next) == step; next++) {
            g[targetFirst + events.neuron(next)] += channel.unitsOf(events.weightNs(next));
        }
    }
}
