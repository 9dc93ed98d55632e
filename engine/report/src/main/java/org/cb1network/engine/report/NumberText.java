package org.cb1network.engine.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cb1network.engine.runner.spec.bind.Decimals;

/** Formats numbers for people: four significant digits, and decimal points aligned within a column. */
final class NumberText {

    /** The text for a missing number. */
    static final String NONE = "–";

    private static final int DIGITS = 4;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /**
     * A number in a column.
     *
     * @param text the number
     * @param padding invisible text that follows to align the decimal points
     */
    record Cell(String text, String padding) {}

    private NumberText() {}

    /** Formats a single number. */
    static String of(double value) {
        return isShort(value) ? exact(value) : rounded(value);
    }

    /**
     * Formats a value and its standard error, both to the second significant digit of the error: {@code 0.771 ± 0.015}.
     */
    static String withError(double value, double error) {
        if (special(value) || special(error) || error == 0) {
            return of(value);
        }
        BigDecimal rounded = new BigDecimal(error).round(new MathContext(2, RoundingMode.HALF_EVEN));
        int decimals = Math.max(0, rounded.scale());
        if (decimals > 6) {
            return of(value);
        }
        BigDecimal mean = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return minus(mean.toPlainString()) + " ± "
                + rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Formats a probability. Very small ones are not distinguished. */
    static String probability(double p) {
        if (p < 0.0001) {
            return "< 0.0001";
        }
        return new BigDecimal(p)
                .setScale(p < 0.001 ? 4 : p < 0.1 ? 3 : 2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Formats a duration in seconds for people: {@code 0.42 s}, {@code 3 min 5 s}. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** Formats the numbers of a column. */
    static List<Cell> column(double[] values) {
        boolean asWritten = true;
        for (double value : values) {
            asWritten &= isShort(value);
        }
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add(asWritten ? exact(value) : rounded(value));
        }
        return aligned(texts);
    }

    /** Pads texts of numbers so that their decimal points are aligned. */
    static List<Cell> aligned(List<String> texts) {
        int longest = texts.stream().mapToInt(NumberText::fraction).max().orElse(0);
        return texts.stream()
                .map(text -> new Cell(text, padding(longest - fraction(text), fraction(text) == 0)))
                .toList();
    }

    private static String padding(int missing, boolean withPoint) {
        if (missing <= 0) {
            return "";
        }
        return (withPoint ? "." : "") + "0".repeat(missing - (withPoint ? 1 : 0));
    }

    /** Returns the number of characters from the decimal point on. */
    private static int fraction(String text) {
        int point = text.indexOf('.');
        return point < 0 || text.indexOf('×') >= 0 ? 0 : text.length() - point;
    }

    private static boolean isShort(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return true;
        }
        BigDecimal exact = new BigDecimal(Decimals.text(value)).stripTrailingZeros();
        return exact.precision() <= DIGITS && Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7;
    }

    private static String exact(double value) {
        return special(value) ? specialText(value) : minus(Decimals.text(value));
    }

    private static String rounded(double value) {
        if (special(value)) {
            return specialText(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING);
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent > 6) {
            return scientific(value, exponent);
        }
        if (exponent < -2) {
            // Three digits after the decimal point suffice, without trailing zeros.
            BigDecimal three = new BigDecimal(value).round(new MathContext(DIGITS - 1, RoundingMode.HALF_EVEN));
            return minus(three.stripTrailingZeros().toPlainString());
        }
        int decimals = Math.min(DIGITS, Math.max(0, DIGITS - 1 - exponent));
        return minus(rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String scientific(double value, int exponent) {
        String mantissa = new BigDecimal(value)
                .movePointLeft(exponent)
                .round(new MathContext(3, RoundingMode.HALF_EVEN))
                .toPlainString();
        StringBuilder power = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            power.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return minus(mantissa) + " × 10" + power;
    }

    private static boolean special(double value) {
        return Double.isNaN(value) || Double.isInfinite(value);
    }

    private static String specialText(double value) {
        return Double.isNaN(value) ? NONE : value > 0 ? "∞" : "−∞";
    }

    private static String minus(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }
}
