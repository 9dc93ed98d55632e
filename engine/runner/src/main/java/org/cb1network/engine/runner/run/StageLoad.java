package org.cb1network.engine.runner.run;

import java.util.List;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StagePlan;

/**
 * The remaining work of a stage.
 *
 * @param stage its name
 * @param points number of points to compute, or its maximum while the stage waits for others
 * @param secondsOfPoint expected computing time of a point
 */
public record StageLoad(String stage, int points, double secondsOfPoint) {

    /** Returns the stages of a plan that are not complete. */
    public static List<StageLoad> of(Plan plan, PointTimes times) {
        return plan.stages().stream()
                .filter(stage -> stage.state() != StagePlan.State.CACHED)
                .map(stage -> new StageLoad(stage.name(), stage.missing(), times.ofPoint(stage.stage())))
                .toList();
    }

    /** Returns the expected total computing time of its points in seconds. */
    public double seconds() {
        return points * secondsOfPoint;
    }
}
