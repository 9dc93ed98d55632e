package org.cb1network.engine.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.cb1network.engine.plan.PointTask;

/** Computes points on threads of this process. */
public final class LocalExecutor implements PointExecutor {

    private final PointComputer computer;
    private final int jobs;
    private final ExecutorService threads;

    /** @param jobs how many points to compute at a time, at least 1 */
    public LocalExecutor(PointComputer computer, int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1, not " + jobs);
        }
        this.computer = computer;
        this.jobs = jobs;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(jobs, work -> {
            Thread thread = new Thread(work, "point-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int slots() {
        return jobs;
    }

    @Override
    public void submit(PointTask task, Consumer<PointOutcome> done) {
        threads.execute(() -> done.accept(computer.compute(task)));
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
