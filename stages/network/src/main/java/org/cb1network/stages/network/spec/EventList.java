package org.cb1network.stages.network.spec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Events at single neurons in single steps, in the order of their steps. */
public final class EventList {
    /** No events. */
    public static final EventList EMPTY = new EventList(new int[0], new int[0], new double[0]);

    private final int[] neuron;
    private final int[] step;
    private final double[] weightNs;

    /**
     * Arrays of equal length, one element per event, in any order; events of one step keep theirs.
     *
     * @param neuron index of the target neuron in its population
     * @param step the step in which the event acts, counted from 0
     * @param weightNs conductance that the event adds, in nS
     */
    public EventList(int[] neuron, int[] step, double[] weightNs) {
        if (neuron.length != step.length || neuron.length != weightNs.length) {
            throw new IllegalArgumentException("neuron, step and weightNs differ in length: " + neuron.length + ", "
                    + step.length + ", " + weightNs.length);
        }
        int[] order = IntStream.range(0, step.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> step[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.neuron = IntStream.of(order).map(i -> neuron[i]).toArray();
        this.step = IntStream.of(order).map(i -> step[i]).toArray();
        this.weightNs = IntStream.of(order).mapToDouble(i -> weightNs[i]).toArray();
    }

    /** Number of events. */
    public int count() {
        return step.length;
    }

    /** Target neuron of an event. */
    public int neuron(int event) {
        return neuron[event];
    }

    /** Step of an event; it does not decrease from event to event. */
    public int step(int event) {
        return step[event];
    }

    /** Weight of an event in nS. */
    public double weightNs(int event) {
        return weightNs[event];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventList that
                && Arrays.equals(neuron, that.neuron)
                && Arrays.equals(step, that.step)
                && Arrays.equals(weightNs, that.weightNs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(neuron) + Arrays.hashCode(step)) + Arrays.hashCode(weightNs);
    }

    @Override
    public String toString() {
        return "EventList[" + step.length + " events]";
    }
}
