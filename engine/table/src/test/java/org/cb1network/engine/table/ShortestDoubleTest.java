package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDoubleTest {

    /** The expected digits are those printed by JavaScript (ECMA-262, Number::toString, as implemented by V8). */
    @ParameterizedTest
    @CsvSource({
        "0x1p-44, 5.684341886080802e-14",
        "8.41e21, 8.41e21",
        "2e23, 2.0e23",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "0x1p-1074, 5.0e-324",
        "0x1p-1073, 1.0e-323",
        "9007199254740993, 9007199254740992.0",
        "1.7976931348623157e308, 1.7976931348623157e308",
        "0x1p-20, 9.5367431640625e-7",
        "123456.789, 123456.789",
        "0.30000000000000004, 0.30000000000000004",
        "0.3333333333333333, 0.3333333333333333",
        "9.5e-5, 9.5e-5",
        "1e-4, 0.0001",
        "1e15, 1000000000000000.0",
        "1e16, 1.0e16",
        "0x1p60, 1.152921504606847e18",
        "-4.35, -4.35",
        "9.109383701528e-31, 9.109383701528e-31",
        "2.0E-3, 0.002",
        "100, 100.0",
        "0, 0.0",
        "-0.0, -0.0"
    })
    void knownNumbersHaveTheirShortestDigits(double value, String expected) {
        assertEquals(expected.replace(".0e", "e"), ShortestDouble.of(value));
    }

    @Test
    void nonFiniteNumbersAreNamedAsInJavaAndJavaScript() {
        assertEquals("NaN", ShortestDouble.of(Double.NaN));
        assertEquals("Infinity", ShortestDouble.of(Double.POSITIVE_INFINITY));
        assertEquals("-Infinity", ShortestDouble.of(Double.NEGATIVE_INFINITY));
    }

    @Test
    void everyNumberIsReadBackAndNoShorterTextWouldBe() {
        for (long seed = 1; seed <= 20_000; seed++) {
            double value = someDouble(new SplittableRandom(seed));
            String text = ShortestDouble.of(value);
            assertEquals(value, Double.parseDouble(text), "seed " + seed);
            assertTrue(isShortest(value, new BigDecimal(text)), text + ", seed " + seed);
        }
    }

    /** Returns a double of random bits, or a number of everyday size. */
    private static double someDouble(SplittableRandom random) {
        double anyBits = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(anyBits) || Double.isInfinite(anyBits) || random.nextBoolean()
                ? random.nextDouble() * 100 - 70
                : anyBits;
    }

    private static boolean isShortest(double value, BigDecimal text) {
        int digits = text.stripTrailingZeros().precision() - 1;
        if (digits == 0) {
            return true;
        }
        BigDecimal exact = new BigDecimal(value);
        return exact.round(new MathContext(digits, RoundingMode.UP)).doubleValue() != value
                && exact.round(new MathContext(digits, RoundingMode.DOWN)).doubleValue() != value;
    }
}
