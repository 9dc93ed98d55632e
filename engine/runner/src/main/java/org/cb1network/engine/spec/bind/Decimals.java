package org.cb1network.engine.spec.bind;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers as people write them, and the one way in which the project writes a double. */
public final class Decimals {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,4})?");

    /** Longer numbers have no more to say than doubles can hold, but take time. */
    private static final int MAX_LENGTH = 100;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimals() {}

    /** A decimal number such as {@code -70}, {@code 0.1} or {@code 5e-1}; nothing else that YAML might call one. */
    public static Optional<BigDecimal> parse(String text) {
        return text.length() <= MAX_LENGTH && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** Whether a decimal is a whole number that a long holds. */
    static boolean isLong(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        int digitsBeforePoint = number.precision() - number.scale();
        return digitsBeforePoint <= 20
                && digitsBeforePoint > 0
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
    }

    /**
     * The shortest decimal that stands for a double and no other, without exponent where it is short: {@code 0.5},
     * {@code 200}, {@code 1e-9}. Unlike {@link Double#toString(double)}, whose digits differ between Java versions.
     *
     * @param value finite
     */
    public static String text(double value) {
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-5 && magnitude < 1e15) {
            for (int digits = 0; digits <= 15; digits++) {
                double scaled = Math.rint(magnitude * POWERS_OF_TEN[digits]);
                if (scaled >= 1e15) {
                    break;
                }
                // Both operands are exact, so the quotient is the double nearest to this decimal.
                if (scaled / POWERS_OF_TEN[digits] == magnitude) {
                    return plain(value < 0, (long) scaled, digits);
                }
            }
        }
        return text(shortest(value));
    }

    private static String plain(boolean negative, long unscaled, int digits) {
        String text = Long.toString(unscaled);
        StringBuilder result = new StringBuilder(24);
        if (negative) {
            result.append('-');
        }
        if (digits == 0) {
            return result.append(text).toString();
        }
        if (text.length() <= digits) {
            result.append("0.").append("0".repeat(digits - text.length())).append(text);
        } else {
            int point = text.length() - digits;
            result.append(text, 0, point).append('.').append(text, point, text.length());
        }
        return result.toString();
    }

    /** The decimal with the fewest digits that is read back as this double, the nearest of them. */
    static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < 17; precision++) {
            // Below a power of two doubles are closer together: not always is it the nearest decimal that is read back.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(precision, mode));
                if (rounded.doubleValue() == value) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static String text(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= -6 && exponent < 21) {
            return stripped.toPlainString();
        }
        return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
