package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.stages.science.analysis.ScanRanking.RankedPoint;
import org.junit.jupiter.api.Test;

/** Known answers by hand; the p-value is that of {@code scipy.stats.ttest_rel} of SciPy 1.10.1 (Debian 12). */
class ScanRankingTest {

    private static final double[] A = {0.061, 0.074, 0.092, 0.055, 0.081, 0.079, 0.066, 0.070};
    private static final double[] B = {0.058, 0.070, 0.095, 0.041, 0.069, 0.075, 0.060, 0.072};
    private static final double NOT_RUN = Double.NaN;

    @Test
    void theResidualIsTheSumOfRelativeDeviationsFromTheTargets() {
        // Published rates of V1: 0.03/0.5 + 1.4/20 + 2.3/15
        assertEquals(
                0.2833333333333333, Residual.of(new double[] {0.47, 21.4, 12.7}, new double[] {0.5, 20, 15}), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new double[] {1}, new double[] {0}));
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new double[] {1}, new double[] {1, 2}));
    }

    @Test
    void pointsAreRankedByTheirMean() {
        ScanRanking ranking = ScanRanking.of(new double[][] {{0.5, 0.7}, {0.3, 0.5}, {0.9, 0.9}}, 0.95);
        assertEquals(
                List.of(1, 0, 2),
                ranking.points().stream().map(RankedPoint::point).toList());
        assertEquals(
                List.of(1, 2, 3),
                ranking.points().stream().map(RankedPoint::rank).toList());
        assertEquals(0.4, ranking.best().mean(), 1e-15);
        assertEquals(0.1, ranking.best().standardError(), 1e-15);
        assertEquals(1, ranking.best().pValue());
    }

    @Test
    void pointsAreComparedWithTheBestReplicateByReplicate() {
        ScanRanking ranking = ScanRanking.of(new double[][] {A, B}, 0.95);
        RankedPoint second = ranking.points().get(1);
        assertEquals(0, second.point());
        assertEquals(0.00475, second.differenceFromBest(), 1e-15);
        assertEquals(0.00475 / 2.250361805691038, second.differenceStandardError(), 1e-15);
        // scipy.stats.ttest_rel(numpy.log1p(A), numpy.log1p(B))
        assertEquals(0.05887439460166148, second.pValue(), 1e-13);
        assertFalse(second.toldApart());
        assertTrue(ScanRanking.of(new double[][] {A, B}, 0.94).points().get(1).toldApart());
    }

    @Test
    void pointsIndistinguishableFromTheBestAreListed() {
        // Point 0 differs by 1 +- 0.01; point 2 by 0.05 with a scatter of 0.5.
        double[][] residuals = {{1.30, 1.41, 1.29, 1.40}, {0.30, 0.40, 0.30, 0.40}, {0.85, -0.05, 0.75, 0.05}};
        ScanRanking ranking = ScanRanking.of(residuals, 0.95);
        assertEquals(
                List.of(1, 2),
                ranking.notToldApartFromBest().stream().map(RankedPoint::point).toList());
    }

    @Test
    void aPointThatRunsAwayInSomeReplicatesIsDistinguished() {
        double[][] residuals = {{0.24, 0.27, 0.31, 0.34}, {408, 73, 72, 70}};
        RankedPoint runaway = ScanRanking.of(residuals, 0.95).points().get(1);
        // scipy.stats.ttest_rel(numpy.log1p(...), numpy.log1p(...)); without the logarithms p is 0.16
        assertEquals(0.0021158139626988874, runaway.pValue(), 1e-13);
        assertTrue(runaway.toldApart());
    }

    @Test
    void onlyCommonReplicatesAreCompared() {
        double[][] residuals = {{0.1, 0.2, NOT_RUN, 0.3}, {0.6, NOT_RUN, 0.9, 0.8}, {5, NOT_RUN, NOT_RUN, NOT_RUN}};
        ScanRanking ranking = ScanRanking.of(residuals, 0.95);
        RankedPoint second = ranking.points().get(1);
        assertEquals(3, second.replicates());
        assertEquals(0.5, second.differenceFromBest(), 1e-15);
        assertTrue(second.toldApart());
        RankedPoint third = ranking.points().get(2);
        assertEquals(4.9, third.differenceFromBest(), 1e-15);
        assertTrue(Double.isNaN(third.pValue()));
        assertFalse(third.toldApart());
    }

    @Test
    void oneReplicateGivesARankingWithoutDistinctions() {
        ScanRanking ranking = ScanRanking.of(new double[][] {{0.9}, {0.3}, {0.3}}, 0.95);
        assertEquals(
                List.of(1, 2, 0),
                ranking.points().stream().map(RankedPoint::point).toList());
        assertEquals(3, ranking.notToldApartFromBest().size());
    }

    @Test
    void aScanWithoutPointsOrAPointWithoutReplicatesIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> ScanRanking.of(new double[0][], 0.95));
        assertThrows(IllegalArgumentException.class, () -> ScanRanking.of(new double[][] {{0.1}, {NOT_RUN}}, 0.95));
    }
}
