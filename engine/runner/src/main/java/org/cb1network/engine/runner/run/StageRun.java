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

/** Where a stage is within a run. Used by the runner's own thread alone. */
final class StageRun {

    /** The expectation counts as much as so many points that were computed. */
    private static final int WEIGHT_OF_EXPECTATION = 2;

    private static final double NANOS_PER_S = 1e9;

    /** Messages of further failures are not kept: memory must not grow with the points. */
    private static final int MOST_FAILURES = 1000;

    private final StageWork work;
    private final boolean forced;
    private final int[] missing;
    private final double expectedSeconds;
    private final Deque<Integer> busyElsewhere = new ArrayDeque<>();

    /** Since when, by {@link System#nanoTime()}, each of these points is known to be leased by another process. */
    private final Map<Integer, Long> busySince = new HashMap<>();

    private final Map<String, String> failures = new LinkedHashMap<>();
    private int failed;
    private Duration longestPoint = Duration.ZERO;
    private int next;
    private int underWay;
    private int computed;
    private int settled;
    private @Nullable StageResults results;
    private Duration took = Duration.ZERO;

    /**
     * @param missing numbers of the points to be computed, in the order in which to begin them
     * @param expectedSeconds how long one of them is expected to take
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

    /** What is to be done for it, before anything is. */
    StageLoad load() {
        return new StageLoad(name(), missing.length, expectedSeconds);
    }

    /** How long the points that are not begun are expected to take, after those that were computed. */
    double secondsLeft() {
        double known = took.toNanos() / NANOS_PER_S + WEIGHT_OF_EXPECTATION * expectedSeconds;
        return (missing.length - next) * known / (computed + WEIGHT_OF_EXPECTATION);
    }

    /** Whether there is a point that nobody is known to work on. */
    boolean hasNext() {
        return next < missing.length;
    }

    /** The next point that nobody is known to work on. */
    int takeNext() {
        return missing[next++];
    }

    int busyCount() {
        return busyElsewhere.size();
    }

    /** The point that another process has been computing for the longest time, to try again. */
    int takeBusyElsewhere() {
        return busyElsewhere.remove();
    }

    PointTask task(int index) throws IOException {
        return work.task(index, forced);
    }

    /**
     * Whether another process has leased a point for so long that it is likely to be suspended: for longer than one is willing to
     * wait, and twice as long as any point of this stage took here.
     */
    boolean isOverdue(int index, Duration patience) {
        Long since = busySince.get(index);
        Duration longest = longestPoint.multipliedBy(2);
        Duration most = longest.compareTo(patience) > 0 ? longest : patience;
        return since != null && System.nanoTime() - since > most.toNanos();
    }

    /** A point that is overdue, to be computed whoever leases it. */
    PointTask overdueTask(int index) throws IOException {
        busySince.remove(index);
        return work.task(index, true);
    }

    /** A point was handed to the executor. */
    void submitted() {
        underWay++;
    }

    /** A point that was handed to the executor has ended. */
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
            busySince.putIfAbsent(index, System.nanoTime());
        } else if (outcome instanceof PointOutcome.Failed failed) {
            fail(work.label(index), failed.message());
        }
    }

    /** A point, or with an empty label the whole stage, has failed. */
    void fail(String label, String message) {
        failed++;
        if (failures.size() < MOST_FAILURES) {
            failures.put(label, message);
        }
    }

    int underWay() {
        return underWay;
    }

    /** Whether there are points to begin, or to try again. */
    boolean hasOpenPoints() {
        return hasNext() || !busyElsewhere.isEmpty();
    }

    /** Whether every point that was missing has its result in the store. */
    boolean isComplete() {
        return settled == missing.length;
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    int computed() {
        return computed;
    }

    /** How many points have failed. */
    int failed() {
        return failed;
    }

    /** Messages of the first failures. */
    Map<String, String> failures() {
        return failures;
    }

    void finish(StageResults complete) {
        results = complete;
    }

    Optional<StageResults> results() {
        return Optional.ofNullable(results);
    }

    /** How long the points took that were computed here, together. */
    Duration took() {
        return took;
    }
}
