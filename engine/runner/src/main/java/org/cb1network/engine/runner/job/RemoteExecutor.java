package org.cb1network.engine.runner.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointExecutor;
import org.cb1network.engine.runner.run.PointOutcome;

/**
 * Executes points on the workers of a run: it waits until their results are in the store, or a worker reports a
 * failure. Each worker decides for itself what to compute next. A submitted point therefore takes a few hundred bytes
 * here, and no message is sent.
 */
public final class RemoteExecutor implements PointExecutor {

    private static final int MOST_AWAITED = 1_000_000;
    private static final long LOOK_EVERY_MILLIS = 500;

    /**
     * How long workers may take to finish their points after a request to stop. After Ctrl-C the process has 20 s in
     * total.
     */
    private static final Duration LAST_POINTS = Duration.ofSeconds(12);

    /** How long the end of this waits for the last look at the workers. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Store store;
    private final Team team;
    private final Workforce workforce;
    private final Cancellation cancellation;
    private final boolean keepGoing;
    private final List<Awaited> awaited = new ArrayList<>();
    private final Thread watcher;
    private boolean failed;
    private long stoppedSince;
    private boolean stopped;
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Awaited(CacheKey key, Consumer<PointOutcome> done) {}

    /**
     * @param store receives the results; only this executor may refresh it
     * @param team knows which points have failed
     * @param workforce is looked after as long as points are awaited
     * @param keepGoing whether the workers continue after a failure
     */
    public RemoteExecutor(Store store, Team team, Workforce workforce, Cancellation cancellation, boolean keepGoing) {
        this.store = store;
        this.team = team;
        this.workforce = workforce;
        this.cancellation = cancellation;
        this.keepGoing = keepGoing;
        this.watcher = new Thread(this::watch, "remote-points");
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public int slots() {
        return MOST_AWAITED;
    }

    @Override
    public int computedAtATime() {
        return workforce.cpus();
    }

    @Override
    public void submit(PointTask task, Consumer<PointOutcome> done) {
        synchronized (awaited) {
            awaited.add(new Awaited(task.key(), done));
        }
    }

    private void watch() {
        while (closed.getCount() > 0) {
            try {
                look();
            } catch (StoreException e) {
                settle(key -> Optional.of(new PointOutcome.StoreFailed(e)));
            } catch (RuntimeException | Error e) {
                // Without this thread the points would be awaited for ever.
                settle(key -> Optional.of(new PointOutcome.Failed("the workers cannot be watched: " + e, e)));
            }
            pause();
        }
    }

    private void look() throws StoreException {
        store.refresh();
        team.refresh();
        settle(this::outcome);
        int points;
        synchronized (awaited) {
            points = awaited.size();
        }
        if (points > 0) {
            workforce.look(points);
        }
        stopIfDue();
    }

    /** Reports every awaited point that has ended. */
    private void settle(Ends ends) {
        synchronized (awaited) {
            awaited.removeIf(point -> {
                Optional<PointOutcome> end = ends.of(point.key);
                end.ifPresent(point.done);
                return end.isPresent();
            });
        }
    }

    private interface Ends {
        Optional<PointOutcome> of(CacheKey key);
    }

    private Optional<PointOutcome> outcome(CacheKey key) {
        if (store.contains(key)) {
            Optional<Entry> entry = store.find(key);
            return entry.map(RemoteExecutor::computed);
        }
        Optional<String> failure = team.failure(key.digest().hex());
        failed |= failure.isPresent();
        return failure.map(why -> new PointOutcome.Failed(why, new FailedElsewhereException(why)));
    }

    private static PointOutcome computed(Entry entry) {
        return Provenance.of(entry)
                .<PointOutcome>map(origin -> new PointOutcome.Computed(origin.took()))
                .orElseGet(PointOutcome.Shared::new);
    }

    /**
     * After a failure, after a request to stop, or when no more workers can be started: lets the workers finish their
     * current points and gives up the rest.
     */
    private void stopIfDue() {
        if (!stopped && (cancellation.isDraining() || workforce.isGivenUp() || (failed && !keepGoing))) {
            stopped = true;
            stoppedSince = System.nanoTime();
            workforce.stop();
        }
        boolean overdue = System.nanoTime() - stoppedSince > LAST_POINTS.toNanos();
        if (stopped && (overdue || workforce.isIdle())) {
            settle(key -> Optional.of(outcome(key).orElse(new PointOutcome.Cancelled())));
        }
    }

    private void pause() {
        try {
            closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            // It may be about to tell the workers to stop, or be reading the store. A scheduler may keep it waiting.
            watcher.join(LAST_LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workforce.dismiss();
    }
}
