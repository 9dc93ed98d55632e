package org.cb1network.network.kernel;

import org.cb1network.network.random.RandomOrder;

/**
 * Where the events of an afferent projection go.
 *
 * @param conductance of the target population, which they add to
 * @param weightNs what an event adds, in nS
 */
record EventTarget(Conductance conductance, double weightNs) {

    /** Delivers events at the first {@code count} neurons of an order. */
    void deliver(RandomOrder order, int count) {
        Slots places = conductance.places();
        double[] g = conductance.values();
        double units = conductance.unitsOf(weightNs);
        if (places.contiguous()) {
            order.add(units, count, g, places.first());
            return;
        }
        for (int i = 0; i < count; i++) {
            g[places.of(order.number(i))] += units;
        }
    }
}
