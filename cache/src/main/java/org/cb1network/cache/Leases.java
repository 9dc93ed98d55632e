package org.cb1network.cache;

import java.time.Duration;
import java.util.Optional;

/** Leases computations, so that processes that share a store do not compute the same entry. */
final class Leases {

    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final LockFile locks;
    private final Lifetime lifetime;
    private final Catalog catalog;
    private final Fetcher fetcher;

    Leases(StoreParts parts, Fetcher fetcher) {
        this.locks = parts.locks();
        this.lifetime = parts.lifetime();
        this.catalog = parts.catalog();
        this.fetcher = fetcher;
    }

    /**
     * Leases the computation of a key, or returns empty if a running process holds the lease. Afterwards all entries are
     * known that the last holder has published.
     */
    Optional<Lease> tryLease(CacheKey key) {
        lifetime.requireOpen();
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.lease(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        refresh();
        return Optional.of(new Lease(key, Lease.Outcome.HELD, held.get()::close));
    }

    /** Waits until the computation of a key can be leased, its entry exists, or the time is up. */
    Lease lease(CacheKey key, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            Optional<Lease> lease = tryLease(key);
            if (lease.isPresent() && !fetcher.contains(key)) {
                return lease.get();
            }
            lease.ifPresent(Lease::close);
            refresh();
            if (fetcher.contains(key)) {
                return new Lease(key, Lease.Outcome.PUBLISHED, () -> {});
            }
            if (System.nanoTime() - start >= patience.toNanos()) {
                return new Lease(key, Lease.Outcome.TIMED_OUT, () -> {});
            }
            Thread.sleep(pause);
        }
    }

    private void refresh() {
        lifetime.requireOpen();
        catalog.refresh();
    }
}
