package org.cb1network.stages.network.record;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.stages.network.spec.Network;

/**
 * Some neurons of one population.
 *
 * @param population name of the population
 * @param neurons their indices, ascending and without repeats; empty for all of them
 */
public record NeuronSelection(String population, List<Integer> neurons) {

    /** Sorts the indices. */
    public NeuronSelection {
        neurons = neurons.stream().sorted().distinct().toList();
    }

    /** All neurons of a population. */
    public static NeuronSelection all(String population) {
        return new NeuronSelection(population, List.of());
    }

    /** These neurons of a population. */
    public static NeuronSelection of(String population, int... neurons) {
        return new NeuronSelection(population, IntStream.of(neurons).boxed().toList());
    }

    /** The first n neurons of a population. */
    public static NeuronSelection first(String population, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("cannot select the first " + n + " neurons of " + population);
        }
        return new NeuronSelection(population, IntStream.range(0, n).boxed().toList());
    }

    /** All neurons of all populations. */
    public static List<NeuronSelection> everything(Network network) {
        return network.populations().stream().map(NeuronSelection::all).toList();
    }

    /**
     * The selected indices.
     *
     * @throws IllegalArgumentException if the network has no such population or neuron
     */
    int[] indices(Network network) {
        int size = network.population(population).size();
        if (neurons.isEmpty()) {
            return IntStream.range(0, size).toArray();
        }
        for (int neuron : neurons) {
            if (neuron < 0 || neuron >= size) {
                throw new IllegalArgumentException(
                        "cannot record neuron " + neuron + " of " + population + ", which has 0 to " + (size - 1));
            }
        }
        return neurons.stream().mapToInt(Integer::intValue).toArray();
    }

    BitSet members(Network network) {
        BitSet members = new BitSet();
        IntStream.of(indices(network)).forEach(members::set);
        return members;
    }
}
