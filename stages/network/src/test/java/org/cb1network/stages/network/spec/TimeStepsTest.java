package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeStepsTest {

    @ParameterizedTest
    @CsvSource({"0.25, 0.2", "0.04, 0.1", "0.06, 0.1", "12.34, 12.3"})
    void aTimeBetweenStepsIsRefusedWithTheNearestOne(double timeMs, String nearest) {
        assertEquals(
                Optional.of(timeMs + " ms is not a whole number of steps of 0.1 ms"), TimeSteps.problem(timeMs, 0.1));
        assertEquals("the nearest time that is: " + nearest + " ms", TimeSteps.advice(timeMs, 0.1));
        assertThrows(IllegalArgumentException.class, () -> TimeSteps.exactly(timeMs, 0.1));
    }

    @Test
    void moreStepsThanCanBeCountedAreRefused() {
        assertTrue(TimeSteps.problem(1e12, 0.1).orElseThrow().contains("more than 2147483647 steps"));
        assertEquals(2_000_000_000, TimeSteps.exactly(2e8, 0.1));
    }

    @Test
    void decimalTimesAreWholeStepsDespiteTheirBinaryNumbers() {
        assertEquals(3, TimeSteps.exactly(0.3, 0.1));
        assertEquals(47, TimeSteps.exactly(1.41, 0.03));
    }
}
