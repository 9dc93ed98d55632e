package org.cb1network.stages.science.claims;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.claims.TestClaimsStage.Inequality;
import org.cb1network.stages.science.claims.TestClaimsStage.Parameters;
import org.junit.jupiter.api.Test;

/** The values are those of a paired t-test of SciPy 1.10.1: two-sided p 0.05916653237941501 for A against B. */
class TestClaimsStageTest {

    private static final double[] A = {0.061, 0.074, 0.092, 0.055, 0.081, 0.079, 0.066, 0.070};
    private static final double[] B = {0.058, 0.070, 0.095, 0.041, 0.069, 0.075, 0.060, 0.072};

    /** With shared noise V1 has A and V2M has B; with independent noise it is the reverse. */
    private static Table sttc() {
        List<Object> cells = new ArrayList<>();
        for (String noise : List.of("shared", "independent")) {
            for (int i = 0; i < A.length; i++) {
                boolean shared = noise.equals("shared");
                cells.addAll(List.of(noise, "V1", 20 + i, "E", shared ? A[i] : B[i]));
                cells.addAll(List.of(noise, "V2M", 20 + i, "E", shared ? B[i] : A[i]));
                cells.addAll(List.of(noise, "KO", 20 + i, "E", 0.01 + A[i]));
            }
            cells.addAll(List.of(noise, "V1", 99, "E", 1000.0));
        }
        return Tables.of("noise condition #replicate population sttc:1", cells.toArray());
    }

    private static Inequality claim(String larger, String smaller) {
        return new Inequality(
                larger + " above " + smaller,
                "sttc",
                "sttc",
                Map.of("population", "E"),
                Map.of("condition", larger),
                Map.of("condition", smaller));
    }

    private static Table run(double significance, Inequality... claims) throws Exception {
        TestClaimsStage stage = new TestClaimsStage();
        return FakeContext.of(stage)
                .with("sttc", sttc())
                .run(stage, new Parameters(List.of(claims), "noise", significance))
                .output("claims");
    }

    @Test
    void aClaimIsTestedOneSidedOverTheReplicatesThatBothSidesHave() throws Exception {
        Table claims = run(0.05, claim("V1", "V2M"));
        assertEquals(0.05916653237941501 / 2, claims.float64("p_value", 0), 1e-13);
        assertEquals(8, claims.int32("replicates", 0));
        assertEquals(0.00475, claims.float64("difference", 0), 1e-15);
        assertEquals(2.250361805691038, claims.float64("margin", 0), 1e-9);
    }

    @Test
    void theVerdictDependsOnTheRequestedSignificance() throws Exception {
        assertEquals(
                List.of("supported", "contradicted"),
                run(0.05, claim("V1", "V2M")).text("verdict"));
        assertEquals(
                List.of("undecided", "undecided"), run(0.01, claim("V1", "V2M")).text("verdict"));
    }

    @Test
    void everyClaimIsTestedForEachValueOfTheByAxis() throws Exception {
        Table claims = run(0.05, claim("V1", "V2M"), claim("KO", "V1"));
        assertEquals(List.of("shared", "shared", "independent", "independent"), claims.text("noise"));
        assertArrayEquals(new int[] {1, 2, 1, 2}, claims.int32("number"));
        assertArrayEquals(new boolean[] {true, true, false, true}, claims.bool("holds"));
    }

    @Test
    void aDifferenceWithoutScatterIsCertain() throws Exception {
        Table claims = run(0.05, claim("KO", "V1"));
        assertEquals(0.01, claims.float64("difference", 0), 1e-15);
        assertTrue(claims.float64("p_value", 0) < 1e-20, "p " + claims.float64("p_value", 0));
        assertEquals("supported", claims.text("verdict", 0));
    }

    @Test
    void aConditionThatTheTableDoesNotHaveIsRejected() {
        var error = assertThrows(IllegalArgumentException.class, () -> run(0.05, claim("V3", "V1")));
        assertTrue(error.getMessage().contains("V3"), error.getMessage());
    }
}
