package org.cb1network.stages.science.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.scan.ChooseStage.Parameters;
import org.junit.jupiter.api.Test;

class ChooseStageTest {

    private static final Table RATES = Tables.of(
            "probability:1 #replicate population rate:Hz",
            0.022,
            1,
            "L4Exc",
            3.0,
            0.022,
            1,
            "L23Exc",
            9.0,
            0.022,
            2,
            "L4Exc",
            5.0,
            0.010,
            1,
            "L4Exc",
            0.006,
            0.010,
            2,
            "L4Exc",
            0.008,
            0.010,
            2,
            "L23Exc",
            9.0,
            0.016,
            1,
            "L4Exc",
            0.46,
            0.016,
            2,
            "L4Exc",
            0.48);

    private static FakeContext choose(Table table, String quantity, Map<String, String> where, ScanRule rule)
            throws Exception {
        ChooseStage stage = new ChooseStage();
        return FakeContext.of(stage)
                .with("scan", table)
                .run(stage, new Parameters("probability", quantity, where, Map.of(), rule));
    }

    @Test
    void theBackgroundIsTheLargestThatLeavesLayerFourAlmostSilent() throws Exception {
        Table choice = choose(RATES, "rate", Map.of("population", "L4Exc"), new ScanRule.AlmostSilentBackground(0.05))
                .output("choice");
        assertEquals(1, choice.rows());
        assertEquals(0.010, choice.float64("probability", 0));
        assertEquals(0.007, choice.float64("quantity", 0), 1e-15);
        assertEquals(2, choice.int32("replicates", 0));
        assertEquals("last not above", choice.text("pick", 0));
    }

    @Test
    void theChoiceHasAConfidence() throws Exception {
        FakeContext result =
                choose(RATES, "rate", Map.of("population", "L4Exc"), new ScanRule.AlmostSilentBackground(0.05));
        // Student's t with one degree of freedom: P(T > t) = 1/2 - atan(t)/pi; margins -43 at 0.010 and 42 at 0.016.
        double above010 = 0.5 - StrictMath.atan(43) / StrictMath.PI;
        double above016 = 0.5 + StrictMath.atan(42) / StrictMath.PI;
        assertEquals(above016 - above010, result.output("choice").float64("confidence", 0), 1e-9);
    }

    @Test
    void candidatesComeInAscendingOrderWithTheChosenOneMarked() throws Exception {
        Table candidates = choose(
                        RATES, "rate", Map.of("population", "L4Exc"), new ScanRule.AlmostSilentBackground(0.05))
                .output("candidates");
        assertArrayEquals(new double[] {0.010, 0.016, 0.022}, candidates.float64("probability"));
        assertArrayEquals(new boolean[] {true, false, false}, candidates.bool("chosen"));
        assertArrayEquals(new double[] {0.007, 0.47, 4}, candidates.float64("quantity"), 1e-15);
    }

    @Test
    void theRulesOfThePaperPickTheNamedSide() throws Exception {
        Map<String, String> l4 = Map.of("population", "L4Exc");
        assertEquals(0.010, chosen(l4, new ScanRule.SparseFeedForward(0.3)));
        assertEquals(0.016, chosen(l4, new ScanRule.CoordinatedInputLevel(0.3)));
        assertEquals(0.022, chosen(l4, new ScanRule.FirstAbove(1)));
        assertEquals(0.016, chosen(l4, new ScanRule.LastNotAbove(1)));
    }

    private static double chosen(Map<String, String> where, ScanRule rule) throws Exception {
        return choose(RATES, "rate", where, rule).output("choice").float64("probability", 0);
    }

    @Test
    void aQuantityCanBeTheRatioOfTwoConditionsReplicateByReplicate() throws Exception {
        Table rates = Tables.of(
                "probability:1 condition #replicate rate:Hz",
                0.01,
                "V1",
                1,
                4.0,
                0.01,
                "V1",
                2,
                6.0,
                0.01,
                "V2M",
                1,
                8.0,
                0.01,
                "V2M",
                2,
                8.0,
                0.03,
                "V1",
                1,
                9.0,
                0.03,
                "V1",
                2,
                9.0,
                0.03,
                "V2M",
                1,
                8.0,
                0.03,
                "V2M",
                2,
                6.0);
        ChooseStage stage = new ChooseStage();
        Parameters parameters = new Parameters(
                "probability",
                "rate",
                Map.of("condition", "V1"),
                Map.of("condition", "V2M"),
                new ScanRule.MoreActiveV2m());
        FakeContext result = FakeContext.of(stage).with("scan", rates).run(stage, parameters);
        assertArrayEquals(
                new double[] {(0.5 + 0.75) / 2, (1.125 + 1.5) / 2},
                result.output("candidates").float64("quantity"),
                1e-15);
        assertEquals(0.01, result.output("choice").float64("probability", 0));
    }

    @Test
    void aScanThatNeverMeetsTheRuleIsAnErrorThatShowsTheValues() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> choose(RATES, "rate", Map.of("population", "L4Exc"), new ScanRule.FirstAbove(50)));
        assertTrue(error.getMessage().contains("0.47"), error.getMessage());
        assertTrue(error.getMessage().contains("50"), error.getMessage());
    }

    @Test
    void rowsThatAreNotReplicatesMustBeSelectedByOtherColumns() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> choose(RATES, "rate", Map.of(), new ScanRule.FirstAbove(0)));
        assertTrue(error.getMessage().contains("select one by another column"), error.getMessage());
    }

    @Test
    void aMissingValueIsAnErrorThatNamesTheAvailableOnes() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> choose(RATES, "rate", Map.of("population", "L5"), new ScanRule.FirstAbove(0)));
        assertTrue(error.getMessage().contains("[L4Exc, L23Exc]"), error.getMessage());
    }

    @Test
    void onlyAnAxisOfNumbersCanBeScanned() {
        ChooseStage stage = new ChooseStage();
        Parameters byName = new Parameters("population", "rate", Map.of(), Map.of(), new ScanRule.FirstAbove(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> FakeContext.of(stage).with("scan", RATES).run(stage, byName));
    }
}
