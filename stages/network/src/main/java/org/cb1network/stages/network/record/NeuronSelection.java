package org.cb1network.stages.network.record;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.stages.network.spec.NetworkSpec;

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

    /** The first n neurons of a population. */
    public static NeuronSelection first(String population, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("cannot select the first " + n + " neurons of " + population);
        }
        return new NeuronSelection(population, IntStream.range(0, n).boxed().toList());
    }

    /** All neurons of all populations. */
    public static List<NeuronSelection> everything(NetworkSpec spec) {
        return spec.populations().stream().map(p -> all(p.name())).toList();
    }

    /**
     * The selected indices.
     *
     * @throws IllegalArgumentException if the network has no such population or neuron
     */
    int[] indices(NetworkSpec spec) {
        int size = spec.population(population).size();
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

    BitSet members(NetworkSpec spec) {
        BitSet members = new BitSet();
        IntStream.of(indices(spec)).forEach(members::set);
        return members;
    }
}
