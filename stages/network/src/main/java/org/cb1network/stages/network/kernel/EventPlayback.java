package org.cb1network.stages.network.kernel;

import java.util.List;
import org.cb1network.stages.network.spec.EventList;

/** Delivers explicit events. */
final class EventPlayback implements AfferentEvents {
    private final EventList events;
    private final List<Action> actions;
    private int next;

    EventPlayback(EventList events, List<Action> actions) {
        this.events = events;
        this.actions = actions;
    }

    @Override
    public long delivered() {
        return next;
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        for (; next < events.count() && events.step(next) == step; next++) {
            for (Action action : actions) {
                SynapticInput input = action.input();
                input.values()[input.places().of(events.neuron(next))] +=
                        input.component().unitsOf(action.factor() * events.weightNs(next));
            }
        }
    }
}
