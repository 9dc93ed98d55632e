package org.cb1network.engine.compare;

import java.math.BigDecimal;
import java.math.MathContext;

/** How far numbers may differ, and why. */
public final class Tolerance {

    /** Why counts, texts, truth values, times and axes are compared exactly. */
    public static final String EXACT = "exact: counts, texts, times and axes have no rounding";

    /** Why measured numbers may differ in their last digits. */
    public static final String ROUNDING =
            "absolute 1e-12 or relative 1e-9: sums in another order differ in their last digits";

    /** Why means over replicates may differ. */
    public static final String SIGMA =
            "3 sigma of the difference of two means over replicates: other realisations of the same network";

    /** Why what tells how sure a mean is may differ. */
    public static final String SPREAD =
            "3 sigma of the spread between replicates: other realisations of the same network";

    /** Why columns that follow from others are not judged for themselves. */
    public static final String FOLLOWS = "follows from columns that are judged";

    /** Fewer replicates do not tell chance from a change. */
    static final int FEWEST_REPLICATES = 4;

    private static final double ABSOLUTE = 1e-12;
    private static final double RELATIVE = 1e-9;
    /** How many standard errors two means may differ by. */
    static final double SIGMAS = 3;

    private Tolerance() {}

    /** Whether two numbers are the same to the last bit; NaN is the same as NaN. */
    public static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    /** Whether two numbers differ by no more than rounding. */
    public static boolean rounded(double a, double b) {
        return same(a, b) || Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
    }

    /** A number rounded to so many significant digits. */
    public static double significant(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
                : value;
    }

    /** Whether two means differ by no more than {@value #SIGMAS} standard errors of their difference. */
    public static boolean withinSigmas(double a, double b, double errorOfA, double errorOfB) {
        return Math.abs(a - b) <= SIGMAS * Math.sqrt(errorOfA * errorOfA + errorOfB * errorOfB);
    }

    /** Whether there are enough replicates to tell chance from a change. */
    public static boolean enough(int replicates, int others) {
        return Math.min(replicates, others) >= FEWEST_REPLICATES;
    }
}
