package org.cb1network.engine.verify.lock;

import org.cb1network.engine.compare.Tolerance;

/**
 * A claim that was tested.
 *
 * @param difference what is claimed to be larger minus what is claimed to be smaller, with as many digits as rounding leaves
 * @param verdict {@code supported}, {@code undecided} or {@code contradicted}
 */
public record LockedClaim(double difference, String verdict) {

    private static final int DIGITS = 10;

    public LockedClaim {
        difference = Tolerance.significant(difference, DIGITS);
    }
}
