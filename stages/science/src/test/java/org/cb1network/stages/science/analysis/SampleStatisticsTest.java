package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Expected values: {@code scipy.stats} (sem, t.interval, t.ppf) of SciPy 1.10.1 with NumPy 1.24.2 (Debian 12). */
class SampleStatisticsTest {

    private static final double[] VALUES = {0.061, 0.074, 0.092, 0.055, 0.081, 0.079, 0.066, 0.070};

    @Test
    void meanDeviationAndErrorMatchNumpy() {
        SampleStatistics statistics = SampleStatistics.of(VALUES);
        assertEquals(8, statistics.n());
        assertEquals(0.07225000000000001, statistics.mean(), 1e-16);
        assertEquals(0.011853269591129699, statistics.standardDeviation(), 1e-16);
        assertEquals(0.0041907636535600526, statistics.standardError(), 1e-16);
    }

    @Test
    void theConfidenceIntervalIsThatOfStudentsT() {
        SampleStatistics statistics = SampleStatistics.of(VALUES);
        assertEquals(0.06234041863453939, statistics.confidenceLow(), 1e-11);
        assertEquals(0.08215958136546063, statistics.confidenceHigh(), 1e-11);
        assertEquals(2.3646242510102993, statistics.quantile(), 1e-8);
        assertEquals(3.4994832973505026, SampleStatistics.of(VALUES, 0.99).quantile(), 1e-8);
    }

    @Test
    void oneValueHasAMeanButNoInterval() {
        SampleStatistics statistics = SampleStatistics.of(3.5);
        assertEquals(3.5, statistics.mean());
        assertTrue(Double.isNaN(statistics.standardDeviation()));
        assertTrue(Double.isNaN(statistics.standardError()));
        assertTrue(Double.isNaN(statistics.confidenceLow()));
        assertTrue(Double.isNaN(statistics.confidenceHigh()));
        assertTrue(Double.isNaN(SampleStatistics.of().mean()));
    }

    @Test
    void aConfidenceOfAHundredPercentIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> SampleStatistics.of(VALUES, 1));
    }
}
