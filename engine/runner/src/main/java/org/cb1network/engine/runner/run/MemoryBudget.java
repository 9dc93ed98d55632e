package org.cb1network.engine.runner.run;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.stage.MemoryEstimate;
import org.cb1network.engine.stage.PointMemory;

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
    private final ConcurrentMap<Class<?>, Optional<MemoryEstimate<?>>> estimates = new ConcurrentHashMap<>();

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
        Optional<MemoryEstimate<?>> estimate =
                estimates.computeIfAbsent(task.implementation().getClass(), MemoryBudget::estimate);
        long bytes =
                estimate.map(known -> bytesOrNone(known, task.parameters())).orElse(0L);
        return LEAST_MIB + (int) Math.min(Integer.MAX_VALUE - LEAST_MIB, Math.max(0, bytes) / MIB);
    }

    /** An estimate that fails estimates nothing: computing the point will say what is wrong with its parameters. */
    private static long bytesOrNone(MemoryEstimate<?> estimate, Record parameters) {
        try {
            return bytes(estimate, parameters);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private static Optional<MemoryEstimate<?>> estimate(Class<?> stage) {
        PointMemory mark = stage.getAnnotation(PointMemory.class);
        if (mark == null) {
            return Optional.empty();
        }
        try {
            var constructor = mark.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(mark.value().getName() + " needs a constructor without arguments", e);
        }
    }

    /** The mark stands on the stage whose parameters these are. */
    @SuppressWarnings("unchecked")
    private static <P extends Record> long bytes(MemoryEstimate<P> estimate, Record parameters) {
        return estimate.bytes((P) parameters);
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
