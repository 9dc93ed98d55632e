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
    private boolean announced;
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
        underWay++;
        return missing[next++];
    }

    boolean hasBusyElsewhere() {
        return !busyElsewhere.isEmpty();
    }

    int busyCount() {
        return busyElsewhere.size();
    }

    /** The point that another process has been computing for the longest time, to try again. */
    int takeBusyElsewhere() {
        underWay++;
        return busyElsewhere.remove();
    }

    PointTask task(int index) throws IOException {
        return work.task(index, forced);
    }

    void ended(int index, PointOutcome outcome) {
        underWay--;
        if (outcome instanceof PointOutcome.Computed) {
            computed++;
        } else if (outcome instanceof PointOutcome.Busy) {
            busyElsewhere.add(index);
        } else if (outcome instanceof PointOutcome.Failed failed) {
            failures.put(work.label(index), failed.message());
        }
    }

    int underWay() {
        return underWay;
    }

    boolean isIdle() {
        return underWay == 0;
    }

    /** Whether every point was tried and has ended. */
    boolean isExhausted() {
        return !hasNext() && busyElsewhere.isEmpty() && isIdle();
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

    /** Marks the stage's end as told to the listener; true the first time. */
    boolean announceEnd() {
        boolean first = !announced;
        announced = true;
        return first;
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
