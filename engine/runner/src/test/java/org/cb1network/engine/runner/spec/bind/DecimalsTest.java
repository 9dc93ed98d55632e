package org.cb1network.engine.runner.spec.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void doublesAreFormattedAsShortAsPossible() {
        assertEquals("0", Decimals.text(-0.0));
        assertEquals("0.5", Decimals.text(5e-1));
        assertEquals("200", Decimals.text(200));
        assertEquals("-70", Decimals.text(-70));
        assertEquals("0.1", Decimals.text(0.1));
        assertEquals("0.30000000000000004", Decimals.text(0.1 + 0.2));
        assertEquals("1000000000000000000", Decimals.text(1e18));
        assertEquals("1e21", Decimals.text(1e21));
        assertEquals("0.000001", Decimals.text(1e-6));
        assertEquals("1.5e-9", Decimals.text(1.5e-9));
        assertEquals("5e-324", Decimals.text(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e308", Decimals.text(Double.MAX_VALUE));
        // Java before 19 wrote one digit more.
        assertEquals("5.684341886080802e-14", Decimals.text(StrictMath.pow(2, -44)));
        assertEquals("2e23", Decimals.text(Double.parseDouble("2e23")));
    }

    @Test
    void everyDoubleIsReadBackAndNoShorterDecimalWouldBe() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt(1_000_000) / Math.pow(10, random.nextInt(9));
            if (Double.isFinite(value) && value != 0) {
                String text = Decimals.text(value);
                BigDecimal decimal = new BigDecimal(text);
                assertEquals(value, decimal.doubleValue(), () -> "seed " + seed + ": " + text);
                int digits = decimal.stripTrailingZeros().precision();
                if (digits > 1) {
                    BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1));
                    assertTrue(shorter.doubleValue() != value, () -> "seed " + seed + ": " + text + " for " + shorter);
                }
            }
        }
    }

    @Test
    void onlyPlainDecimalNumbersAreAccepted() {
        for (String text : new String[] {"1", "-0.5", ".5", "5.", "1e3", "1.5E-3", "+2"}) {
            assertEquals(Optional.of(new BigDecimal(text)), Decimals.parse(text));
        }
        for (String text :
                new String[] {"", "0x10", "1_000", "1,5", "NaN", ".inf", "1e99999", "--1", "1e", "9".repeat(200)}) {
            assertEquals(Optional.empty(), Decimals.parse(text), text);
        }
    }
}
