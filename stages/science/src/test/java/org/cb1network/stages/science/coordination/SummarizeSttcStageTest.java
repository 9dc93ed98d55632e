package org.cb1network.stages.science.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.junit.jupiter.api.Test;

/** The p-value is that of {@code scipy.stats.ttest_rel} of SciPy 1.10.1 (Debian 12). */
class SummarizeSttcStageTest {

    private static final double[] A = {0.061, 0.074, 0.092, 0.055, 0.081, 0.079, 0.066, 0.070};
    private static final double[] B = {0.058, 0.070, 0.095, 0.041, 0.069, 0.075, 0.060, 0.072};

    private static FakeContext run() throws Exception {
        List<Object> cells = new ArrayList<>();
        for (String condition : List.of("V1", "V2M", "KO")) {
            for (int i = 0; i < A.length; i++) {
                if (!condition.equals("KO") || i > 1) {
                    cells.addAll(List.of(4.0, condition, 20 + i, "E", condition.equals("V1") ? A[i] : B[i]));
                }
            }
        }
        SummarizeSttcStage stage = new SummarizeSttcStage();
        return FakeContext.of(stage)
                .with("sttc", Tables.of("level:Hz condition #replicate population sttc:1", cells.toArray()))
                .run(stage, new SummarizeSttcStage.Parameters("condition", 0.95));
    }

    @Test
    void eachPointHasItsMean() throws Exception {
        Table summary = run().output("summary");
        assertEquals(List.of("V1", "V2M", "KO"), summary.text("condition"));
        assertEquals(0.07225, summary.float64("sttc", 0), 1e-15);
        assertEquals(8, summary.int32("replicates", 0));
        assertEquals(6, summary.int32("replicates", 2));
    }

    @Test
    void everyTwoConditionsAreTestedOverTheReplicatesThatBothHave() throws Exception {
        Table tests = run().output("tests");
        assertEquals(List.of("V1", "V1", "V2M"), tests.text("first"));
        assertEquals(List.of("V2M", "KO", "KO"), tests.text("second"));
        assertEquals(0.05916653237941501, tests.float64("p_value", 0), 1e-13);
        assertEquals(0.00475, tests.float64("difference", 0), 1e-15);
        assertEquals(8, tests.int32("pairs", 0));
        assertEquals(6, tests.int32("pairs", 1));
        assertEquals(4.0, tests.float64("level", 0));
    }
}
