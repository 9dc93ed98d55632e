package org.cb1network.network.kernel;

import org.cb1network.network.random.BernoulliTable;

/** Neurons with an event in one step. Sets of one step lie within each other. */
final class EventSet {
    private final int[] neurons;
    /** Where each neuron stands in the next larger set; without one, the neuron itself. */
    private final int[] places;

    private double probability;
    private int count;

    /**
     * An empty set.
     *
     * @param size how many neurons there are
     */
    EventSet(int size) {
        this.neurons = new int[size + BernoulliTable.SLACK];
        this.places = new int[size + BernoulliTable.SLACK];
    }

    /** Probability of an event per neuron. */
    double probability() {
        return probability;
    }

    int count() {
        return count;
    }

    /** The neurons; the first {@link #count} count. */
    int[] neurons() {
        return neurons;
    }

    /** Where they stand in the next larger set, for those who draw it. */
    int[] places() {
        return places;
    }

    /** Takes over the first {@code newCount} places, which are those among all neurons. */
    void fill(double newProbability, int newCount) {
        probability = newProbability;
        count = newCount;
        System.arraycopy(places, 0, neurons, 0, newCount);
    }

    /** Takes over the first {@code newCount} places, which are those in a larger set. */
    void fill(double newProbability, int newCount, EventSet larger) {
        probability = newProbability;
        count = newCount;
        int[] from = larger.neurons;
        for (int i = 0; i < newCount; i++) {
            neurons[i] = from[places[i]];
        }
    }
}
