package org.cb1network.engine.verify.lock;

/**
 * A claim that was tested.
 *
 * @param difference what is claimed to be larger minus what is claimed to be smaller
 * @param standardError standard error of that difference
 * @param verdict {@code supported}, {@code undecided} or {@code contradicted}
 */
public record LockedClaim(double difference, double standardError, String verdict) {}
