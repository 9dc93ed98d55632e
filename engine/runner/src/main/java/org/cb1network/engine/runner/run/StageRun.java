package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.jspecify.annotations.Nullable;

/** The state of a stage within a run. Used only by the runner's thread. */
final class StageRun {

    /** Weight of the expected time, as a number of computed points. */
    private static final int WEIGHT_OF_EXPECTATION = 2;

    private static final double NANOS_PER_S = 1e9;

    /** Maximum number of failure messages kept, because memory must not grow with the points. */
    private static final int MOST_FAILURES = 1000;

    private final StageWork work;
    private final boolean forced;
    private final int[] missing;
    private final double expectedSeconds;
    private final Deque<Integer> busyElsewhere = new ArrayDeque<>();

    private final Map<Integer, Leased> leased = new HashMap<>();

    private final Map<String, String> failures = new LinkedHashMap<>();
    private int failed;
    private Duration longestPoint = Duration.ZERO;
    private int next;
    private int underWay;
    private int computed;
    private int settled;
    private @Nullable StageResults results;
    private Duration took = Duration.ZERO;

    /** When a point was first and last found leased by another process, by {@link System#nanoTime()}. */
    private record Leased(long since, long seen) {}

    /**
     * Creates the state.
     *
     * @param missing numbers of the points to compute, in order
     * @param expectedSeconds expected computing time of a point
     */
    StageRun(StageWork work, boolean forced, int[] missing, double expectedSeconds) {
        this.work = work;
        this.forced = forced;
        this.missing = missing;
        this.expectedSeconds = expectedSeconds;
    }

    StageWork work() {
        return work;
    }

    String name() {
        return work.stage().name();
    }

    int cached() {
        return work.size() - missing.length;
    }

    /** Returns the work of the stage before anything is computed. */
    StageLoad load() {
        return new StageLoad(name(), missing.length, expectedSeconds);
    }

    /** Returns the expected computing time of the points not yet started, based on those already computed. */
    double secondsLeft() {
        double known = took.toNanos() / NANOS_PER_S + WEIGHT_OF_EXPECTATION * expectedSeconds;
        return (missing.length - next) * known / (computed + WEIGHT_OF_EXPECTATION);
    }

    /** Returns whether there is a point that no process is known to compute. */
    boolean hasNext() {
        return next < missing.length;
    }

    /** Returns the next point that no process is known to compute. */
    int takeNext() {
        return missing[next++];
    }

    int busyCount() {
        return busyElsewhere.size();
    }

    /** Returns the point that another process has been computing for the longest time, to try it again. */
    int takeBusyElsewhere() {
        return busyElsewhere.remove();
    }

    PointTask task(int index) throws IOException {
        return work.task(index, forced);
    }

    /**
     * Returns whether another process had leased a point, when it was last tried, for so long that it is probably suspended: longer
     * than the patience, and twice as long as any point of this stage took here. Until it is tried again, nobody knows whether the
     * lease has ended.
     */
    boolean isOverdue(int index, Duration patience) {
        Leased known = leased.get(index);
        Duration longest = longestPoint.multipliedBy(2);
        Duration most = longest.compareTo(patience) > 0 ? longest : patience;
        return known != null && known.seen - known.since > most.toNanos();
    }

    /** Returns an overdue point, to be computed regardless of its lease. */
    PointTask overdueTask(int index) throws IOException {
        leased.remove(index);
        return work.task(index, true);
    }

    /** Notes that a point was submitted to the executor. */
    void submitted() {
        underWay++;
    }

    /** Notes that a submitted point has ended. */
    void ended(int index, PointOutcome outcome) {
        underWay--;
        if (outcome instanceof PointOutcome.Computed done) {
            computed++;
            settled++;
            took = took.plus(done.took());
            longestPoint = done.took().compareTo(longestPoint) > 0 ? done.took() : longestPoint;
        } else if (outcome instanceof PointOutcome.Shared) {
            settled++;
        } else if (outcome instanceof PointOutcome.Busy) {
            busyElsewhere.add(index);
        } else if (outcome instanceof PointOutcome.Failed failed) {
            fail(work.label(index), failed.message());
        }
    }

    /** Notes that another process has leased a point. */
    void foundLeased(int index) {
        long now = System.nanoTime();
        leased.merge(index, new Leased(now, now), (first, again) -> new Leased(first.since, again.seen));
    }

    /** Notes that a point or, with an empty label, the whole stage has failed. */
    void fail(String label, String message) {
        failed++;
        if (failures.size() < MOST_FAILURES) {
            failures.put(label, message);
        }
    }

    int underWay() {
        return underWay;
    }

    /** Returns whether there are points to start or to try again. */
    boolean hasOpenPoints() {
        return hasNext() || !busyElsewhere.isEmpty();
    }

    /** Returns whether every missing point now has its result in the store. */
    boolean isComplete() {
        return settled == missing.length;
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    int computed() {
        return computed;
    }

    /** Returns the number of failed points. */
    int failed() {
        return failed;
    }

    /** Returns the messages of the first failures. */
    Map<String, String> failures() {
        return failures;
    }

    void finish(StageResults complete) {
        results = complete;
    }

    Optional<StageResults> results() {
        return Optional.ofNullable(results);
    }

    /** Returns the total computing time of the points computed here. */
    Duration took() {
        return took;
    }
}
