package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cb1network.stages.science.analysis.Claim.Support;
import org.junit.jupiter.api.Test;

/** Expected values: {@code scipy.stats.ttest_rel} and {@code ttest_ind} of SciPy 1.10.1 (Debian 12). */
class ClaimTest {

    private static final double[] A = {0.061, 0.074, 0.092, 0.055, 0.081, 0.079, 0.066, 0.070};
    private static final double[] B = {0.058, 0.070, 0.095, 0.041, 0.069, 0.075, 0.060, 0.072};
    private static final double[] C = {0.020, 0.031, 0.012, 0.026, 0.018};

    @Test
    void thePairedTestMatchesScipy() {
        PairedTTest test = PairedTTest.of(A, B);
        assertEquals(2.250361805691038, test.t(), 1e-13);
        assertEquals(0.05916653237941501, test.pValue(), 1e-13);
        assertEquals(7, test.degreesOfFreedom());
        assertEquals(8, test.pairs());
        assertEquals(0.00475, test.meanDifference(), 1e-16);
        assertEquals(-2.250361805691038, PairedTTest.of(B, A).t(), 1e-13);
        assertEquals(test.pValue(), PairedTTest.of(B, A).pValue(), 1e-15);
    }

    @Test
    void pairsWithoutScatterHaveTheLimitingPValues() {
        double[] shifted = {2, 3, 4};
        assertEquals(0, PairedTTest.of(shifted, new double[] {1, 2, 3}).pValue());
        assertTrue(Double.isNaN(PairedTTest.of(shifted, shifted).pValue()));
    }

    @Test
    void aPairedTestNeedsPairs() {
        assertThrows(IllegalArgumentException.class, () -> PairedTTest.of(A, C));
        assertThrows(IllegalArgumentException.class, () -> PairedTTest.of(new double[] {1}, new double[] {2}));
    }

    @Test
    void aClaimOverTheSameSeedsIsAOneSidedPairedTest() {
        Claim claim = Claim.paired(A, B);
        assertTrue(claim.holds());
        assertEquals(0.07225, claim.meanOfLarger(), 1e-15);
        assertEquals(2.250361805691038, claim.margin(), 1e-13);
        assertEquals(0.029583266189707504, claim.pValue(), 1e-13);
        assertEquals(Support.SUPPORTED, claim.verdict(0.05));
        assertEquals(Support.UNDECIDED, claim.verdict(0.01));
    }

    @Test
    void theOppositeOfASupportedClaimIsContradicted() {
        Claim claim = Claim.paired(B, A);
        assertFalse(claim.holds());
        assertEquals(0.9704167338102925, claim.pValue(), 1e-13);
        assertEquals(Support.CONTRADICTED, claim.verdict(0.05));
    }

    @Test
    void oneReplicateGivesADifferenceButNoVerdict() {
        Claim claim = Claim.paired(new double[] {2}, new double[] {1});
        assertTrue(claim.holds());
        assertEquals(1, claim.difference());
        assertTrue(Double.isNaN(claim.margin()));
        assertTrue(Double.isNaN(claim.pValue()));
        assertEquals(Support.UNDECIDED, claim.verdict(0.05));
    }

    @Test
    void replicatesWithoutScatterAreCertain() {
        assertEquals(0, Claim.paired(new double[] {2, 3}, new double[] {1, 2}).pValue());
    }
}
