package org.cb1network.figures.output;

/** Writes numbers for SVG and PDF: at most three decimals, no exponent, no locale, no negative zero. */
public final class Numbers {

    private Numbers() {}

    /** Returns a length as a whole number of thousandths. */
    static long thousandths(double value) {
        return (long) Math.rint(value * 1000);
    }

    /** Writes thousandths as a decimal number, as short as it can be: 1500 as {@code 1.5}, -250 as {@code -.25}. */
    static void append(StringBuilder out, long thousandths) {
        if (thousandths < 0) {
            out.append('-');
        }
        long size = Math.abs(thousandths);
        long whole = size / 1000;
        int rest = (int) (size % 1000);
        if (whole != 0 || rest == 0) {
            out.append(whole);
        }
        if (rest != 0) {
            out.append('.').append((char) ('0' + rest / 100));
            if (rest % 100 != 0) {
                out.append((char) ('0' + rest / 10 % 10));
            }
            if (rest % 10 != 0) {
                out.append((char) ('0' + rest % 10));
            }
        }
    }

    /** Returns a number with at most three decimals. */
    public static String format(double value) {
        StringBuilder out = new StringBuilder();
        append(out, thousandths(value));
        return out.toString();
    }
}
