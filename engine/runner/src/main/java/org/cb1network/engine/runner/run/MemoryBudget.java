package org.cb1network.engine.runner.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.runner.plan.PointCosts;
import org.cb1network.engine.runner.plan.PointTask;

/**
 * The memory that all points in progress may use together. Points receive memory in the order of their requests. A
 * point estimated to need more than the total gets all of it, and is computed alone.
 */
final class MemoryBudget {

    static final long MIB = 1 << 20;

    /** Minimum memory of any point: the in-memory beginnings of its outputs, and its tables. */
    static final int LEAST_MIB = 4;

    /**
     * Share of the heap available for points, three quarters; the rest is for the store's index, keys, collecting, and
     * data kept by stages.
     */
    private static final int PARTS = 4;

    private final int mostMib;
    private final Semaphore free;
    private final PointCosts costs = new PointCosts();

    /**
     * Creates a budget.
     *
     * @param heapBytes memory that Java may use
     */
    MemoryBudget(long heapBytes) {
        long mib = heapBytes / MIB / PARTS * (PARTS - 1);
        this.mostMib = (int) Math.max(LEAST_MIB, Math.min(Integer.MAX_VALUE, mib));
        this.free = new Semaphore(mostMib, true);
    }

    /** Returns the total for all points in MiB. */
    int mostMib() {
        return mostMib;
    }

    /** Returns the number of points with minimum memory that fit. */
    int mostPoints() {
        return mostMib / LEAST_MIB;
    }

    /** Returns the memory of a point by its stage's estimate, in MiB. */
    int mib(PointTask task) {
        long mib = costs.bytes(task.implementation(), task.parameters()) / MIB;
        return LEAST_MIB + (int) Math.min(Integer.MAX_VALUE - LEAST_MIB, mib);
    }

    /** Takes memory for a point if it is available now and no one is waiting. */
    boolean tryTake(int mib) {
        try {
            return free.tryAcquire(atMostAll(mib), 0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for memory for a point. */
    void take(int mib) {
        free.acquireUninterruptibly(atMostAll(mib));
    }

    /** Returns the memory of a point. */
    void giveBack(int mib) {
        free.release(atMostAll(mib));
    }

    private int atMostAll(int mib) {
        return Math.min(mib, mostMib);
    }
}
