package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.cb1network.stages.science.analysis.MembraneStatistics.Protocol;
import org.junit.jupiter.api.Test;

/**
 * Expected values: {@code mean}, {@code std} and {@code correlate} of NumPy 1.24.2, {@code stats.skew} and {@code
 * integrate.cumtrapz} of SciPy 1.10.1 (Debian 12), applied to {@link Sequences#membranePotential} as the published code
 * does.
 */
class MembraneStatisticsTest {

    private static final double[] TRACE = Sequences.membranePotential(4000);
    private static final Sampling PER_STEP = new Sampling(0.1, 1);
    /** One spike before the trace, two that overlap, one at the very end. */
    private static final int[] SPIKES = {700, 730, 3999, 2500, -20};

    private static final int[] NO_SPIKES = {};

    @Test
    void aTraceWithSpikesHasTheNumbersOfNumpyAndScipy() {
        MembraneStatistics statistics = MembraneStatistics.of(TRACE, PER_STEP, SPIKES, Protocol.PUBLISHED);
        assertEquals(3686, statistics.samples());
        assertEquals(-63.43064841356246, statistics.meanMv(), 1e-12);
        assertEquals(0.5436154036995747, statistics.standardDeviationMv(), 1e-13);
        assertEquals(0.04397820857367978, statistics.skewness(), 1e-12);
        assertEquals(7.681624755701745, statistics.autocorrelationTimeMs(), 1e-10);
    }

    @Test
    void aTraceWithoutSpikesHasTheNumbersOfNumpyAndScipy() {
        MembraneStatistics statistics = MembraneStatistics.of(TRACE, PER_STEP, NO_SPIKES, Protocol.PUBLISHED);
        assertEquals(4000, statistics.samples());
        assertEquals(-63.44049824783963, statistics.meanMv(), 1e-12);
        assertEquals(0.537807828210278, statistics.standardDeviationMv(), 1e-13);
        assertEquals(-0.025330935043730955, statistics.skewness(), 1e-12);
        assertEquals(5.933025985851061, statistics.autocorrelationTimeMs(), 1e-10);
    }

    @Test
    void aTraceOfEveryFifthStepHasTheNumbersOfNumpyAndScipy() {
        double[] everyFifth = new double[800];
        Arrays.setAll(everyFifth, i -> TRACE[5 * i]);
        MembraneStatistics statistics =
                MembraneStatistics.of(everyFifth, new Sampling(0.1, 5), SPIKES, Protocol.PUBLISHED);
        assertEquals(735, statistics.samples());
        assertEquals(-63.431959684493485, statistics.meanMv(), 1e-12);
        assertEquals(0.5416774581151026, statistics.standardDeviationMv(), 1e-13);
        assertEquals(0.06499091215036629, statistics.skewness(), 1e-12);
        assertEquals(7.647137958166737, statistics.autocorrelationTimeMs(), 1e-10);
    }

    @Test
    void fiveMillisecondsToEitherSideOfASpikeAreCutOutBothEndsIncluded() {
        double[] trace = new double[1000];
        Arrays.fill(trace, 450, 551, 1e9);
        MembraneStatistics statistics = MembraneStatistics.of(trace, PER_STEP, new int[] {500}, Protocol.PUBLISHED);
        assertEquals(899, statistics.samples());
        assertEquals(0, statistics.meanMv());
        trace[449] = 899;
        assertEquals(
                1,
                MembraneStatistics.of(trace, PER_STEP, new int[] {500}, Protocol.PUBLISHED)
                        .meanMv(),
                1e-12);
    }

    @Test
    void theSkewnessIsTheBiasedOneOfScipy() {
        double[] values = {1, 2, 4, 8, 16, 3};
        assertEquals(
                1.1686661352240477,
                MembraneStatistics.of(values, PER_STEP, NO_SPIKES, Protocol.PUBLISHED)
                        .skewness(),
                1e-14);
    }

    @Test
    void aTraceShorterThanTheLagsHasNoAutocorrelationTime() {
        MembraneStatistics statistics =
                MembraneStatistics.of(Arrays.copyOf(TRACE, 505), PER_STEP, NO_SPIKES, Protocol.PUBLISHED);
        assertTrue(Double.isNaN(statistics.autocorrelationTimeMs()));
        assertTrue(statistics.standardDeviationMv() > 0);
    }

    @Test
    void aTraceWithoutFluctuationsHasNeitherSkewnessNorAutocorrelationTime() {
        double[] flat = new double[2000];
        Arrays.fill(flat, -70);
        MembraneStatistics statistics = MembraneStatistics.of(flat, PER_STEP, NO_SPIKES, Protocol.PUBLISHED);
        assertEquals(-70, statistics.meanMv());
        assertEquals(0, statistics.standardDeviationMv());
        assertTrue(Double.isNaN(statistics.skewness()));
        assertTrue(Double.isNaN(statistics.autocorrelationTimeMs()));
    }

    @Test
    void aTraceOfOnlySpikesHasNoStatistics() {
        MembraneStatistics statistics =
                MembraneStatistics.of(new double[20], PER_STEP, new int[] {10}, Protocol.PUBLISHED);
        assertEquals(0, statistics.samples());
        assertTrue(Double.isNaN(statistics.meanMv()));
        assertTrue(Double.isNaN(statistics.standardDeviationMv()));
    }
}
