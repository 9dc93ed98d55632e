package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.spec.EventList;

/** Delivers explicit events. */
final class EventPlayback implements AfferentEvents {
    private final EventList events;
    private final Conductance conductance;
    private int next;

    EventPlayback(EventList events, Conductance conductance) {
        this.events = events;
        this.conductance = conductance;
    }

    @Override
    public long delivered() {
        return next;
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        double[] g = conductance.values();
        for (; next < events.count() && events.step(next) == step; next++) {
            g[conductance.places().of(events.neuron(next))] +=
                    conductance.channel().unitsOf(events.weightNs(next));
        }
    }
}
