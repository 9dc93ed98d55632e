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
     * Creates a target.
     *
     * @param conductance of the target population, which they add to
     * @param places of the target neurons
     * @param weightNs what an event adds, in nS
     */
    EventTarget(Conductance conductance, Slots places, double weightNs) {
        this.channel = conductance.channel();
        this.values = conductance.values();
        this.places = places;
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

    /** Delivers so many events at each neuron. */
    void deliver(int[] counts) {
        double units = channel.unitsOf(weightNs);
        BlockShape shape = places.shape();
        int neuron = 0;
        for (int block = places.first(); block < places.end(); block += shape.span()) {
            int ofBlock = Math.min(shape.neurons(), counts.length - neuron);
            for (int i = 0; i < ofBlock; i++) {
                values[block + i] += units * counts[neuron + i];
            }
            neuron += ofBlock;
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
