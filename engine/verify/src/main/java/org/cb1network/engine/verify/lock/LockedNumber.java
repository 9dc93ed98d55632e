package org.cb1network.engine.verify.lock;

import org.cb1network.engine.compare.Tolerance;

/**
 * An estimate: a mean over replicates and how sure it is. Its confidence interval follows from these and is not locked. What the table
 * does not say is NaN, or 0 replicates.
 *
 * @param mean the mean, with as many digits as rounding leaves
 * @param standardError standard error of the mean, with as many digits as a test by it needs
 * @param replicates how many replicates it is the mean of
 */
public record LockedNumber(double mean, double standardError, int replicates) {

    /** Means that differ by rounding differ by a relative 1e-9 at most. */
    private static final int DIGITS_OF_MEAN = 10;

    private static final int DIGITS_OF_ERROR = 3;

    public LockedNumber {
        mean = Tolerance.significant(mean, DIGITS_OF_MEAN);
        standardError = Tolerance.significant(standardError, DIGITS_OF_ERROR);
    }
}
