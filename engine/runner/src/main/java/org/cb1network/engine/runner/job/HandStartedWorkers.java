package org.cb1network.engine.runner.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.table.Count;

/**
 * Tells the user which of the workers that they have started give no sign of life, and when nobody computes, because no scheduler does.
 * It replaces no worker: the others take over its points, or the user starts it again.
 */
public final class HandStartedWorkers {

    private static final String WHERE = ", on any machine that has this folder at the same place:";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    /** How long nobody must have computed: network file systems may show a worker's last results that late. */
    private static final Duration NOBODY = Duration.ofMinutes(1);

    private final JobFolder folder;
    private final Job job;
    private final List<String> program;
    private final LockReach locks;
    private final Consumer<String> notices;
    private final LongSupplier nanos;
    private final long begun;
    private final Map<Integer, Life> lives = new HashMap<>();
    private long lastLook;
    private boolean toldOfNobody;

    private enum Life {
        /** It has given a sign of life, or has no need to: it has not begun, or has reported its end. */
        NORMAL,
        /** It is silent, but its process holds its lease. */
        HANGING,
        /** It is silent, and nobody holds its lease. */
        GONE
    }

    /**
     * @param program the arguments of {@code java} that start this program
     * @param store the store of the run, in which workers hold leases
     * @param notices receives, on any thread, what the user should know
     */
    public HandStartedWorkers(JobFolder folder, Job job, List<String> program, Store store, Consumer<String> notices) {
        this(folder, job, program, store, notices, System::nanoTime);
    }

    HandStartedWorkers(
            JobFolder folder,
            Job job,
            List<String> program,
            Store store,
            Consumer<String> notices,
            LongSupplier nanos) {
        this.folder = folder;
        this.job = job;
        this.program = List.copyOf(program);
        this.locks = new LockReach(job, 0, store);
        this.notices = notices;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.lastLook = begun - LOOK_EVERY.toNanos();
    }

    /** Tells how to start all workers. */
    public void printCommands() {
        notices.accept("start the workers" + WHERE);
        for (int worker = 1; worker <= job.workers(); worker++) {
            printCommand(worker);
        }
    }

    private void printCommand(int worker) {
        notices.accept(
                "    java " + WorkerScript.command(folder, job, program) + " --slice " + worker + "/" + job.workers());
    }

    /**
     * Tells what has changed. Called repeatedly while there is work.
     *
     * @param awaited number of points that can be computed now
     */
    void look(List<WorkerStatus> workers, int awaited) {
        if (nanos.getAsLong() - lastLook < LOOK_EVERY.toNanos()) {
            return;
        }
        lastLook = nanos.getAsLong();
        Instant now = folder.now();
        List<WorkerStatus> absent = new ArrayList<>();
        for (WorkerStatus worker : workers) {
            Life life = life(worker, now);
            tell(worker, life);
            if (!worker.isUnderWay() || life == Life.GONE) {
                absent.add(worker);
            }
        }
        boolean nobody =
                absent.size() == workers.size() && sinceLastSign(absent, now).compareTo(NOBODY) > 0;
        if (nobody && !toldOfNobody) {
            notices.accept(
                    "no worker computes, and the run waits for " + Count.of(awaited, "point") + "; start one" + WHERE);
            printCommand(absent.get(0).worker());
        }
        toldOfNobody = nobody;
    }

    private Life life(WorkerStatus worker, Instant now) {
        if (!worker.isSilent(now)) {
            return Life.NORMAL;
        }
        try {
            return locks.isHeld(worker.worker()) ? Life.HANGING : Life.GONE;
        } catch (StoreException e) {
            // Whoever looks for results in the store reports it.
            return Life.GONE;
        }
    }

    private void tell(WorkerStatus worker, Life life) {
        Life before = Objects.requireNonNullElse(lives.put(worker.worker(), life), Life.NORMAL);
        if (life == before) {
            return;
        }
        String silent = worker.name() + " (process " + worker.process() + ") has given no sign of life since "
                + worker.lastSignText();
        switch (life) {
            case NORMAL -> {
                if (worker.isUnderWay()) {
                    notices.accept(worker.name() + " computes again");
                }
            }
            case HANGING ->
                notices.accept(silent
                        + ", but still has its lock in the store: it or its machine is suspended, or it cannot write to "
                        + folder.path() + "; continue it, or end it with 'kill -9 " + worker.process()
                        + "', so that others take over its points at once");
            case GONE -> {
                notices.accept(
                        silent + "; other workers take over its points. If it was killed, it can be started again:");
                printCommand(worker.worker());
            }
        }
    }

    /** Returns for how long no worker has written anything; before the first has, since this process began to wait. */
    private Duration sinceLastSign(List<WorkerStatus> workers, Instant now) {
        return workers.stream()
                .filter(worker -> worker.starts() > 0)
                .map(worker -> Duration.between(worker.lastSign(), now))
                .min(Duration::compareTo)
                .orElseGet(() -> Duration.ofNanos(nanos.getAsLong() - begun));
    }
}
