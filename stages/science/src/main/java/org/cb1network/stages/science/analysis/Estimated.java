package org.cb1network.stages.science.analysis;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * An estimate with its confidence interval.
 *
 * @param value the estimate
 * @param low lower end of the interval; NaN if it cannot be determined
 * @param high upper end of the interval
 */
public record Estimated(double value, double low, double high) {

    private static final double PERCENT = 100;

    /**
     * Settings of bootstrap intervals.
     *
     * @param resamples number of resamples; 0 for no intervals
     * @param confidence confidence level, between 0 and 1
     * @param seed of the resampling
     */
    public record Bootstrap(int resamples, double confidence, long seed) {}

    /**
     * Estimates a statistic of independent units with a percentile interval: the units are drawn again with replacement
     * (Efron and Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993).
     *
     * @param units number of units
     * @param statistic of the units with the given numbers, which may repeat
     */
    static Estimated of(int units, ToDoubleFunction<int[]> statistic, Bootstrap bootstrap) {
        int[] drawn = new int[units];
        for (int i = 0; i < units; i++) {
            drawn[i] = i;
        }
        double value = statistic.applyAsDouble(drawn);
        if (bootstrap.resamples() == 0 || units < 2) {
            return new Estimated(value, Double.NaN, Double.NaN);
        }
        RandomGenerator random = new Well19937c(bootstrap.seed());
        double[] values = new double[bootstrap.resamples()];
        for (int resample = 0; resample < values.length; resample++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            values[resample] = statistic.applyAsDouble(drawn);
        }
        Percentile percentile = new Percentile();
        percentile.setData(values);
        double tail = PERCENT * (1 - bootstrap.confidence()) / 2;
        return new Estimated(value, percentile.evaluate(tail), percentile.evaluate(PERCENT - tail));
    }
}
