package org.cb1network.stages.science.gain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.junit.jupiter.api.Test;

class SummarizeGainStageTest {

    private static final Table RESPONSES = Tables.of(
            "condition #replicate population #event amplitude:Hz response:Hz smoothed:Hz",
            "V1",
            1,
            "E",
            0,
            0.0,
            9.0,
            1.0,
            "V1",
            1,
            "E",
            1,
            2.0,
            9.0,
            5.0,
            "V1",
            2,
            "E",
            0,
            0.0,
            9.0,
            2.0,
            "V1",
            2,
            "E",
            1,
            2.0,
            9.0,
            5.0,
            "V1",
            3,
            "E",
            0,
            0.0,
            9.0,
            3.0,
            "V1",
            3,
            "E",
            1,
            2.0,
            9.0,
            5.0,
            "V2M",
            1,
            "E",
            0,
            0.0,
            9.0,
            4.0,
            "V2M",
            1,
            "E",
            1,
            2.0,
            9.0,
            8.0);

    private static final Table GAINS = Tables.of(
            "condition #replicate population relative_gain:1/Hz",
            "V1",
            1,
            "E",
            2.0,
            "V1",
            2,
            "E",
            0.75,
            "V1",
            3,
            "E",
            1 / 3.0,
            "V2M",
            1,
            "E",
            0.5);

    private static FakeContext run() throws Exception {
        SummarizeGainStage stage = new SummarizeGainStage();
        return FakeContext.of(stage)
                .with("responses", RESPONSES)
                .with("gains", GAINS)
                .run(stage, new SummarizeGainStage.Parameters(0.95));
    }

    @Test
    void everyEventHasTheMeanOfItsReplicatesWithStudentsInterval() throws Exception {
        Table curves = run().output("curves");
        assertArrayEquals(new double[] {2, 5, 4, 8}, curves.float64("smoothed"), 1e-15);
        assertArrayEquals(new int[] {3, 3, 1, 1}, curves.int32("replicates"));
        assertEquals(1, curves.float64("sd", 0), 1e-15);
        // t quantile with two degrees of freedom at 97.5 %: 4.302652729911275
        assertEquals(2 - 4.302652729911275 / Math.sqrt(3), curves.float64("ci_low", 0), 1e-9);
        assertTrue(Double.isNaN(curves.float64("ci_low", 2)));
    }

    @Test
    void theRelativeGainIsAveragedOverReplicatesNotComputedFromTheMeanCurve() throws Exception {
        Table gains = run().output("relative-gain");
        assertEquals((2 + 0.75 + 1 / 3.0) / 3, gains.float64("relative_gain", 0), 1e-15);
        assertEquals("V2M", gains.text("condition", 1));
        assertEquals(0.5, gains.float64("relative_gain", 1));
    }
}
