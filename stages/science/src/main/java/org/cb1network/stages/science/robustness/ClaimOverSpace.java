package org.cb1network.stages.science.robustness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cb1network.stages.science.analysis.LinearModel;
import org.cb1network.stages.science.analysis.RankCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * The margin of one claim over a sampled space. With the difference d that the claim is about, and d0 at the base point, it
 * is d / (|d| + d0): 1/2 at the base point, 0 where the claim breaks, and never beyond 1 or -1, so that a few points with
 * huge differences, as of networks that run away, do not outweigh the others.
 *
 * @param factors names of the factors
 * @param positions values of the factors at each point
 * @param margins margin at each point
 * @param influences of the factors, in their order
 * @param breaksTogether the smallest relative change of all important factors together, each in its worst direction, at
 *     which the linear model gives a margin of 0; NaN if no factor is important
 * @param explained part of the variance of the margin that the linear model explains
 */
@SuppressWarnings("ArrayRecordComponent") // one is never compared with another
record ClaimOverSpace(
        List<String> factors,
        List<double[]> positions,
        double[] margins,
        List<Influence> influences,
        double breaksTogether,
        double explained) {

    /**
     * What a factor does to the margin.
     *
     * @param correlation rank correlation with the margin
     * @param important whether it is significant among all factors
     * @param slope change of the margin per relative change of the factor, by a linear model
     * @param breaksAt relative change of this factor alone at which the model gives a margin of 0; NaN if there is none
     */
    record Influence(String factor, RankCorrelation correlation, boolean important, double slope, double breaksAt) {}

    /**
     * Judges a claim.
     *
     * @param differences the claimed difference at each point
     * @param base values of the factors at the base point; null if the sample has none, for the means of the factors
     * @param baseDifference the difference at the base point; if it is not positive, the mean size of the differences
     *     takes its place
     * @param confidence confidence level of the intervals
     * @param significance largest p-value of an important factor, times the number of factors
     */
    static ClaimOverSpace of(
            List<String> factors,
            List<double[]> positions,
            double[] differences,
            double @Nullable [] base,
            double baseDifference,
            double confidence,
            double significance) {
        double unit = baseDifference > 0 ? baseDifference : meanSize(differences);
        double[] margins = new double[differences.length];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = differences[i] / (Math.abs(differences[i]) + unit);
        }
        double[] origin = base == null ? means(positions, factors.size()) : base;
        LinearModel model = LinearModel.fit(relativeChanges(positions, origin), margins);
        List<Influence> influences = new ArrayList<>();
        double steepness = 0;
        for (int i = 0; i < factors.size(); i++) {
            int factor = i;
            double[] values =
                    positions.stream().mapToDouble(point -> point[factor]).toArray();
            RankCorrelation correlation = RankCorrelation.of(values, margins, confidence);
            boolean important = correlation.pValue() * factors.size() <= significance;
            double slope = model.slopes()[i];
            influences.add(
                    new Influence(factors.get(i), correlation, important, slope, breaksAt(model.intercept(), slope)));
            steepness += important ? Math.abs(slope) : 0;
        }
        double together = steepness > 0 ? Math.max(0, model.intercept()) / steepness : Double.NaN;
        return new ClaimOverSpace(factors, positions, margins, influences, together, model.explained());
    }

    private static double breaksAt(double margin, double slope) {
        if (slope == 0 || Double.isNaN(margin)) {
            return Double.NaN;
        }
        return margin <= 0 ? 0 : -margin / slope;
    }

    private static double meanSize(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum == 0 ? 1 : sum / values.length;
    }

    private static double[] means(List<double[]> positions, int factors) {
        double[] means = new double[factors];
        for (double[] point : positions) {
            for (int i = 0; i < factors; i++) {
                means[i] += point[i] / positions.size();
            }
        }
        return means;
    }

    private static double[][] relativeChanges(List<double[]> positions, double[] origin) {
        double[][] changes = new double[positions.size()][origin.length];
        for (int point = 0; point < changes.length; point++) {
            for (int i = 0; i < origin.length; i++) {
                changes[point][i] = positions.get(point)[i] / origin[i] - 1;
            }
        }
        return changes;
    }

    /** Returns the values of a factor at each point. */
    double[] values(String factor) {
        int index = factors.indexOf(factor);
        return positions.stream().mapToDouble(point -> point[index]).toArray();
    }

    /** Returns the important factor with the largest rank correlation; null if no factor is important. */
    @Nullable
    Influence strongest() {
        return influences.stream()
                .filter(Influence::important)
                .max(Comparator.comparingDouble(
                        influence -> Math.abs(influence.correlation().coefficient())))
                .orElse(null);
    }

    /** Returns the important factor that breaks the claim with the smallest change; null if no factor is important. */
    @Nullable
    Influence breaker() {
        return influences.stream()
                .filter(influence -> influence.important() && !Double.isNaN(influence.breaksAt()))
                .min(Comparator.comparingDouble(influence -> Math.abs(influence.breaksAt())))
                .orElse(null);
    }
}
