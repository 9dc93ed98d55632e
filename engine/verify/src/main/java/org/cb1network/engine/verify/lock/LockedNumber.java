package org.cb1network.engine.verify.lock;

import org.cb1network.engine.compare.Tolerance;

/**
 * A locked estimate: a mean over replicates and its uncertainty. The confidence interval follows from these and is not
 * locked. Values that the table does not have are NaN, or 0 replicates.
 *
 * @param mean the mean, with as many digits as rounding leaves
 * @param standardError standard error of the mean, with as many digits as a test needs
 * @param replicates number of replicates
 */
public record LockedNumber(double mean, double standardError, int replicates) {

    /** Rounding differences of means are at most a relative 1e-9. */
    private static final int DIGITS_OF_MEAN = 10;

    private static final int DIGITS_OF_ERROR = 3;

    public LockedNumber {
        mean = Tolerance.significant(mean, DIGITS_OF_MEAN);
        standardError = Tolerance.significant(standardError, DIGITS_OF_ERROR);
    }
}
