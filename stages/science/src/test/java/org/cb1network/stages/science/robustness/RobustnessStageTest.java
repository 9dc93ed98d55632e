package org.cb1network.stages.science.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.robustness.RobustnessStage.Parameters;
import org.junit.jupiter.api.Test;

/** Two claims over x and y within 20 % of 1: the first is about 1 - 10 (x - 1), the second always holds. */
class RobustnessStageTest {

    private static final int POINTS = 200;
    private static final double WITHIN = 0.2;

    private static FakeContext computed(Integer... leftOut) throws Exception {
        List<Object> sample = new ArrayList<>(List.of(1.0, 1.0, 0.0, 0));
        List<Object> claims = new ArrayList<>();
        addClaims(0, 1, claims);
        int number = 1;
        for (double[] point : SampledFunction.sobol(POINTS, 2)) {
            double x = 1 + WITHIN * (2 * point[0] - 1);
            double y = 1 + WITHIN * (2 * point[1] - 1);
            sample.addAll(List.of(x, y, WITHIN, number));
            addClaims(number++, x, claims);
        }
        RobustnessStage stage = new RobustnessStage();
        return FakeContext.of(stage)
                .with("sample", Tables.of("x:1 y:1 within:1 #sample", sample.toArray()))
                .with("claims", Tables.of("#sample #number claim difference:1 #replicates verdict", claims.toArray()))
                .run(stage, new Parameters(0.95, 0.05, 4, List.of(leftOut)));
    }

    private static void addClaims(int sample, double x, List<Object> claims) {
        double margin = 3 * (1 - 10 * (x - 1));
        claims.addAll(List.of(sample, 1, "sensitive", margin, 2, margin > 0 ? "supported" : "contradicted"));
        claims.addAll(List.of(sample, 2, "safe", 5.0 + 0.01 * (sample % 7), 1, "undecided"));
    }

    @Test
    void theShareIsThePartOfTheSpaceInWhichTheClaimHolds() throws Exception {
        Table robustness = computed().output("robustness");

        assertEquals(List.of("sensitive", "safe", "all claims together"), robustness.text("claim"));
        assertEquals(POINTS, robustness.int32("samples", 0));
        assertEquals(0.75, robustness.float64("share", 0), 0.01);
        assertEquals(0.75, robustness.float64("supported", 0), 0.01);
        assertEquals(1, robustness.float64("share", 1));
        assertTrue(Double.isNaN(robustness.float64("supported", 1)), "one replicate cannot be tested");
        assertEquals(robustness.float64("share", 0), robustness.float64("share", 2));
    }

    /** R 4.2: binom.test(3, 20)$conf.int and binom.test(0, 20)$conf.int. */
    @Test
    void theIntervalOfAShareIsThatOfClopperAndPearson() throws Exception {
        List<Object> sample = new ArrayList<>();
        List<Object> claims = new ArrayList<>();
        for (int point = 1; point <= 20; point++) {
            sample.addAll(List.of(point / 20.0, point));
            claims.addAll(List.of(point, 1, "some", point <= 3 ? 1.0 : -1.0, 1, "undecided"));
            claims.addAll(List.of(point, 2, "none", -1.0, 1, "undecided"));
        }
        RobustnessStage stage = new RobustnessStage();
        Table robustness = FakeContext.of(stage)
                .with("sample", Tables.of("x:1 #sample", sample.toArray()))
                .with("claims", Tables.of("#sample #number claim difference:1 #replicates verdict", claims.toArray()))
                .run(stage, new Parameters(0.95, 0.05, 4, List.of()))
                .output("robustness");

        assertEquals(0.03207094, robustness.float64("share_low", 0), 1e-7);
        assertEquals(0.37892683, robustness.float64("share_high", 0), 1e-7);
        assertEquals(0, robustness.float64("share_low", 1));
        assertEquals(0.16843348, robustness.float64("share_high", 1), 1e-7);
    }

    /** Clopper and Pearson: with all of n points the lower end is (alpha / 2)^(1 / n). */
    @Test
    void theIntervalOfAClaimThatAlwaysHoldsEndsAtOne() throws Exception {
        Table robustness = computed().output("robustness");

        assertEquals(Math.pow(0.025, 1.0 / POINTS), robustness.float64("share_low", 1), 1e-9);
        assertEquals(1, robustness.float64("share_high", 1));
    }

    @Test
    void aChangeOfTenPercentBreaksTheSensitiveClaim() throws Exception {
        Table robustness = computed().output("robustness");

        assertEquals("x", robustness.text("strongest", 0));
        assertEquals(-1, robustness.float64("correlation", 0), 1e-12);
        assertEquals("x", robustness.text("breaker", 0));
        assertEquals(0.1, robustness.float64("breaks_at", 0), 0.02);
        assertEquals(robustness.float64("breaks_at", 0), robustness.float64("breaks_together", 0), 1e-12);
        assertTrue(robustness.float64("explained", 0) > 0.8);
        assertEquals("", robustness.text("breaker", 1));
    }

    @Test
    void influencesAndMarginsFollowTheFactor() throws Exception {
        FakeContext computed = computed();
        Table influences = computed.output("influences");
        Table margins = computed.output("margins");

        assertEquals("x", influences.text("factor", 0));
        assertTrue(influences.float64("slope", 0) < -2);
        assertEquals(1, influences.float64("share_below", 0));
        assertEquals(0.5, influences.float64("share_above", 0), 0.01);
        assertEquals(0, influences.float64("slope", 1), 0.1);
        assertEquals(2 * 2 * 4, margins.rows());
        double relative = 1 + 10 * 0.75 * WITHIN;
        assertEquals(relative / (relative + 1), margins.float64("margin", 0), 0.02);
        assertEquals(0, margins.float64("share", 3));
    }

    @Test
    void claimsThatCannotBeDecidedAreLeftOut() throws Exception {
        assertEquals(
                List.of("safe", "all claims together"),
                computed(1).output("robustness").text("claim"));
    }
}
