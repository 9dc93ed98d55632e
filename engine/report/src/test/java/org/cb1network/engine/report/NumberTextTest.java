package org.cb1network.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.075, 0.075",
        "4, 4",
        "0, 0",
        "-64.65968, −64.66",
        "1.2365625, 1.237",
        "0.46562, 0.4656",
        "99.9996, 100.0",
        "0.00796875, 0.00797",
        "0.0000123456, 1.23 × 10⁻⁵",
        "123456789, 1.23 × 10⁸",
        "NaN, –",
        "Infinity, ∞"
    })
    void aNumberHasFourDigitsAtMost(double value, String text) {
        assertEquals(text, NumberText.of(value));
    }

    @Test
    void decimalPointsOfAColumnAreAligned() {
        List<NumberText.Cell> cells = NumberText.column(new double[] {0.025, 0.1, 4, Double.NaN});
        assertEquals(
                List.of(
                        new NumberText.Cell("0.025", ""),
                        new NumberText.Cell("0.1", "00"),
                        new NumberText.Cell("4", ".000"),
                        new NumberText.Cell("–", ".000")),
                cells);
    }

    @ParameterizedTest
    @CsvSource({
        "0.7709375, 0.0146875, 0.771 ± 0.015",
        "-5.0253, 0.27, −5.03 ± 0.27",
        "1037, 41.2, 1037 ± 41",
        "0.5, 0, 0.5",
        "0.5, NaN, 0.5"
    })
    void aValueIsKnownAsFarAsItsError(double value, double error, String text) {
        assertEquals(text, NumberText.withError(value, error));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.50", "0.0436, 0.044", "0.0006, 0.0006", "0.00000001, < 0.0001"})
    void aSmallProbabilityIsShownAsALimit(double p, String text) {
        assertEquals(text, NumberText.probability(p));
    }
}
