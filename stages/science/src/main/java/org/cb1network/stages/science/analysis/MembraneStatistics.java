package org.cb1network.stages.science.analysis;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * The fluctuations of one neuron's membrane potential between its spikes, described by the four quantities of Y.
 * Zerlaut, S. Chemla, F. Chavane and A. Destexhe, J Comput Neurosci 44:45-61, 2018.
 *
 * <p>The samples around each spike are removed and the remaining ones are joined. The autocorrelation function of the
 * joined samples v (deviations from their mean) at lag l = 0 ... L is, as in the published code, the sum of v[n] v[n -
 * l] over the same n = L ... N - 1 for every lag, divided by the largest of these sums (the one at lag 0 in any trace
 * that is long compared with the lags). It is integrated with the trapezoidal rule. Lags across a removed stretch are
 * too short by its length; the published code accepts this, and with few spikes it does not matter.
 *
 * @param samples number of remaining samples
 * @param meanMv mean; NaN without samples
 * @param standardDeviationMv s.d. with the number of samples in the denominator, as in NumPy; NaN without samples
 * @param skewness third central moment over the cube of the s.d., as in SciPy's {@code skew}; NaN with fewer than three
 *     samples or without fluctuations
 * @param autocorrelationTimeMs integral of the normalized autocorrelation function; NaN with too few samples or without
 *     fluctuations
 */
public record MembraneStatistics(
        int samples, double meanMv, double standardDeviationMv, double skewness, double autocorrelationTimeMs) {

    /**
     * The settings of the analysis.
     *
     * @param cutMs time to remove before and after each spike, both ends included
     * @param longestLagMs upper limit of the integral
     */
    public record Protocol(double cutMs, double longestLagMs) {

        /** The settings of the published code. */
        public static final Protocol PUBLISHED = new Protocol(5, 50.5);
    }

    /**
     * Returns the statistics of one trace.
     *
     * @param vmMv membrane potential in mV
     * @param spikeSteps steps of the neuron's spikes, counted from the first sample of the trace, in any order; spikes
     *     shortly before (negative) or after the trace count as well
     * @throws IllegalArgumentException if the protocol's cut is not a whole number of steps
     */
    public static MembraneStatistics of(double[] vmMv, Sampling sampling, int[] spikeSteps, Protocol protocol) {
        int cut = TimeSteps.exactly(protocol.cutMs(), sampling.stepMs());
        double[] kept = withoutSpikes(vmMv, sampling.stepsPerSample(), spikeSteps, cut);
        double mean = new Mean().evaluate(kept);
        double sd = new StandardDeviation(false).evaluate(kept, mean);
        double sampleMs = sampling.sampleMs();
        int longestLag = (int) TimeSteps.snapped(protocol.longestLagMs(), sampleMs);
        double autocorrelationTime = sd > 0 ? sampleMs * integral(autocorrelation(kept, mean, longestLag)) : Double.NaN;
        return new MembraneStatistics(kept.length, mean, sd, sd > 0 ? skewness(kept) : Double.NaN, autocorrelationTime);
    }

    private static double[] withoutSpikes(double[] vm, int stepsPerSample, int[] spikeSteps, int cut) {
        int[] spikes = spikeSteps.clone();
        Arrays.sort(spikes);
        double[] kept = new double[vm.length];
        int keptSamples = 0;
        int next = 0;
        for (int i = 0; i < vm.length; i++) {
            long step = (long) i * stepsPerSample;
            while (next < spikes.length && (long) spikes[next] + cut < step) {
                next++;
            }
            boolean nearSpike = next < spikes.length && (long) spikes[next] - cut <= step;
            if (!nearSpike) {
                kept[keptSamples++] = vm[i];
            }
        }
        return Arrays.copyOf(kept, keptSamples);
    }

    /** Converts the bias-corrected estimate of Commons Math to SciPy's plain ratio of moments. */
    private static double skewness(double[] values) {
        double n = values.length;
        return new Skewness().evaluate(values) * (n - 2) / Math.sqrt(n * (n - 1));
    }

    /**
     * Returns the normalized autocorrelation function at lag 0 ... longestLag, or an empty array if there are too few
     * values.
     */
    private static double[] autocorrelation(double[] values, double mean, int longestLag) {
        if (values.length <= longestLag) {
            return new double[0];
        }
        double[] deviations = new double[values.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = values[i] - mean;
        }
        // In ascending time for every lag at once: each sum has a fixed order, and the loop over lags is vectorized.
        double[] byDescendingLag = new double[longestLag + 1];
        for (int n = longestLag; n < deviations.length; n++) {
            double present = deviations[n];
            int past = n - longestLag;
            for (int i = 0; i <= longestLag; i++) {
                byDescendingLag[i] += present * deviations[past + i];
            }
        }
        double largest = Arrays.stream(byDescendingLag).max().orElseThrow();
        double[] normalised = new double[longestLag + 1];
        for (int lag = 0; lag <= longestLag; lag++) {
            normalised[lag] = byDescendingLag[longestLag - lag] / largest;
        }
        return normalised;
    }

    /** Integrates by the trapezoidal rule with unit spacing. */
    private static double integral(double[] values) {
        double sum = values.length == 0 ? Double.NaN : 0;
        for (int i = 1; i < values.length; i++) {
            sum += (values[i - 1] + values[i]) / 2;
        }
        return sum;
    }
}
