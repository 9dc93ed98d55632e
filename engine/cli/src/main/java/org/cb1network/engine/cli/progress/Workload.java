package org.cb1network.engine.cli.progress;

import java.time.Duration;
import java.util.List;
import org.cb1network.engine.runner.run.StageLoad;
import org.cb1network.engine.table.Count;

/** Describes the work to do. */
public final class Workload {

    private static final int FEW_SECONDS = 5;

    private Workload() {}

    /**
     * Returns a text such as {@code 61 of 64 stages to do, up to 330 points, about 35 s}.
     *
     * @param loads the work to do
     * @param stages number of stages
     * @param jobs number of points computed at a time
     */
    public static String describe(List<StageLoad> loads, int stages, int jobs) {
        String todo = loads.size() == stages ? Count.of(stages, "stage") : Count.part(loads.size(), stages, "stage");
        int points = loads.stream().mapToInt(StageLoad::points).sum();
        return todo + " to do, up to " + Count.of(points, "point") + ", " + about(expected(loads, jobs));
    }

    /** Returns the expected duration, which is at least the time of the longest point. */
    private static Duration expected(List<StageLoad> loads, int jobs) {
        double seconds = loads.stream().mapToDouble(StageLoad::seconds).sum() / jobs;
        double longest = loads.stream()
                .filter(load -> load.points() > 0)
                .mapToDouble(StageLoad::secondsOfPoint)
                .max()
                .orElse(0);
        return Duration.ofMillis((long) (1000 * Math.max(seconds, longest)));
    }

    /** Formats a duration, rounded up to five seconds, because an estimate is not more accurate. */
    private static String about(Duration expected) {
        long fives = (expected.toMillis() / 1000 + FEW_SECONDS - 1) / FEW_SECONDS * FEW_SECONDS;
        return fives <= FEW_SECONDS ? "a few seconds" : "about " + Times.rounded(Duration.ofSeconds(fives));
    }
}
