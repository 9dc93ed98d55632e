package org.cb1network.figures.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatesTest {

    private record Mean(String condition, double mean, double ciLow, double ciHigh) implements Estimate {}

    private static final List<Mean> MEANS = List.of(new Mean("control", 2, 1, 3), new Mean("lesion", 5, 4, 6));

    @Test
    void itemsOfAnyNameAreInTheGivenOrder() {
        Estimates estimates = Estimates.items(MEANS, Mean::condition, List.of("lesion", "control"));

        assertArrayEquals(new double[] {0, 1}, estimates.x());
        assertArrayEquals(new double[] {5, 2}, estimates.mean());
        assertArrayEquals(new double[] {4, 1}, estimates.low());
        assertArrayEquals(new double[] {6, 3}, estimates.high());
    }

    @Test
    void anItemWithoutRowsIsNan() {
        Estimates estimates = Estimates.items(MEANS, Mean::condition, List.of("control", "drug"));

        assertArrayEquals(new double[] {2, Double.NaN}, estimates.mean());
    }
}
