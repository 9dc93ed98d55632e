package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How fast, how irregularly and how synchronously the neurons of a population fire. The measures are those of T. C. Potjans and M.
 * Diesmann: The cell-type specific cortical microcircuit, Cereb. Cortex 24 (2014).
 *
 * @param rateHz spikes per neuron and second
 * @param irregularity coefficient of variation of the intervals between the spikes of a neuron, mean over neurons; NaN if none has enough
 *     spikes
 * @param irregularNeurons number of neurons that the irregularity is the mean of
 * @param synchrony variance of the number of spikes of all neurons in a bin, divided by its mean (1 for independent Poisson processes, also
 *     called Fano factor); NaN if there are no spikes
 */
public record SpikeTrainStatistics(double rateHz, double irregularity, int irregularNeurons, double synchrony) {

    private static final double MS_PER_S = 1000;

    /**
     * Computes the statistics of the spikes between two steps. A bin that would extend beyond the end is left out.
     *
     * @param fromStep first step that counts
     * @param untilStep first step that no longer counts
     * @param binSteps length of a bin of the synchrony
     * @param minimumSpikes least number of spikes, at least 3, that make a neuron count for the irregularity
     */
    public static SpikeTrainStatistics of(
            PopulationSpikes spikes, int fromStep, int untilStep, double stepMs, int binSteps, int minimumSpikes) {
        PopulationSpikes counted = spikes.between(fromStep, untilStep);
        double neuronSeconds = counted.neurons() * (untilStep - fromStep) * stepMs / MS_PER_S;
        SummaryStatistics variations = new SummaryStatistics();
        for (int neuron = 0; neuron < counted.neurons(); neuron++) {
            if (counted.spikes(neuron) >= minimumSpikes) {
                variations.addValue(coefficientOfVariation(counted.train(neuron)));
            }
        }
        return new SpikeTrainStatistics(
                counted.spikes() / neuronSeconds,
                variations.getMean(),
                (int) variations.getN(),
                synchrony(counted, fromStep, untilStep, binSteps));
    }

    private static double coefficientOfVariation(int[] train) {
        SummaryStatistics intervals = new SummaryStatistics();
        for (int s = 1; s < train.length; s++) {
            intervals.addValue((double) train[s] - train[s - 1]);
        }
        return Math.sqrt(intervals.getPopulationVariance()) / intervals.getMean();
    }

    private static double synchrony(PopulationSpikes spikes, int fromStep, int untilStep, int binSteps) {
        int[] counts = new int[(untilStep - fromStep) / binSteps];
        for (int s = 0; s < spikes.spikes(); s++) {
            int bin = (spikes.stepOfSpike(s) - fromStep) / binSteps;
            if (bin < counts.length) {
                counts[bin]++;
            }
        }
        SummaryStatistics perBin = new SummaryStatistics();
        for (int count : counts) {
            perBin.addValue(count);
        }
        return perBin.getPopulationVariance() / perBin.getMean();
    }
}
