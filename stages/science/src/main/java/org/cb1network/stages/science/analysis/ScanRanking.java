package org.cb1network.stages.science.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The points of a parameter scan in ascending order of a residual averaged over replicates, with the points that are
 * statistically indistinguishable from the best.
 *
 * <p>Replicate r of one point and replicate r of another are paired (same seeds), so a point is compared with the best
 * by the paired differences over their common replicates. The test uses ln(1 + residual): in some replicates a network
 * runs away, residuals are then in the hundreds with a correspondingly large scatter, and on the linear scale the worst
 * points of a scan could not be distinguished from the best.
 *
 * @param points by ascending mean; ties are ordered by index
 */
public record ScanRanking(List<RankedPoint> points) {

    /**
     * A point with its rank.
     *
     * @param rank 1 for the best
     * @param point index of the point in the input
     * @param replicates number of replicates of this point
     * @param mean mean residual over them
     * @param standardError standard error of the mean; NaN with one replicate
     * @param differenceFromBest mean difference from the best over the common replicates; 0 for the best itself
     * @param differenceStandardError its standard error; NaN with fewer than two common replicates
     * @param pValue two-sided, of the paired t-test of the differences of ln(1 + residual); NaN with fewer than two
     *     common replicates, 1 for the best itself
     * @param toldApart whether the point is worse than the best at the requested confidence
     */
    public record RankedPoint(
            int rank,
            int point,
            int replicates,
            double mean,
            double standardError,
            double differenceFromBest,
            double differenceStandardError,
            double pValue,
            boolean toldApart) {}

    public ScanRanking {
        points = List.copyOf(points);
    }

    /**
     * Ranks the points.
     *
     * @param residuals {@code residuals[point][replicate]}; NaN if a replicate was not run. A point with fewer than two
     *     replicates in common with the best cannot be distinguished from it
     * @param confidence confidence of each single comparison with the best, such as 0.95. Among 1,000 points as good as
     *     the best, dozens would be distinguished by chance. For a list that omits no such point with that confidence,
     *     use 1 - 0.05 / number of points (Bonferroni)
     * @throws IllegalArgumentException without points or if a point has no replicate
     */
    public static ScanRanking of(double[][] residuals, double confidence) {
        if (residuals.length == 0) {
            throw new IllegalArgumentException("a scan without points has no ranking");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence must be between 0 and 1, not " + confidence);
        }
        List<SampleStatistics> statistics = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int point = 0; point < residuals.length; point++) {
            statistics.add(SampleStatistics.of(present(residuals[point])));
            if (statistics.get(point).n() == 0) {
                throw new IllegalArgumentException("point " + point + " of the scan has no replicate");
            }
            order.add(point);
        }
        order.sort(Comparator.comparingDouble(
                        (Integer point) -> statistics.get(point).mean())
                .thenComparing(Comparator.naturalOrder()));
        double[] ofBest = residuals[order.get(0)];
        List<RankedPoint> ranked = new ArrayList<>();
        for (int point : order) {
            ranked.add(compare(ranked.size() + 1, point, statistics.get(point), residuals[point], ofBest, confidence));
        }
        return new ScanRanking(ranked);
    }

    /** Returns the point with the smallest mean residual. */
    public RankedPoint best() {
        return points.get(0);
    }

    /** Returns the points that cannot be distinguished from the best, including the best, by ascending mean. */
    public List<RankedPoint> notToldApartFromBest() {
        return points.stream().filter(point -> !point.toldApart()).toList();
    }

    private static RankedPoint compare(
            int rank, int point, SampleStatistics own, double[] residuals, double[] ofBest, double confidence) {
        if (rank == 1) {
            return new RankedPoint(rank, point, own.n(), own.mean(), own.standardError(), 0, 0, 1, false);
        }
        double[] differences = present(PairedTTest.differences(residuals, ofBest));
        SampleStatistics difference = SampleStatistics.of(differences);
        SampleStatistics onLogScale =
                SampleStatistics.of(present(PairedTTest.differences(logScale(residuals), logScale(ofBest))));
        double t = onLogScale.mean() / onLogScale.standardError();
        double p = 2 * StudentT.probabilityAbove(Math.abs(t), Math.max(1, onLogScale.n() - 1));
        boolean worse = onLogScale.mean() > 0 && p < 1 - confidence;
        return new RankedPoint(
                rank,
                point,
                own.n(),
                own.mean(),
                own.standardError(),
                difference.mean(),
                difference.standardError(),
                p,
                worse);
    }

    private static double[] logScale(double[] residuals) {
        return Arrays.stream(residuals).map(StrictMath::log1p).toArray();
    }

    private static double[] present(double[] values) {
        double[] present = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[n++] = value;
            }
        }
        return Arrays.copyOf(present, n);
    }
}
