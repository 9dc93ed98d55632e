package org.cb1network.stages.network.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Spikes in memory, by population. Eight bytes a spike; for long recordings of everything see {@link ArrowRecorders}. */
public final class SpikeTrains implements SpikeSink {
    private static final int[] NONE = {};

    private final Map<String, Collected> byPopulation = new LinkedHashMap<>();
    private String lastPopulation = "";
    private Collected last = new Collected();

    /** Growing arrays. */
    private static final class Collected {
        private int[] neurons = NONE;
        private int[] steps = NONE;
        private int count;

        private void add(int neuron, int step) {
            if (count == steps.length) {
                int room = Math.max(256, count + count / 2);
                neurons = Arrays.copyOf(neurons, room);
                steps = Arrays.copyOf(steps, room);
            }
            neurons[count] = neuron;
            steps[count++] = step;
        }
    }

    @Override
    public void spike(String population, int neuron, int step) {
        if (!population.equals(lastPopulation)) {
            lastPopulation = population;
            last = byPopulation.computeIfAbsent(population, name -> new Collected());
        }
        last.add(neuron, step);
    }

    /** Populations that spiked. */
    public Set<String> populations() {
        return Collections.unmodifiableSet(byPopulation.keySet());
    }

    /** Number of spikes of a population. */
    public int count(String population) {
        Collected collected = byPopulation.get(population);
        return collected == null ? 0 : collected.count;
    }

    /** Number of spikes of a population in steps fromStep (inclusive) to toStep (exclusive). */
    public int count(String population, int fromStep, int toStep) {
        int[] steps = steps(population);
        return firstAtOrAfter(steps, toStep) - firstAtOrAfter(steps, fromStep);
    }

    /** The neuron of every spike of a population, in the order of {@link #steps}. */
    public int[] neurons(String population) {
        Collected collected = byPopulation.get(population);
        return collected == null ? NONE : Arrays.copyOf(collected.neurons, collected.count);
    }

    /** The step of every spike of a population, not decreasing. */
    public int[] steps(String population) {
        Collected collected = byPopulation.get(population);
        return collected == null ? NONE : Arrays.copyOf(collected.steps, collected.count);
    }

    /** The steps in which each neuron of a population spiked, by neuron. */
    public int[][] trains(String population, int size) {
        int[] neurons = neurons(population);
        int[] steps = steps(population);
        int[] counts = new int[size];
        for (int neuron : neurons) {
            counts[neuron]++;
        }
        int[][] trains = new int[size][];
        for (int neuron = 0; neuron < size; neuron++) {
            trains[neuron] = new int[counts[neuron]];
            counts[neuron] = 0;
        }
        for (int i = 0; i < neurons.length; i++) {
            trains[neurons[i]][counts[neurons[i]]++] = steps[i];
        }
        return trains;
    }

    private static int firstAtOrAfter(int[] steps, int step) {
        int low = 0;
        int high = steps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps[middle] < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
