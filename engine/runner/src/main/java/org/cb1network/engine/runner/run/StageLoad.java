package org.cb1network.engine.runner.run;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.spec.StageSpec;

/**
 * The remaining work of a stage.
 *
 * @param stage its name
 * @param points number of points to compute, or its maximum while the stage waits for others
 * @param expectedPoints how many of them will probably be computed
 * @param secondsOfPoint expected computing time of a point
 */
public record StageLoad(String stage, int points, int expectedPoints, double secondsOfPoint) {

    /** Time to begin a point and to store its result, in seconds: much if points are many and short. */
    public static final double SECONDS_AROUND_POINT = 4e-4;

    /** Creates the work of a stage whose missing points are known. */
    public StageLoad(String stage, int points, double secondsOfPoint) {
        this(stage, points, points, secondsOfPoint);
    }

    /** Returns the stages of a plan that are not complete. */
    public static List<StageLoad> of(Plan plan, PointTimes times) {
        List<StageLoad> loads = new ArrayList<>();
        for (StagePlan stage : plan.stages()) {
            double seconds = times.ofPoint(stage.stage());
            if (stage.state() == StagePlan.State.WAITING) {
                loads.add(ofWaiting(stage.stage(), loads, seconds));
            } else if (stage.state() == StagePlan.State.RUN) {
                loads.add(new StageLoad(stage.name(), stage.missing(), seconds));
            }
        }
        return loads;
    }

    /**
     * Returns the work of a stage that waits for others. If it runs for each point of another stage that lacks only some, its own
     * results for the remaining points are probably stored, too.
     *
     * @param earlier the work of the stages before it
     */
    static StageLoad ofWaiting(StageSpec stage, List<StageLoad> earlier, double secondsOfPoint) {
        int points = stage.sweep().size();
        int expected = stage.sweep()
                .each()
                .flatMap(each -> earlier.stream()
                        .filter(load -> load.stage().equals(each.name()))
                        .findFirst()
                        .map(load -> points / each.sweep().size() * load.expectedPoints()))
                .orElse(points);
        return new StageLoad(stage.name(), points, expected, secondsOfPoint);
    }

    /** Returns the expected total time of its points in seconds. */
    public double seconds() {
        return expectedPoints * (secondsOfPoint + SECONDS_AROUND_POINT);
    }
}
