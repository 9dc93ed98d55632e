package org.cb1network.engine.runner.job;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.cb1network.cache.Lease;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.PointExecutor;
import org.cb1network.engine.runner.run.PointOutcome;

/**
 * Computes points on threads of this process, one of several workers. It tells the others which points it computes and
 * which have failed, and skips points that have failed elsewhere.
 */
public final class WorkerExecutor implements PointExecutor {

    private static final long SECOND_MILLIS = 1000;

    /** Interval of signs of life when there is nothing else to report. */
    private static final int BEAT_SECONDS = 30;

    /** How often per second all workers together read each other's journals, approximately. */
    private static final int LOOKS_PER_SECOND = 4;

    private final LocalExecutor local;
    private final Store store;
    private final JobFolder folder;
    private final Team team;
    private final int workers;
    private final WorkerJournal journal;
    private final Cancellation cancellation;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger computed = new AtomicInteger();
    private final LockReach locks;
    private final Optional<Lease> presence;
    private final Thread teller;
    private boolean warnedOfLocks;
    private boolean warnedOfOthers;
    private volatile boolean closed;

    /**
     * @param worker number of this worker, from 1
     * @param jobs number of points to compute at a time
     * @param cancellation is asked to start nothing more if the run's folder says so
     * @param notices receives, on any thread, what the user should know
     */
    public WorkerExecutor(
            PointComputer computer,
            int worker,
            int jobs,
            Store store,
            JobFolder folder,
            Job job,
            WorkerJournal journal,
            Cancellation cancellation,
            Consumer<String> notices)
            throws StoreException {
        this.store = store;
        this.folder = folder;
        this.workers = job.workers();
        this.team = new Team(folder, workers);
        this.journal = journal;
        this.cancellation = cancellation;
        this.local = new LocalExecutor(
                computer,
                jobs,
                Runtime.getRuntime().maxMemory(),
                notices,
                task -> team.isSuspicious(task.key().digest().hex()));
        this.locks = new LockReach(job, worker, store);
        this.presence = locks.hold();
        team.refresh();
        teller = new Thread(this::tell, "worker-journal");
        teller.setDaemon(true);
        teller.start();
    }

    @Override
    public int slots() {
        return local.slots();
    }

    @Override
    public void submit(PointTask task, Consumer<PointOutcome> done) {
        String key = task.key().digest().hex();
        Optional<String> failure = team.failure(key);
        if (store.contains(task.key())) {
            done.accept(new PointOutcome.Shared());
        } else if (failure.isPresent()) {
            done.accept(new PointOutcome.Failed(failure.get(), new FailedElsewhereException(failure.get())));
        } else {
            underWay.add(key);
            local.submit(task, outcome -> {
                underWay.remove(key);
                note(task, key, outcome);
                done.accept(outcome);
            });
        }
    }

    private void note(PointTask task, String key, PointOutcome outcome) {
        if (outcome instanceof PointOutcome.Computed) {
            computed.incrementAndGet();
        } else if (outcome instanceof PointOutcome.Failed failed) {
            journal.failed(key, task.stage(), task.point(), failed.message());
        }
    }

    /** Reports the points in progress, and reads the other workers' reports. */
    private void tell() {
        Set<String> told = Set.of();
        for (long second = 0; !closed; second++) {
            Set<String> now = Set.copyOf(underWay);
            if (!now.equals(told) || second % BEAT_SECONDS == 0) {
                journal.computing(now, computed.get());
                told = now;
            }
            if (folder.isStopped()) {
                cancellation.drain();
            }
            if (second % Math.max(1, workers / LOOKS_PER_SECOND) == 0) {
                lookAtOthers();
            }
            pause();
        }
    }

    /** Reads the other workers' reports. Whatever is wrong with them, this worker continues to give signs of life. */
    private void lookAtOthers() {
        try {
            team.refresh();
            warnOfLocks();
        } catch (RuntimeException e) {
            if (!warnedOfOthers) {
                warnedOfOthers = true;
                journal.warning("the reports of the other workers cannot be read: " + e);
            }
        }
    }

    private void warnOfLocks() {
        try {
            if (!warnedOfLocks && locks.isLimited(team)) {
                warnedOfLocks = true;
                journal.warning(
                        "the locks of the store " + store.root()
                                + " do not reach all nodes: some points may be computed twice, which takes time and does no harm");
            }
        } catch (StoreException e) {
            // Publishing a result tells more.
            warnedOfLocks = true;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SECOND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        local.close();
        // Otherwise points of the last second are not counted.
        journal.computing(Set.of(), computed.get());
        presence.ifPresent(Lease::close);
    }
}
