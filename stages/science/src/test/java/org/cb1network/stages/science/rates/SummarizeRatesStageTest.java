package org.cb1network.stages.science.rates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.junit.jupiter.api.Test;

class SummarizeRatesStageTest {

    @Test
    void ratesAreAveragedOverReplicatesForEachPointAndPopulation() throws Exception {
        Table rates = Tables.of(
                "release:1 #replicate population rate:Hz",
                0.1,
                1,
                "E",
                3.0,
                0.1,
                1,
                "I",
                20.0,
                0.1,
                2,
                "E",
                5.0,
                0.1,
                2,
                "I",
                20.0,
                0.5,
                1,
                "E",
                1.0);
        SummarizeRatesStage stage = new SummarizeRatesStage();
        Table summary = FakeContext.of(stage)
                .with("rates", rates)
                .run(stage, new SummarizeRatesStage.Parameters(0.95))
                .output("summary");
        assertArrayEquals(new double[] {0.1, 0.1, 0.5}, summary.float64("release"));
        assertEquals(List.of("E", "I", "E"), summary.text("population"));
        assertArrayEquals(new double[] {4, 20, 1}, summary.float64("rate"));
        assertArrayEquals(new int[] {2, 2, 1}, summary.int32("replicates"));
        assertEquals(1, summary.float64("standard_error", 0), 1e-15);
        // t quantile with one degree of freedom at 97.5 %: 12.706204736432095
        assertEquals(4 + 12.706204736432095, summary.float64("ci_high", 0), 1e-9);
        assertTrue(Double.isNaN(summary.float64("ci_high", 2)));
    }
}
