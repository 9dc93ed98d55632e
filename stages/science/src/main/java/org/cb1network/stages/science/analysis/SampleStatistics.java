package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * The mean of independent values, such as one per replicate seed, and its uncertainty.
 *
 * @param n number of values
 * @param mean mean; NaN without values
 * @param standardDeviation s.d. of the values with n - 1 in the denominator; NaN with fewer than two. (NumPy's {@code
 *     std}, which the published code uses, divides by n: it is smaller by the factor sqrt((n - 1) / n).)
 * @param standardError standard error of the mean; NaN with fewer than two values
 * @param confidence confidence level of the interval, such as 0.95
 * @param quantile Student's t at that confidence with n - 1 degrees of freedom; NaN with fewer than two values
 */
public record SampleStatistics(
        int n, double mean, double standardDeviation, double standardError, double confidence, double quantile) {

    private static final double USUAL_CONFIDENCE = 0.95;

    /** Returns the statistics with a confidence of 95 %. */
    public static SampleStatistics of(double... values) {
        return of(values, USUAL_CONFIDENCE);
    }

    /**
     * Returns the statistics of the values.
     *
     * @param confidence confidence level of the interval, between 0 and 1
     */
    public static SampleStatistics of(double[] values, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence must be between 0 and 1, not " + confidence);
        }
        int n = values.length;
        double mean = new Mean().evaluate(values);
        if (n < 2) {
            return new SampleStatistics(n, mean, Double.NaN, Double.NaN, confidence, Double.NaN);
        }
        double sd = new StandardDeviation().evaluate(values, mean);
        double quantile = new TDistribution(null, n - 1).inverseCumulativeProbability((1 + confidence) / 2);
        return new SampleStatistics(n, mean, sd, sd / Math.sqrt(n), confidence, quantile);
    }

    /** Returns the lower end of the confidence interval of the mean (Student's t); NaN with fewer than two values. */
    public double confidenceLow() {
        return mean - quantile * standardError;
    }

    /** Returns the upper end of the confidence interval of the mean; NaN with fewer than two values. */
    public double confidenceHigh() {
        return mean + quantile * standardError;
    }
}
