package org.cb1network.engine.runner.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Lease;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;

/**
 * Finds out whether the locks of the store reach the other workers. Each worker holds a lease as long as it runs. A worker that gets the
 * lease of another one, and later sees a sign of life of it, shares no locks with it: on many network file systems locks reach the
 * processes of one node only.
 */
final class LockReach {

    /** A lease of a worker that was available. */
    private record Available(int starts, Instant lastSign) {}

    private final Job job;
    private final int self;
    private final Store store;
    private final Map<Integer, Available> available = new HashMap<>();
    private final Set<Integer> reached = new HashSet<>();

    /** @param self number of this worker; 0 for the head, which holds no lease */
    LockReach(Job job, int self, Store store) {
        this.job = job;
        this.self = self;
        this.store = store;
    }

    /** Takes the lease of this worker, before its first report of points; empty if an earlier process of this worker has it. */
    Optional<Lease> hold() throws StoreException {
        return store.tryLease(key(self));
    }

    private CacheKey key(int worker) {
        return new CacheKey(
                Digest.of(("worker " + worker + " of run " + job.nonce()).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Returns whether a worker is known to be running whose lease is nevertheless available here. A worker whose lease was
     * refused once is not tried again.
     */
    boolean isLimited(Team team) throws StoreException {
        for (WorkerStatus worker : team.workers()) {
            int number = worker.worker();
            if (number == self || !worker.isUnderWay() || !worker.reachedPoint() || reached.contains(number)) {
                continue;
            }
            Available before = available.get(number);
            if (before != null && before.starts == worker.starts()) {
                if (worker.lastSign().isAfter(before.lastSign)) {
                    return true;
                }
            } else {
                tryLeaseOf(worker);
            }
        }
        return false;
    }

    /** Returns whether a worker is known to be running, because this process cannot have its lease. */
    boolean isHeld(int worker) throws StoreException {
        Optional<Lease> lease = store.tryLease(key(worker));
        lease.ifPresent(Lease::close);
        return lease.isEmpty();
    }

    private void tryLeaseOf(WorkerStatus worker) throws StoreException {
        if (isHeld(worker.worker())) {
            reached.add(worker.worker());
        } else {
            available.put(worker.worker(), new Available(worker.starts(), worker.lastSign()));
        }
    }
}
