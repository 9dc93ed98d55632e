package org.cb1network.stages.network.kernel;

import java.util.List;
import org.cb1network.stages.network.random.RandomOrder;
import org.jspecify.annotations.Nullable;

/** Where the events of an afferent projection go. */
final class EventTarget {
    private final ReceptorComponent component;
    private final double[] values;
    private final Slots places;
    private final boolean contiguous;
    private final int first;
    private final double weight;
    /** Where they act, too; null if nowhere. */
    private final @Nullable EventTarget further;

    /**
     * Creates a target.
     *
     * @param actions of an event, at least one
     * @param range of target neurons
     * @param weight of an event, in the unit of the receptor
     */
    EventTarget(List<Action> actions, NeuronRange range, double weight) {
        SynapticInput input = actions.get(0).input();
        this.component = input.component();
        this.values = input.values();
        this.places = input.places().of(range);
        this.contiguous = places.contiguous();
        this.first = places.first();
        this.weight = actions.get(0).factor() * weight;
        this.further = actions.size() == 1 ? null : new EventTarget(actions.subList(1, actions.size()), range, weight);
    }

    /** Delivers events at neurons. */
    void deliver(int[] neurons, int count) {
        double units = component.unitsOf(weight);
        for (int i = 0; i < count; i++) {
            values[places.of(neurons[i])] += units;
        }
        if (further != null) {
            further.deliver(neurons, count);
        }
    }

    /** Delivers so many events at each neuron. */
    void deliver(int[] counts) {
        double units = component.unitsOf(weight);
        BlockShape shape = places.shape();
        int neuron = 0;
        for (int block = places.first(); block < places.end(); block += shape.span()) {
            int ofBlock = Math.min(shape.neurons(), counts.length - neuron);
            for (int i = 0; i < ofBlock; i++) {
                values[block + i] += units * counts[neuron + i];
            }
            neuron += ofBlock;
        }
        if (further != null) {
            further.deliver(counts);
        }
    }

    /** Delivers events at the first {@code count} neurons of an order. */
    void deliver(RandomOrder order, int count) {
        double units = component.unitsOf(weight);
        if (contiguous) {
            order.add(units, count, values, first);
        } else {
            for (int i = 0; i < count; i++) {
                values[places.of(order.number(i))] += units;
            }
        }
        if (further != null) {
            further.deliver(order, count);
        }
    }
}
