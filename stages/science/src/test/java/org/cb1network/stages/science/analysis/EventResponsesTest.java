package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Known answers by counting. */
class EventResponsesTest {

    private static final Sampling PER_STEP = new Sampling(0.1, 1);

    @Test
    void bothEndsOfTheWindowAreLeftOut() {
        // t = 150 and t = 250 ms are steps 1500 and 2500: 999 steps lie between them.
        double[] rate = new double[4000];
        rate[1500] = 1e9;
        rate[2500] = 1e9;
        rate[1501] = 1;
        rate[2499] = 1;
        assertEquals(2 / 999.0, EventResponses.of(rate, PER_STEP, new double[] {200}, 50)[0], 1e-15);
    }

    @Test
    void samplesOfOneMillisecondAreTakenByTheMeanTimeOfTheirSteps() {
        double[] rate = new double[400];
        Arrays.fill(rate, 150, 250, 7);
        rate[149] = 1e9;
        rate[250] = 1e9;
        assertEquals(7, EventResponses.of(rate, new Sampling(0.1, 10), new double[] {200}, 50)[0]);
    }

    @Test
    void eachEventHasItsResponse() {
        double[] rate = new double[40_000];
        for (int step = 0; step < rate.length; step++) {
            rate[step] = step;
        }
        // The mean over a window that is symmetric about the peak is the value at the peak.
        assertArrayEquals(
                new double[] {2000, 12_000, 32_000.5},
                EventResponses.of(rate, PER_STEP, new double[] {200, 1200, 3200.05}, 50),
                1e-9);
    }

    @Test
    void anEventTooCloseToTheEndIsRejected() {
        double[] rate = new double[4000];
        assertEquals(0, EventResponses.of(rate, PER_STEP, new double[] {350}, 50)[0]);
        assertThrows(IllegalArgumentException.class, () -> EventResponses.of(rate, PER_STEP, new double[] {350.1}, 50));
        assertThrows(IllegalArgumentException.class, () -> EventResponses.of(rate, PER_STEP, new double[] {49.9}, 50));
    }

    @Test
    void samplesThatAreTooLongAreRejected() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EventResponses.of(new double[4], new Sampling(0.1, 1000), new double[] {200}, 10));
    }
}
