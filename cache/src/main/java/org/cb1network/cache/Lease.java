package org.cb1network.cache;

/**
 * The right to compute the entry of a key. The operating system releases a lease when its process ends for whatever
 * reason, so there are no stale leases. Leases only save work: if two processes compute the same key, publishing twice
 * is harmless.
 */
public final class Lease implements AutoCloseable {

    private final CacheKey key;
    private final Runnable release;

    Lease(CacheKey key, Runnable release) {
        this.key = key;
        this.release = release;
    }

    /** Returns the key that is leased. */
    public CacheKey key() {
        return key;
    }

    /** Releases the lease. Calling this again has no effect. */
    @Override
    public void close() {
        release.run();
    }
}
