package org.cb1network.cache;

/**
 * The right to compute the entry of a key, or the reason why it was not granted. The operating system releases a lease
 * when its process ends for whatever reason, so there are no stale leases. Leases only save work: if two processes
 * compute the same key, publishing twice is harmless.
 */
public final class Lease implements AutoCloseable {

    /** The outcome of requesting a lease. */
    public enum Outcome {
        /** The lease is held: compute, publish, close. */
        HELD,
        /** No lease is held because another process or thread has published the entry meanwhile. */
        PUBLISHED,
        /** No lease is held because another holder did not release it within the waiting time. Compute anyway. */
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

    /** Returns the key of the requested entry. */
    public CacheKey key() {
        return key;
    }

    /** Returns the outcome of the request. */
    public Outcome outcome() {
        return outcome;
    }

    /** Releases the lease. Calling this again has no effect. */
    @Override
    public void close() {
        release.run();
    }
}
