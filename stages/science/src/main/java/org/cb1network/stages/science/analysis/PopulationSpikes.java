package org.cb1network.stages.science.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The spikes of one population, ordered by time and by neuron. Times are whole simulation steps, so all counts are
 * exact.
 *
 * <p>Immutable; returned arrays are copies.
 */
public final class PopulationSpikes {

    private final int[] spikeNeuron;
    private final int[] spikeStep;
    /**
     * Spike train of neuron i: {@code trainStep[trainStart[i]]} up to, but excluding, {@code trainStep[trainStart[i +
     * 1]]}.
     */
    private final int[] trainStart;

    private final int[] trainStep;

    private PopulationSpikes(int neurons, int[] spikeNeuron, int[] spikeStep) {
        this.spikeNeuron = spikeNeuron;
        this.spikeStep = spikeStep;
        this.trainStart = new int[neurons + 1];
        for (int neuron : spikeNeuron) {
            trainStart[neuron + 1]++;
        }
        for (int i = 0; i < neurons; i++) {
            trainStart[i + 1] += trainStart[i];
        }
        this.trainStep = new int[spikeStep.length];
        int[] next = Arrays.copyOf(trainStart, neurons);
        for (int s = 0; s < spikeStep.length; s++) {
            trainStep[next[spikeNeuron[s]]++] = spikeStep[s];
        }
    }

    /**
     * Returns the spikes in the order of a recorder.
     *
     * @param neurons size of the population, including silent neurons
     * @param spikeNeuron neuron of each spike, 0 ... neurons - 1
     * @param spikeStep step of each spike, never decreasing
     * @throws IllegalArgumentException if the arrays differ in length, an index lies outside the population or the
     *     spikes are not in order of time
     */
    public static PopulationSpikes of(int neurons, int[] spikeNeuron, int[] spikeStep) {
        if (neurons < 0) {
            throw new IllegalArgumentException("a population cannot have " + neurons + " neurons");
        }
        if (spikeNeuron.length != spikeStep.length) {
            throw new IllegalArgumentException(
                    spikeNeuron.length + " neuron indices for " + spikeStep.length + " spike steps");
        }
        for (int s = 0; s < spikeStep.length; s++) {
            if (spikeNeuron[s] < 0 || spikeNeuron[s] >= neurons) {
                throw new IllegalArgumentException(
                        "spike " + s + ": no neuron " + spikeNeuron[s] + " in a population of " + neurons);
            }
            if (s > 0 && spikeStep[s] < spikeStep[s - 1]) {
                throw new IllegalArgumentException("spike " + s + ": spikes must be in order of time");
            }
        }
        return new PopulationSpikes(neurons, spikeNeuron.clone(), spikeStep.clone());
    }

    /** Returns the size of the population, including silent neurons. */
    public int neurons() {
        return trainStart.length - 1;
    }

    /** Returns the number of spikes of all neurons. */
    public int spikes() {
        return spikeStep.length;
    }

    /** Returns the number of spikes of one neuron. */
    public int spikes(int neuron) {
        return trainStart[neuron + 1] - trainStart[neuron];
    }

    /** Returns the steps at which one neuron spiked, ascending. */
    public int[] train(int neuron) {
        return Arrays.copyOfRange(trainStep, trainStart[neuron], trainStart[neuron + 1]);
    }

    /** Returns the spikes with {@code fromStep <= step < untilStep} of the same population at the same steps. */
    public PopulationSpikes between(int fromStep, int untilStep) {
        int first = indexOfFirstSpikeAtOrAfter(fromStep);
        int end = Math.max(first, indexOfFirstSpikeAtOrAfter(untilStep));
        return new PopulationSpikes(
                neurons(), Arrays.copyOfRange(spikeNeuron, first, end), Arrays.copyOfRange(spikeStep, first, end));
    }

    /** Returns the first neurons, at most as many as there are. */
    public PopulationSpikes first(int neurons) {
        int kept = Math.min(neurons, neurons());
        int[] spikes = IntStream.range(0, spikeNeuron.length)
                .filter(s -> spikeNeuron[s] < kept)
                .toArray();
        return new PopulationSpikes(
                kept,
                IntStream.of(spikes).map(s -> spikeNeuron[s]).toArray(),
                IntStream.of(spikes).map(s -> spikeStep[s]).toArray());
    }

    /** Returns only the neurons that spiked, in the same order, renumbered without gaps. */
    public PopulationSpikes thatSpiked() {
        int[] newIndex = new int[neurons()];
        int spiking = 0;
        for (int i = 0; i < newIndex.length; i++) {
            newIndex[i] = spiking;
            spiking += spikes(i) > 0 ? 1 : 0;
        }
        int[] renumbered = new int[spikeNeuron.length];
        for (int s = 0; s < renumbered.length; s++) {
            renumbered[s] = newIndex[spikeNeuron[s]];
        }
        return new PopulationSpikes(spiking, renumbered, spikeStep);
    }

    /** Returns the step of spike {@code s} in order of time. */
    int stepOfSpike(int s) {
        return spikeStep[s];
    }

    /** Returns the neuron of spike {@code s} in order of time. */
    int neuronOfSpike(int s) {
        return spikeNeuron[s];
    }

    private int indexOfFirstSpikeAtOrAfter(int step) {
        int low = 0;
        int high = spikeStep.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spikeStep[middle] < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
