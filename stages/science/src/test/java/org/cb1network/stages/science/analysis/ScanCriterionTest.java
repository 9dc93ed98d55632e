package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.cb1network.stages.science.analysis.ScanCriterion.Outcome;
import org.cb1network.stages.science.analysis.ScanCriterion.Pick;
import org.junit.jupiter.api.Test;

/**
 * Probabilities: {@code scipy.stats.t.sf} of SciPy 1.10.1 (Debian 12). Rates, ratios and STTCs of the network: of an
 * independent implementation of the model.
 */
class ScanCriterionTest {

    private static final ScanCriterion FIRST_ABOVE_ONE = new ScanCriterion("test", Pick.FIRST_ABOVE, 1);
    private static final ScanCriterion LAST_NOT_ABOVE_ONE = new ScanCriterion("test", Pick.LAST_NOT_ABOVE, 1);
    private static final double[] VALUES = {10, 20, 30};

    @Test
    void theFirstValueAboveTheThresholdIsChosen() {
        assertEquals(
                20,
                FIRST_ABOVE_ONE.choose(VALUES, new double[][] {{1}, {1.1}, {5}}).value());
        assertEquals(
                10,
                FIRST_ABOVE_ONE.choose(VALUES, new double[][] {{2}, {0.5}, {5}}).value());
    }

    @Test
    void theLastValueBeforeTheFirstAboveTheThresholdIsChosen() {
        assertEquals(
                10,
                LAST_NOT_ABOVE_ONE
                        .choose(VALUES, new double[][] {{1}, {1.1}, {0.5}})
                        .value());
        assertEquals(
                30,
                LAST_NOT_ABOVE_ONE
                        .choose(VALUES, new double[][] {{0}, {0.5}, {1}})
                        .value());
    }

    @Test
    void aScanThatDoesNotMeetTheRuleHasNoChoice() {
        Outcome none = FIRST_ABOVE_ONE.choose(VALUES, new double[][] {{0}, {0.5}, {1}});
        assertFalse(none.isMade());
        assertThrows(IllegalStateException.class, none::value);
        assertFalse(LAST_NOT_ABOVE_ONE
                .choose(VALUES, new double[][] {{2}, {0.5}, {1}})
                .isMade());
    }

    @Test
    void oneReplicateGivesAChoiceWithoutConfidence() {
        Outcome choice = FIRST_ABOVE_ONE.choose(VALUES, new double[][] {{0}, {1.1}, {5}});
        assertTrue(choice.isMade());
        assertTrue(Double.isNaN(choice.confidence()));
    }

    @Test
    void theInputLevelOfAnIndependentImplementationIsFourWithoutCertainty() {
        // Means and standard errors over 20 seeds of that implementation; the first is invented.
        double[] levels = {10.0 / 3, 11.0 / 3, 4, 13.0 / 3};
        double[][] sttc = {
            replicates(20, 0.050, 0.004),
            replicates(20, 0.066, 0.004),
            replicates(20, 0.079, 0.005),
            replicates(20, 0.093, 0.005)
        };
        Outcome choice = ScanCriteria.coordinatedInputLevel(ScanCriteria.COORDINATED_STTC)
                .choose(levels, sttc);
        assertEquals(4, choice.value());
        // Above at 3.67: sf(0.25) with 19 degrees of freedom; at 4: sf(-2.4).
        assertEquals(0.402635244461564, choice.candidates().get(1).probabilityAbove(), 1e-12);
        assertEquals(0.9865974699796906, choice.candidates().get(2).probabilityAbove(), 1e-12);
        assertEquals(2.4, choice.candidates().get(2).margin(), 1e-12);
        assertEquals(0.9865974699796906 - 0.402635244461564, choice.confidence(), 1e-12);
    }

    @Test
    void theProbabilitiesOfAllChoicesAddUpToOneIfTheLastCrossingIsCertain() {
        double[] levels = {1, 2, 3, 4};
        double[][] quantities = {
            replicates(5, 0.8, 0.2), replicates(5, 1.1, 0.2), replicates(5, 0.9, 0.2), replicates(5, 90, 0.2)
        };
        assertEquals(1, sumOfProbabilities(FIRST_ABOVE_ONE.choose(levels, quantities)), 1e-8);
    }

    @Test
    void theEndOfTheScanCountsAsACrossingForTheLastValueNotAbove() {
        double[][] quantities = {replicates(5, 0.8, 0.01), replicates(5, 0.9, 0.01), replicates(5, 0.95, 0.001)};
        Outcome choice = LAST_NOT_ABOVE_ONE.choose(VALUES, quantities);
        assertEquals(30, choice.value());
        assertTrue(choice.confidence() > 0.99);
    }

    @Test
    void theBackgroundOfTheScanIsThePublishedOne() {
        // L4Exc rates in V1 within 200 - 1000 ms, three seeds.
        double[] probabilities = {0.01, 0.016, 0.022, 0.028};
        double[][] rates = {
            {0.00594, 0.00688, 0.00875},
            {0.47406, 0.45312, 0.46625},
            {2.83469, 2.88344, 2.84219},
            {6.58250, 6.66219, 6.60062}
        };
        Outcome choice = ScanCriteria.almostSilentBackground(ScanCriteria.ALMOST_SILENT_HZ)
                .choose(probabilities, rates);
        assertEquals(0.01, choice.value());
        assertTrue(choice.confidence() > 0.999);
    }

    @Test
    void theFeedForwardProbabilityOfTheScanIsThePublishedOne() {
        // Smoothed responses at 8 Hz of L23Exc over L4Exc in V1, two seeds.
        double[] probabilities = {0.005, 0.01, 0.005 + 0.145 / 7, 0.005 + 2 * 0.145 / 7};
        double[][] transfers = {
            {3.23 / 35.6, 3.20 / 35.6},
            {4.96 / 26.2, 4.78 / 26.1},
            {8.09 / 14.0, 8.00 / 13.9},
            {10.57 / 8.8, 10.38 / 8.6}
        };
        Outcome choice =
                ScanCriteria.sparseFeedForward(ScanCriteria.SPARSE_TRANSFER).choose(probabilities, transfers);
        assertEquals(0.01, choice.value());
        assertTrue(choice.confidence() > 0.95);
    }

    @Test
    void theFeedForwardProbabilityThatKeepsV2mMoreActiveIsThePublishedOneAsWell() {
        // Mean rate of L23Exc from 200 ms on in V1 over that in V2M, two seeds.
        double[] probabilities = {0.005, 0.01, 0.005 + 0.145 / 7};
        double[][] ratios = {
            {0.94778 / 1.48053, 0.94641 / 1.48922},
            {1.28746 / 1.61408, 1.27900 / 1.61934},
            {1.93056 / 1.86518, 1.93018 / 1.85634}
        };
        assertEquals(
                0.01, ScanCriteria.moreActiveV2m().choose(probabilities, ratios).value());
    }

    @Test
    void anInvalidScanIsRejected() {
        assertThrows(
                IllegalArgumentException.class,
                () -> FIRST_ABOVE_ONE.choose(new double[] {2, 1}, new double[][] {{1}, {2}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> FIRST_ABOVE_ONE.choose(new double[] {1, 2}, new double[][] {{1}, {}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> FIRST_ABOVE_ONE.choose(new double[] {1}, new double[][] {{Double.NaN}}));
        assertThrows(IllegalArgumentException.class, () -> FIRST_ABOVE_ONE.choose(VALUES, new double[][] {{1}}));
    }

    private static double sumOfProbabilities(Outcome choice) {
        return choice.candidates().stream()
                .mapToDouble(ScanCriterion.Candidate::probabilityChosen)
                .sum();
    }

    /**
     * Returns an even number of values (or an odd one, with one in the middle) with the given mean and standard error.
     */
    private static double[] replicates(int n, double mean, double standardError) {
        double[] values = new double[n];
        int away = n - n % 2;
        double deviation = standardError * Math.sqrt(n * (n - 1.0) / away);
        Arrays.setAll(values, i -> i >= away ? mean : mean + (i % 2 == 0 ? deviation : -deviation));
        return values;
    }
}
