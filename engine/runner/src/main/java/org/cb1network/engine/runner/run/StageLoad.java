package org.cb1network.engine.runner.run;

import java.util.List;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StagePlan;

/**
 * What is to be done for a stage.
 *
 * @param stage its name
 * @param points how many points have to be computed; at most, while the stage waits for others
 * @param secondsOfPoint how long one is expected to take
 */
public record StageLoad(String stage, int points, double secondsOfPoint) {

    /** The stages of a plan that are not complete. */
    public static List<StageLoad> of(Plan plan, PointTimes times) {
        return plan.stages().stream()
                .filter(stage -> stage.state() != StagePlan.State.CACHED)
                .map(stage -> new StageLoad(stage.name(), stage.missing(), times.ofPoint(stage.stage())))
                .toList();
    }

    /** How long all its points are expected to take, one after the other. */
    public double seconds() {
        return points * secondsOfPoint;
    }
}
