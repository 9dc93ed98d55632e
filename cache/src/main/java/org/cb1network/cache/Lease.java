package org.cb1network.cache;

/**
 * The right to compute the entry of a key, or the reason why there is none. The operating system takes a lease back
 * when its process ends, however it ends; so there are no stale leases. Leases only spare work: should two processes
 * compute the same key, publishing twice is harmless.
 */
public final class Lease implements AutoCloseable {

    /** What came of asking for a lease. */
    public enum Outcome {
        /** The lease is held: compute, publish, close. */
        HELD,
        /** Nothing is held because meanwhile another one published the entry. */
        PUBLISHED,
        /** Nothing is held: another one holds the lease for longer than one was willing to wait. Compute anyway. */
        TIMED_OUT
    }

    private final CacheKey key;
    private final Outcome outcome;
    private final Runnable release;

    Lease(CacheKey key, Outcome outcome, Runnable release) {
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

    /** Gives the lease back; the second time does nothing. */
    @Override
    public void close() {
        release.run();
    }
}
