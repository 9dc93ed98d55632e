package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.stat.inference.TTest;

/**
 * A two-sided paired t-test of whether two conditions differ, given values of both at the same seeds.
 *
 * @param pairs number of pairs
 * @param meanDifference mean of first - second
 * @param standardError standard error of the mean difference
 * @param t mean difference / standard error, with the sign of the difference; NaN if all pairs are equal
 * @param degreesOfFreedom pairs - 1
 * @param pValue two-sided; NaN if all pairs are equal, 0 if all differ by the same amount
 */
public record PairedTTest(
        int pairs, double meanDifference, double standardError, double t, int degreesOfFreedom, double pValue) {

    /**
     * Tests values that are paired by index.
     *
     * @throws IllegalArgumentException if the arrays differ in length or have fewer than two pairs
     */
    public static PairedTTest of(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException("a paired test needs at least two pairs, not " + first.length + " and "
                    + second.length + " values");
        }
        SampleStatistics differences = SampleStatistics.of(differences(first, second));
        double t = differences.mean() / differences.standardError();
        double p = Double.isInfinite(t) ? 0 : new TTest().pairedTTest(first, second);
        return new PairedTTest(first.length, differences.mean(), differences.standardError(), t, first.length - 1, p);
    }

    static double[] differences(double[] first, double[] second) {
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first[i] - second[i];
        }
        return differences;
    }
}
