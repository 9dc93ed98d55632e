package org.cb1network.engine.compare;

import java.math.BigDecimal;
import java.math.MathContext;

/** How far numbers may differ, and why. */
public final class Tolerance {

    /** The reason why counts, texts, truth values, times and axes are compared exactly. */
    public static final String EXACT = "exact: counts, texts, times and axes have no rounding";

    /** The reason why measured numbers may differ in their last digits. */
    public static final String ROUNDING =
            "absolute 1e-12 or relative 1e-9: sums in another order differ in their last digits";

    /** The reason why means over replicates may differ. */
    public static final String SIGMA =
            "3 sigma of the difference of two means over replicates, which are other realisations of the same network";

    /** The reason why the uncertainty of a mean may differ. */
    public static final String SPREAD =
            "3 sigma of the spread between replicates, which are other realisations of the same network";

    /** The reason why derived columns are not judged. */
    public static final String FOLLOWS = "derived from columns that are judged";

    /** With fewer replicates, chance cannot be distinguished from a change. */
    static final int FEWEST_REPLICATES = 4;

    private static final double ABSOLUTE = 1e-12;
    private static final double RELATIVE = 1e-9;
    /** Number of standard errors by which two means may differ. */
    static final double SIGMAS = 3;

    private Tolerance() {}

    /** Returns whether two numbers are bitwise equal; NaN equals NaN. */
    public static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    /** Returns whether two numbers differ by no more than rounding. */
    public static boolean rounded(double a, double b) {
        return same(a, b) || Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
    }

    /** Returns a number rounded to the given significant digits. */
    public static double significant(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
                : value;
    }

    /** Returns whether two means differ by no more than {@value #SIGMAS} standard errors of their difference. */
    public static boolean withinSigmas(double a, double b, double errorOfA, double errorOfB) {
        return Math.abs(a - b) <= SIGMAS * Math.sqrt(errorOfA * errorOfA + errorOfB * errorOfB);
    }

    /** Returns whether there are enough replicates to distinguish chance from a change. */
    public static boolean enough(int replicates, int others) {
        return Math.min(replicates, others) >= FEWEST_REPLICATES;
    }
}
