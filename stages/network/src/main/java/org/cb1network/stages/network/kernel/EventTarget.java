package org.cb1network.stages.network.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.stages.network.random.RandomOrder;
import org.jspecify.annotations.Nullable;

/** Where the events of an afferent projection go. */
final class EventTarget {
    private final ReceptorComponent component;
    private final double[] values;
    private final Slots places;
    private final boolean contiguous;
    private final int first;
    /** Places of neurons that need not follow each other; null for those of {@link #places}. */
    private final int @Nullable [] slots;

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
        this(
                actions.get(0),
                actions.get(0).input().places().of(range),
                null,
                weight,
                actions.size() == 1 ? null : new EventTarget(actions.subList(1, actions.size()), range, weight));
    }

    /**
     * Creates a target of single neurons, which are numbered in this order.
     *
     * @param actions of an event, at least one
     * @param weight of an event, in the unit of the receptor
     */
    EventTarget(List<Action> actions, int[] neurons, double weight) {
        this(
                actions.get(0),
                actions.get(0).input().places(),
                IntStream.of(neurons).map(actions.get(0).input().places()::of).toArray(),
                weight,
                actions.size() == 1 ? null : new EventTarget(actions.subList(1, actions.size()), neurons, weight));
    }

    private EventTarget(
            Action action, Slots places, int @Nullable [] slots, double weight, @Nullable EventTarget further) {
        this.component = action.input().component();
        this.values = action.input().values();
        this.places = places;
        this.slots = slots;
        this.contiguous = slots == null && places.contiguous();
        this.first = places.first();
        this.weight = action.factor() * weight;
        this.further = further;
    }

    /** Delivers events at neurons. */
    void deliver(int[] neurons, int count) {
        double units = component.unitsOf(weight);
        for (int i = 0; i < count; i++) {
            values[slot(neurons[i])] += units;
        }
        if (further != null) {
            further.deliver(neurons, count);
        }
    }

    private int slot(int neuron) {
        return slots == null ? places.of(neuron) : slots[neuron];
    }

    /** Delivers so many events at each neuron. */
    void deliver(int[] counts) {
        double units = component.unitsOf(weight);
        if (slots == null) {
            deliverAtAll(counts, units);
        } else {
            for (int i = 0; i < counts.length; i++) {
                values[slots[i]] += units * counts[i];
            }
        }
        if (further != null) {
            further.deliver(counts);
        }
    }

    private void deliverAtAll(int[] counts, double units) {
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

    /** Delivers events at the first {@code count} neurons of an order, if this is the target of a range. */
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
