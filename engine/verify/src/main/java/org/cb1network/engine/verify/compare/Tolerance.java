package org.cb1network.engine.verify.compare;

import org.cb1network.engine.verify.lock.LockedNumber;

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

    /** Whether two means differ by no more than {@value #SIGMAS} standard errors of their difference. */
    static boolean withinSigmas(double a, double b, double errorOfA, double errorOfB) {
        return Math.abs(a - b) <= SIGMAS * Math.sqrt(errorOfA * errorOfA + errorOfB * errorOfB);
    }

    /** Whether there are enough replicates to tell chance from a change. */
    static boolean enough(int replicates, int others) {
        return Math.min(replicates, others) >= FEWEST_REPLICATES;
    }

    /** Whether two estimates are means of enough replicates, and differ by no more than chance. */
    public static boolean sameWithinChance(LockedNumber a, LockedNumber b) {
        return enough(a.replicates(), b.replicates())
                && withinSigmas(a.mean(), b.mean(), a.standardError(), b.standardError());
    }

    /** Whether two estimates are the same to the last bit. */
    public static boolean same(LockedNumber a, LockedNumber b) {
        return same(a.mean(), b.mean())
                && same(a.low(), b.low())
                && same(a.high(), b.high())
                && same(a.standardError(), b.standardError())
                && a.replicates() == b.replicates();
    }

    /** Whether two estimates differ by no more than rounding. */
    public static boolean rounded(LockedNumber a, LockedNumber b) {
        return rounded(a.mean(), b.mean())
                && rounded(a.low(), b.low())
                && rounded(a.high(), b.high())
                && a.replicates() == b.replicates();
    }
}
