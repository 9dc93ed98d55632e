package org.cb1network.engine.verify.lock;

import org.cb1network.engine.compare.Tolerance;

/**
 * The locked outcome of a tested claim.
 *
 * @param difference the value claimed to be larger minus the other one, with as many digits as rounding leaves
 * @param verdict {@code supported}, {@code undecided} or {@code contradicted}
 */
public record LockedClaim(double difference, String verdict) {

    private static final int DIGITS = 10;

    public LockedClaim {
        difference = Tolerance.significant(difference, DIGITS);
    }
}
