package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.Planner;

/**
 * Brings a pipeline's results up to date: looks up results in the store, computes missing points, collects them, and
 * continues with the stages that waited for them.
 *
 * <p>One thread decides (this class and {@link Attempt}), and the executor's threads compute. Memory does not grow with
 * the number of points: a task is created when a slot is free for it.
 */
public final class Runner {

    /** Maximum number of restarts after damage in the store. */
    private static final int MOST_RESTARTS = 100;

    private final Planner planner;
    private final Store store;
    private final PointExecutor executor;
    private final Cancellation cancellation;
    private final RunListener listener;
    private final Clock clock;

    public Runner(
            Planner planner,
            Store store,
            PointExecutor executor,
            Cancellation cancellation,
            RunListener listener,
            Clock clock) {
        this.planner = planner;
        this.store = store;
        this.executor = executor;
        this.cancellation = cancellation;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Computes what is missing. A failed point does not throw; it is in the report. Interrupting the thread requests a
     * stop.
     *
     * @throws IOException if the store cannot be used
     */
    public RunReport run(RunOptions options) throws IOException {
        Instant started = clock.instant();
        listener.on(new RunEvent.RunStarted(
                planner.pipeline().name(),
                planner.pipeline().profile(),
                planner.pipeline().overrides(),
                options.selection().stages().size(),
                executor.computedAtATime()));
        Map<String, Integer> computedBefore = new HashMap<>();
        for (int restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
            Attempt attempt = new Attempt(planner, store, executor, cancellation, listener, options);
            try {
                if (attempt.advance()) {
                    return finish(attempt, computedBefore, started);
                }
            } catch (IOException unusable) {
                listener.on(new RunEvent.RunAborted(report(attempt, computedBefore, started), unusable));
                throw unusable;
            }
            attempt.computed().forEach((stage, points) -> computedBefore.merge(stage, points, Integer::sum));
        }
        throw new IOException("results in the store keep being damaged; run 'doctor'");
    }

    private RunReport finish(Attempt attempt, Map<String, Integer> computedBefore, Instant started) throws IOException {
        store.flush();
        RunReport report = report(attempt, computedBefore, started);
        listener.on(new RunEvent.RunFinished(report));
        return report;
    }

    private RunReport report(Attempt attempt, Map<String, Integer> computedBefore, Instant started) {
        return new RunReport(
                started,
                Duration.between(started, clock.instant()),
                cancellation.isDraining(),
                attempt.reports(computedBefore));
    }
}
