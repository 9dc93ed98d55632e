package org.cb1network.engine.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Formats a double as the shortest decimal text that reads back as the same double. If there are several, it is the one
 * nearest to the double.
 *
 * <p>{@link Double#toString(double)} does this from JDK 19 on. Earlier versions sometimes print one digit too many
 * (JDK-4511638), and an exported table must not depend on the JDK.
 */
public final class ShortestDouble {

    /** Numbers from 10^-4 to 10^16 are written without an exponent. */
    private static final int LOWEST_PLAIN_EXPONENT = -4;

    private static final int HIGHEST_PLAIN_EXPONENT = 15;

    /**
     * Any decimal with this many digits survives conversion to double and back, so no two of them are the same double.
     */
    private static final int DISTINCT_DIGITS = 15;

    private ShortestDouble() {}

    /** Returns a text such as {@code 12.0}, {@code 0.1}, {@code -1.5e-7}, {@code NaN}, {@code Infinity}. */
    public static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        return layOut(digits(value));
    }

    /**
     * Returns the shortest decimal that reads back as a double, which must be finite. It does not depend on the Java
     * version, unlike the digits of {@link Double#toString(double)}.
     */
    public static BigDecimal digits(double value) {
        BigDecimal candidate = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (candidate.precision() <= DISTINCT_DIGITS && Math.abs(value) >= Double.MIN_NORMAL) {
            return candidate;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal best = candidate;
        for (int digits = candidate.precision(); digits > 0; digits--) {
            BigDecimal shorter = nearest(exact, value, digits);
            if (shorter == null) {
                break;
            }
            best = shorter;
        }
        return best.stripTrailingZeros();
    }

    /**
     * Returns the decimal with the given number of digits that is nearest to {@code exact} and reads back as {@code
     * value}, or null.
     */
    private static @Nullable BigDecimal nearest(BigDecimal exact, double value, int digits) {
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (rounded.doubleValue() == value) {
            return rounded;
        }
        // Doubles are denser below a power of two than above it, so the more distant neighbour may be the right one.
        RoundingMode other = rounded.abs().compareTo(exact.abs()) > 0 ? RoundingMode.DOWN : RoundingMode.UP;
        BigDecimal farther = exact.round(new MathContext(digits, other));
        return farther.doubleValue() == value ? farther : null;
    }

    private static String layOut(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= LOWEST_PLAIN_EXPONENT && exponent <= HIGHEST_PLAIN_EXPONENT) {
            String plain = number.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = number.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }
}
