package org.cb1network.engine.runner.run;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.cb1network.engine.runner.plan.PointTask;

/** Computes points on threads of this process, as many at a time as requested and as memory allows. */
public final class LocalExecutor implements PointExecutor {

    private static final long MOMENT_NANOS = 10_000_000;

    private final PointComputer computer;
    private final int jobs;
    private final int slots;
    private final MemoryBudget memory;
    private final Consumer<String> notices;
    private final Predicate<PointTask> alone;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private final ThreadPoolExecutor threads;

    /** Creates an executor with all of Java's memory, without notices. */
    public LocalExecutor(PointComputer computer, int jobs) {
        this(computer, jobs, Runtime.getRuntime().maxMemory(), notice -> {});
    }

    /**
     * Creates an executor.
     *
     * @param jobs maximum number of points to compute at a time, at least 1
     * @param memoryBytes memory that Java may use
     * @param notices told once, on any thread, if memory allows fewer points at a time than {@code jobs}
     */
    public LocalExecutor(PointComputer computer, int jobs, long memoryBytes, Consumer<String> notices) {
        this(computer, jobs, memoryBytes, notices, task -> false);
    }

    /**
     * Creates an executor that computes some points alone.
     *
     * @param alone returns whether to compute a point alone; called on any thread
     */
    public LocalExecutor(
            PointComputer computer, int jobs, long memoryBytes, Consumer<String> notices, Predicate<PointTask> alone) {
        this(computer, jobs, memoryBytes, notices, alone, new PointThreads());
    }

    LocalExecutor(
            PointComputer computer,
            int jobs,
            long memoryBytes,
            Consumer<String> notices,
            Predicate<PointTask> alone,
            ThreadFactory threadFactory) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1, not " + jobs);
        }
        this.computer = computer;
        this.jobs = jobs;
        this.memory = new MemoryBudget(memoryBytes);
        this.notices = notices;
        this.alone = alone;
        this.slots = Math.min(jobs, memory.mostPoints());
        this.threads =
                new ThreadPoolExecutor(slots, slots, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threadFactory);
        if (slots < jobs) {
            notice(slots + " at most, because of limited memory");
        }
    }

    /** Creates daemon threads, which do not keep the program alive. */
    private static final class PointThreads implements ThreadFactory {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "point-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public void submit(PointTask task, Consumer<PointOutcome> done) {
        Runnable work = () -> tell(done, compute(task));
        try {
            threads.execute(work);
        } catch (OutOfMemoryError noFurtherThread) {
            if (threads.getPoolSize() == 0) {
                throw noFurtherThread;
            }
            // The existing threads take the task when they are free.
            threads.getQueue().add(work);
            notice(threads.getPoolSize() + ", because the system allows no more threads");
        }
    }

    private PointOutcome compute(PointTask task) {
        if (alone.test(task)) {
            memory.take(memory.mostMib());
            return computeAndGiveBack(task, memory.mostMib());
        }
        int mib = memory.mib(task);
        if (!memory.tryTake(mib)) {
            notice("fewer, because one of '" + task.stage() + "' is estimated to need " + mib
                    + " MiB, and all together may use " + memory.mostMib() + " MiB of the memory that Java may use");
            memory.take(mib);
        }
        PointOutcome outcome = computeAndGiveBack(task, mib);
        if (mib < memory.mostMib() && ranOutOfMemory(outcome)) {
            // Other points may have used the memory: try once more, alone.
            memory.take(memory.mostMib());
            outcome = computeAndGiveBack(task, memory.mostMib());
        }
        return outcome;
    }

    private PointOutcome computeAndGiveBack(PointTask task, int mib) {
        try {
            return computer.compute(task);
        } finally {
            memory.giveBack(mib);
        }
    }

    private static boolean ranOutOfMemory(PointOutcome outcome) {
        return outcome instanceof PointOutcome.Failed failed
                && StageErrors.find(failed.cause(), OutOfMemoryError.class).isPresent();
    }

    /**
     * Reports an outcome. Other points may have all memory just now, but the runner would wait forever for a point
     * whose end is not reported.
     */
    private static void tell(Consumer<PointOutcome> done, PointOutcome outcome) {
        while (true) {
            try {
                done.accept(outcome);
                return;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        }
    }

    private void notice(String howMany) {
        if (noticed.compareAndSet(false, true)) {
            notices.accept("instead of " + jobs + " points at a time (-j), the run computes " + howMany
                    + "; give Java more memory with -Xmx, or set a smaller -j");
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
