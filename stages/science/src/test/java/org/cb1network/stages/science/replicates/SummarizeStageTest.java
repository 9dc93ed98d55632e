package org.cb1network.stages.science.replicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.replicates.SummarizeStage.Parameters;
import org.junit.jupiter.api.Test;

class SummarizeStageTest {

    private static final Table TABLE = Tables.of(
            "level:Hz #replicate population rate:Hz cv:1 #spikes",
            1.0,
            1,
            "E",
            3.0,
            0.5,
            30,
            1.0,
            2,
            "E",
            5.0,
            Double.NaN,
            50,
            2.0,
            1,
            "E",
            7.0,
            0.75,
            70,
            2.0,
            2,
            "E",
            9.0,
            0.25,
            90);

    private static Table run(List<String> columns, List<String> by, List<String> over) throws Exception {
        SummarizeStage stage = new SummarizeStage();
        return FakeContext.of(stage)
                .with("table", TABLE)
                .run(stage, new Parameters(columns, by, over, 0.95))
                .output("summary");
    }

    @Test
    void theMeanOfEachColumnAndGroupHasItsConfidenceIntervalAndUnit() throws Exception {
        Table summary = run(List.of("rate", "spikes"), List.of("population", "level"), List.of("replicate"));
        assertEquals(List.of("rate", "rate", "spikes", "spikes"), summary.text("quantity"));
        assertEquals("Hz", summary.text("unit", 0));
        assertEquals("Hz", summary.schema().column("level").unit());
        assertArrayEquals(new double[] {1, 2, 1, 2}, summary.float64("level"));
        assertArrayEquals(new double[] {4, 8, 40, 80}, summary.float64("mean"));
        assertArrayEquals(new int[] {2, 2, 2, 2}, summary.int32("replicates"));
        assertEquals(Math.sqrt(2), summary.float64("sd", 0), 1e-15);
        assertEquals(1, summary.float64("standard_error", 0), 1e-15);
        // t quantile with one degree of freedom at 97.5 %: 12.706204736432095
        assertEquals(4 - 12.706204736432095, summary.float64("ci_low", 0), 1e-9);
        assertEquals(4 + 12.706204736432095, summary.float64("ci_high", 0), 1e-9);
    }

    @Test
    void anyAxesCanBeAveragedOver() throws Exception {
        Table summary = run(List.of("rate"), List.of(), List.of("level", "replicate"));
        assertEquals(1, summary.rows());
        assertEquals(6, summary.float64("mean", 0));
        assertEquals(4, summary.int32("replicates", 0));
    }

    @Test
    void missingValuesDoNotCount() throws Exception {
        Table summary = run(List.of("cv"), List.of("level"), List.of("replicate"));
        assertArrayEquals(new int[] {1, 2}, summary.int32("replicates"));
        assertEquals(0.5, summary.float64("mean", 0));
        assertTrue(Double.isNaN(summary.float64("sd", 0)));
    }

    @Test
    void aForgottenAxisIsAnErrorAndNotAveragedAway() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> run(List.of("rate"), List.of("population"), List.of("replicate")))
                .getMessage();
        assertTrue(message.contains("several rows with [population] [E] and [replicate] [1]"), message);
        assertTrue(message.contains("level, replicate, population"), message);
    }

    @Test
    void aColumnOfTextHasNoMean() {
        assertThrows(
                IllegalArgumentException.class,
                () -> run(List.of("population"), List.of("level"), List.of("replicate")));
    }
}
