package org.cb1network.cache;

/**
 * The right to compute the entry of a key, or the reason why there is none. The operating system takes a claim back
 * when its process ends, however it ends; so there are no stale claims. Claims only spare work: should two processes
 * compute the same key, publishing twice is harmless.
 */
public final class Claim implements AutoCloseable {

    /** What came of asking for a claim. */
    public enum Outcome {
        /** The claim is held: compute, publish, close. */
        HELD,
        /** Nothing is held because meanwhile another one published the entry. */
        PUBLISHED,
        /** Nothing is held: another one holds the claim for longer than one was willing to wait. Compute anyway. */
        TIMED_OUT
    }

    private final CacheKey key;
    private final Outcome outcome;
    private final Runnable release;

    Claim(CacheKey key, Outcome outcome, Runnable release) {
        this.key = key;
        this.outcome = outcome;
        this.release = release;
    }

    /** The key that it is about. */
    public CacheKey key() {
        return key;
    }

    /** What came of asking. */
    public Outcome outcome() {
        return outcome;
    }

    /** Gives the claim back; the second time does nothing. */
    @Override
    public void close() {
        release.run();
    }
}
