package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Known answers by counting. */
class PopulationRateTest {

    private static final Sampling PER_STEP = new Sampling(0.1, 1);

    @Test
    void oneSpikeOfFiveHundredNeuronsInAStepIsTwentyHertz() {
        assertArrayEquals(new double[] {0, 20}, PopulationRate.hz(new int[] {0, 1}, 500, PER_STEP));
        assertArrayEquals(new double[] {2}, PopulationRate.hz(new int[] {1}, 500, new Sampling(0.1, 10)));
    }

    @Test
    void theMeanRateIsThatOfTheWindow() {
        int[] counts = new int[30_000];
        counts[1_999] = 1000;
        counts[2_000] = 4;
        counts[29_999] = 3;
        // 7 spikes of 100 neurons in 2.8 s
        assertEquals(0.025, PopulationRate.meanHz(counts, 100, PER_STEP, 200, 3000), 1e-16);
        int[] bins = new int[3000];
        bins[199] = 1000;
        bins[200] = 4;
        bins[2_999] = 3;
        assertEquals(0.025, PopulationRate.meanHz(bins, 100, new Sampling(0.1, 10), 200, 3000), 1e-16);
    }

    @Test
    void aWindowOutsideTheRecordingIsRejected() {
        int[] counts = new int[30_000];
        assertThrows(IllegalArgumentException.class, () -> PopulationRate.meanHz(counts, 100, PER_STEP, 200, 3000.1));
        assertThrows(IllegalArgumentException.class, () -> PopulationRate.meanHz(counts, 100, PER_STEP, 200, 200));
        assertThrows(
                IllegalArgumentException.class,
                () -> PopulationRate.meanHz(counts, 100, new Sampling(0.1, 10), 200.5, 300));
    }

    @Test
    void smoothingIsGivenInMilliseconds() {
        double[] rate = Sequences.rough(40);
        assertArrayEquals(
                GaussianSmoothing.smooth(rate, 2), PopulationRate.smoothed(rate, new Sampling(0.1, 50), 10), 1e-14);
    }
}
