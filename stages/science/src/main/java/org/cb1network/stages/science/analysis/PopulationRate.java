package org.cb1network.stages.science.analysis;

import org.cb1network.stages.network.spec.Milliseconds;

/** Computes population rates in Hz (spikes per neuron and second) from spike counts. */
public final class PopulationRate {

    private static final double MS_PER_S = 1000;

    private PopulationRate() {}

    /**
     * Returns the rate in each sample in Hz.
     *
     * @param spikes number of spikes in each sample
     * @param neurons size of the population
     */
    public static double[] hz(int[] spikes, int neurons, Sampling sampling) {
        double neuronMs = neurons * sampling.sampleMs();
        double[] rate = new double[spikes.length];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = spikes[i] * MS_PER_S / neuronMs;
        }
        return rate;
    }

    /**
     * Returns the mean rate within {@code fromMs <= t < untilMs} in Hz. Spikes are counted as whole numbers, so no
     * rounding accumulates.
     *
     * @throws IllegalArgumentException if the window is empty, does not consist of whole samples or extends beyond the
     *     recording
     */
    public static double meanHz(int[] spikes, int neurons, Sampling sampling, double fromMs, double untilMs) {
        int from = sampling.sampleAt(fromMs);
        int until = sampling.sampleAt(untilMs);
        if (from < 0 || from >= until || until > spikes.length) {
            throw new IllegalArgumentException("no mean rate within " + Milliseconds.text(fromMs) + " ... "
                    + Milliseconds.text(untilMs) + " ms: the recording ends at "
                    + Milliseconds.text(spikes.length * sampling.sampleMs()) + " ms");
        }
        long sum = 0;
        for (int i = from; i < until; i++) {
            sum += spikes[i];
        }
        return sum * MS_PER_S / (neurons * ((until - from) * sampling.sampleMs()));
    }

    /**
     * Smooths a rate with a Gaussian; see {@link GaussianSmoothing}.
     *
     * @param standardDeviationMs standard deviation of the Gaussian
     */
    public static double[] smoothed(double[] rateHz, Sampling sampling, double standardDeviationMs) {
        return GaussianSmoothing.smooth(rateHz, standardDeviationMs / sampling.sampleMs());
    }
}
