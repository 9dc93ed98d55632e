package org.cb1network.engine.runner.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.runner.plan.PointCosts;
import org.cb1network.engine.runner.plan.PointTask;

/**
 * The memory that all points under way may take together. Points wait for theirs in the order in which they came; one that is
 * estimated to need more than there is gets all of it, and is computed alone.
 */
final class MemoryBudget {

    static final long MIB = 1 << 20;

    /** What any point is taken to need: the beginnings of its outputs, which are in memory, and its tables. */
    static final int LEAST_MIB = 4;

    /** Of four parts of the heap three are for points; the rest is for the index of the store, keys, collecting, and what stages keep. */
    private static final int PARTS = 4;

    private final int mostMib;
    private final Semaphore free;
    private final PointCosts costs = new PointCosts();

    /** @param heapBytes memory that Java may use */
    MemoryBudget(long heapBytes) {
        long mib = heapBytes / MIB / PARTS * (PARTS - 1);
        this.mostMib = (int) Math.max(LEAST_MIB, Math.min(Integer.MAX_VALUE, mib));
        this.free = new Semaphore(mostMib, true);
    }

    /** What there is for all points, in MiB. */
    int mostMib() {
        return mostMib;
    }

    /** How many points fit that need little. */
    int mostPoints() {
        return mostMib / LEAST_MIB;
    }

    /** What a point needs by its stage's estimate, in MiB. */
    int mib(PointTask task) {
        long mib = costs.bytes(task.implementation(), task.parameters()) / MIB;
        return LEAST_MIB + (int) Math.min(Integer.MAX_VALUE - LEAST_MIB, mib);
    }

    /** Takes memory for a point if there is as much now and nobody has been waiting. */
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

    /** Gives back what was taken for a point. */
    void giveBack(int mib) {
        free.release(atMostAll(mib));
    }

    private int atMostAll(int mib) {
        return Math.min(mib, mostMib);
    }
}
