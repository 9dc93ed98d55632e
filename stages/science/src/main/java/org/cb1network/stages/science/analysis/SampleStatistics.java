package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Mean of independent values, such as one per replicate seed, and how sure it is.
 *
 * @param n number of values
 * @param mean NaN without values
 * @param standardDeviation s.d. of the values with n - 1 in the denominator; NaN with fewer than two. (NumPy's {@code
 *     std}, which the published code uses, divides by n: it is smaller by the factor sqrt((n - 1) / n).)
 * @param standardError of the mean; NaN with fewer than two values
 * @param confidence of the confidence interval, such as 0.95
 * @param quantile Student's t at that confidence with n - 1 degrees of freedom; NaN with fewer than two values
 */
public record SampleStatistics(
        int n, double mean, double standardDeviation, double standardError, double confidence, double quantile) {

    private static final double USUAL_CONFIDENCE = 0.95;

    /** Statistics with a confidence of 95 %. */
    public static SampleStatistics of(double... values) {
        return of(values, USUAL_CONFIDENCE);
    }

    /**
     * Statistics of the values.
     *
     * @param confidence of the confidence interval, between 0 and 1
     */
    public static SampleStatistics of(double[] values, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not at " + confidence);
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

    /** Lower end of the confidence interval of the mean (Student's t); NaN with fewer than two values. */
    public double confidenceLow() {
        return mean - quantile * standardError;
    }

    /** Upper end of the confidence interval of the mean; NaN with fewer than two values. */
    public double confidenceHigh() {
        return mean + quantile * standardError;
    }

    /**
     * Half-width of the interval that holds one further value with the given confidence: quantile * s.d. * sqrt(1 +
     * 1/n). The confidence interval is about the mean; a published single realisation has to be compared with this one.
     */
    public double predictionHalfWidth() {
        return quantile * standardDeviation * Math.sqrt(1 + 1.0 / n);
    }
}
