package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.util.FastMath;

/**
 * Spearman's rank correlation of two quantities.
 *
 * @param coefficient from -1 to 1; NaN if one of the quantities is constant
 * @param low lower end of its confidence interval (Bonett and Wright, Psychometrika 65:23, 2000); NaN with fewer than four
 *     points
 * @param high upper end of the interval
 * @param pValue two-sided: the probability of such a coefficient or a larger one without any relation
 */
public record RankCorrelation(double coefficient, double low, double high, double pValue) {

    private static final int FEWEST = 4;

    /** Correlates values that are paired by index. */
    public static RankCorrelation of(double[] first, double[] second, double confidence) {
        int n = first.length;
        if (n < FEWEST) {
            return new RankCorrelation(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double r = new SpearmansCorrelation().correlation(first, second);
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        double width = z * Math.sqrt((1 + r * r / 2) / (n - 3.0));
        double centre = FastMath.atanh(r);
        double t = Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r));
        return new RankCorrelation(
                r,
                FastMath.tanh(centre - width),
                FastMath.tanh(centre + width),
                2 * StudentT.probabilityAbove(t, n - 2.0));
    }
}
