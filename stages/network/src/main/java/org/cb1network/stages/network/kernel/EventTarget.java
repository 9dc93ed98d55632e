package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.RandomOrder;

/** Where the events of an afferent projection go. */
final class EventTarget {
    private final Channel channel;
    private final double[] values;
    private final Slots places;
    private final boolean contiguous;
    private final int first;
    private final double weightNs;

    /**
     * A target.
     *
     * @param conductance of the target population, which they add to
     * @param weightNs what an event adds, in nS
     */
    EventTarget(Conductance conductance, double weightNs) {
        this.channel = conductance.channel();
        this.values = conductance.values();
        this.places = conductance.places();
        this.contiguous = places.contiguous();
        this.first = places.first();
        this.weightNs = weightNs;
    }

    /** Delivers events at neurons. */
    void deliver(int[] neurons, int count) {
        double units = channel.unitsOf(weightNs);
        for (int i = 0; i < count; i++) {
            values[places.of(neurons[i])] += units;
        }
    }

    /** Delivers events at the first {@code count} neurons of an order. */
    void deliver(RandomOrder order, int count) {
        double units = channel.unitsOf(weightNs);
        if (contiguous) {
            order.add(units, count, values, first);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[places.of(order.number(i))] += units;
        }
    }
}
