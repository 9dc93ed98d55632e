package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.stage.CheckedBeforeRun;

/**
 * Finds what this machine lacks for the stages that are to be computed, such as the program of a script, before hours of work on the
 * stages before them.
 */
public final class MachineCheck {

    /** Stands in for the value of a reference that no stage has computed yet. */
    private static final Value UNKNOWN = Value.of(1);

    private MachineCheck() {}

    /**
     * Returns what the machine lacks for the stages of a selection that are to be computed.
     *
     * @throws IOException if the store cannot be read
     */
    public static List<Problem> lacking(Planner planner, Selection selection) throws IOException {
        // Planning takes seconds for many points, so only a pipeline that lacks something is planned for this.
        return lacking(selection.stages()).isEmpty() ? List.of() : lacking(planner.plan(selection));
    }

    /**
     * Returns what the machine lacks for the stages that a plan computes. One that waits for others counts: it may turn out to have its
     * results, but only after the others are computed.
     */
    public static List<Problem> lacking(Plan plan) {
        return lacking(plan.stages().stream()
                .filter(stage -> stage.missing() > 0)
                .map(StagePlan::stage)
                .toList());
    }

    private static List<Problem> lacking(List<StageSpec> stages) {
        SortedSet<Problem> found = new TreeSet<>();
        for (StageSpec stage : stages) {
            if (CheckedBeforeRun.class.isAssignableFrom(stage.type().parameters())) {
                check(stage, found);
            }
        }
        return List.copyOf(found);
    }

    /** Checks the first and the last point, because an axis may set the program. */
    private static void check(StageSpec stage, SortedSet<Problem> found) {
        PointResolver parameters;
        try {
            parameters = stage.resolver().with(reference -> UNKNOWN);
        } catch (PipelineException valueNeeded) {
            return; // the stage itself says what it lacks
        }
        List<Point> points = stage.points();
        for (Point point : List.of(points.get(0), points.get(points.size() - 1))) {
            try {
                parameters.check(point, (record, report) -> ((CheckedBeforeRun) record).checkMachine(report));
            } catch (PipelineException lacking) {
                found.addAll(lacking.problems());
            }
        }
    }
}
