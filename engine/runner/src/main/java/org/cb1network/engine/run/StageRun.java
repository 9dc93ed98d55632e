package org.cb1network.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.plan.PointTask;
import org.cb1network.engine.plan.StageResults;
import org.cb1network.engine.plan.StageWork;
import org.jspecify.annotations.Nullable;

/** Where a stage is within a run. Used by the runner's own thread alone. */
final class StageRun {

    private final StageWork work;
    private final boolean forced;
    private final int[] missing;
    private final Instant started;
    private final Deque<Integer> busyElsewhere = new ArrayDeque<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private int next;
    private int underWay;
    private int computed;
    private int settled;
    private @Nullable StageResults results;
    private Duration took = Duration.ZERO;

    /** @param missing numbers of the points to be computed */
    StageRun(StageWork work, boolean forced, int[] missing, Instant started) {
        this.work = work;
        this.forced = forced;
        this.missing = missing;
        this.started = started;
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

    /** A point was handed to the executor. */
    void submitted() {
        underWay++;
    }

    /** A point that was handed to the executor has ended. */
    void ended(int index, PointOutcome outcome) {
        underWay--;
        if (outcome instanceof PointOutcome.Computed) {
            computed++;
            settled++;
        } else if (outcome instanceof PointOutcome.Shared) {
            settled++;
        } else if (outcome instanceof PointOutcome.Busy) {
            busyElsewhere.add(index);
        } else if (outcome instanceof PointOutcome.Failed failed) {
            fail(work.label(index), failed.message());
        }
    }

    /** A point, or with an empty label the whole stage, has failed. */
    void fail(String label, String message) {
        failures.put(label, message);
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

    Map<String, String> failures() {
        return failures;
    }

    void finish(StageResults complete, Instant now) {
        results = complete;
        took = missing.length == 0 ? Duration.ZERO : Duration.between(started, now);
    }

    Optional<StageResults> results() {
        return Optional.ofNullable(results);
    }

    Duration took() {
        return took;
    }
}
