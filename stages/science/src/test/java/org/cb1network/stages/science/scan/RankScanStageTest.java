package org.cb1network.stages.science.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.scan.RankScanStage.Parameters;
import org.cb1network.stages.science.scan.RankScanStage.Window;
import org.junit.jupiter.api.Test;

class RankScanStageTest {

    private static final Map<String, Double> TARGETS = Map.of("E", 1.0, "I", 10.0);

    /** Two axes, two replicates; by hand: residuals of (0.1, 1) are 0.2 and 0.4, of (0.2, 1) 0.1 and 0.1, of (0.2, 2) 2. */
    private static final Table RATES = Tables.of(
            "p:1 q:1 #replicate population rate:Hz rate_whole:Hz",
            0.1,
            1.0,
            1,
            "E",
            1.1,
            1.0,
            0.1,
            1.0,
            1,
            "I",
            9.0,
            10.0,
            0.1,
            1.0,
            2,
            "E",
            0.8,
            1.0,
            0.1,
            1.0,
            2,
            "I",
            12.0,
            10.0,
            0.2,
            1.0,
            1,
            "E",
            1.1,
            2.0,
            0.2,
            1.0,
            1,
            "I",
            10.0,
            10.0,
            0.2,
            1.0,
            2,
            "E",
            0.9,
            2.0,
            0.2,
            1.0,
            2,
            "I",
            10.0,
            10.0,
            0.2,
            2.0,
            1,
            "E",
            3.0,
            3.0,
            0.2,
            2.0,
            1,
            "I",
            10.0,
            10.0,
            0.2,
            2.0,
            2,
            "E",
            3.0,
            3.0,
            0.2,
            2.0,
            2,
            "I",
            10.0,
            10.0);

    private static FakeContext run(Table rates, Map<String, Double> targets, Window window) throws Exception {
        RankScanStage stage = new RankScanStage();
        return FakeContext.of(stage).with("rates", rates).run(stage, new Parameters(targets, window, 0.95));
    }

    @Test
    void theOptimumIsThePointWithTheLeastMeanResidual() throws Exception {
        Table optimum = run(RATES, TARGETS, Window.AFTER_DISCARD).output("optimum");
        assertEquals(1, optimum.rows());
        assertEquals(0.2, optimum.float64("p", 0));
        assertEquals(1.0, optimum.float64("q", 0));
        assertEquals(0.1, optimum.float64("residual", 0), 1e-15);
        assertEquals(0, optimum.float64("standard_error", 0), 1e-15);
        assertEquals(2, optimum.int32("replicates", 0));
        assertEquals(3, optimum.int32("points", 0));
    }

    @Test
    void theRankingNamesThePointsByTheAxesOfTheSweep() throws Exception {
        Table ranking = run(RATES, TARGETS, Window.AFTER_DISCARD).output("ranking");
        assertArrayEquals(new double[] {0.2, 0.1, 0.2}, ranking.float64("p"));
        assertArrayEquals(new double[] {1, 1, 2}, ranking.float64("q"));
        assertArrayEquals(new int[] {1, 2, 3}, ranking.int32("rank"));
        assertArrayEquals(new double[] {0.1, 0.3, 2}, ranking.float64("residual"), 1e-15);
        assertFalse(ranking.schema().has("replicate"));
    }

    @Test
    void onlyAPointWithConsistentReplicatesIsDistinguished() throws Exception {
        FakeContext result = run(RATES, TARGETS, Window.AFTER_DISCARD);
        assertArrayEquals(
                new boolean[] {false, false, true}, result.output("ranking").bool("told_apart"));
        assertArrayEquals(
                new double[] {0.2, 0.1}, result.output("indistinguishable").float64("p"));
        assertEquals(2, result.output("optimum").int32("indistinguishable", 0));
    }

    @Test
    void bothWindowsAreReportedWhicheverCounts() throws Exception {
        Table ranking = run(RATES, TARGETS, Window.AFTER_DISCARD).output("ranking");
        assertArrayEquals(new int[] {2, 1, 3}, ranking.int32("rank_other_window"));
        assertArrayEquals(new double[] {1, 0, 2}, ranking.float64("residual_other_window"), 1e-15);
        Table whole = run(RATES, TARGETS, Window.WHOLE).output("optimum");
        assertEquals(0.1, whole.float64("p", 0));
        assertEquals(2, whole.int32("rank_other_window", 0));
    }

    @Test
    void anotherTargetGivesAnotherOptimumFromTheSameRates() throws Exception {
        Table optimum = run(RATES, Map.of("E", 3.0), Window.AFTER_DISCARD).output("optimum");
        assertEquals(2.0, optimum.float64("q", 0));
        assertEquals(0, optimum.float64("residual", 0));
    }

    @Test
    void aTargetOfAPopulationWithoutRatesIsRejected() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> run(RATES, Map.of("X", 1.0), Window.AFTER_DISCARD));
        assertTrue(error.getMessage().contains("'X'"), error.getMessage());
    }
}
