package org.cb1network.engine.runner.spec.bind;

import java.math.BigDecimal;
import java.util.Optional;
import org.cb1network.engine.table.ShortestDouble;

/** Parses decimal numbers and formats doubles canonically. */
public final class Decimals {

    /** Maximum number of characters of a number. Longer ones exceed the precision of doubles and take long to parse. */
    private static final int MAX_LENGTH = 100;

    private static final int MAX_EXPONENT_DIGITS = 4;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimals() {}

    /** Parses a decimal number such as {@code -70}, {@code 0.1} or {@code 5e-1}, but no other number forms of YAML. */
    public static Optional<BigDecimal> parse(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= MAX_LENGTH && endOfNumber(text) == text.length();
        return isNumber ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * Returns the end of the decimal number at the beginning of a text; 0 if there is none. Hand-written, because
     * regular expressions are slow in a newly started JVM.
     */
    static int endOfNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = endOfDigits(text, start);
        int end = point;
        if (point < text.length() && text.charAt(point) == '.') {
            end = endOfDigits(text, point + 1);
        }
        if (point == start && end <= point + 1) {
            return 0;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            boolean signed = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0;
            int digits = end + (signed ? 2 : 1);
            int endOfExponent = endOfDigits(text, digits);
            if (endOfExponent > digits && endOfExponent - digits <= MAX_EXPONENT_DIGITS) {
                return endOfExponent;
            }
        }
        return end;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Returns whether a decimal is a whole number that fits into a long. */
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
     * Returns the shortest decimal that identifies a double, without an exponent if it is short: {@code 0.5}, {@code
     * 200}, {@code 1e-9}. The digits of {@link Double#toString(double)} differ between Java versions.
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
        return text(ShortestDouble.digits(value));
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

    private static String text(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= -6 && exponent < 21) {
            return stripped.toPlainString();
        }
        return stripped.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
