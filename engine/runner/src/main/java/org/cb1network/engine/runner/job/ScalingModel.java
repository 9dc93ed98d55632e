package org.cb1network.engine.runner.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.run.StageLoad;
import org.jspecify.annotations.Nullable;

/**
 * Predicts how long workers take for a plan. It simulates CPUs that each take the next point of the stage with the
 * least work, as real workers do, and stages that wait for their inputs. It ignores the queue and the costs of the file
 * system.
 */
public final class ScalingModel {

    /** Time until a worker's first point: start of the JVM, reading of the pipeline, planning. */
    private static final double START_SECONDS = 4;

    /** Time until others see that a stage is complete and have collected its tables. */
    private static final double STAGE_SECONDS = 0.5;

    private final List<Stage> stages;

    /**
     * An incomplete stage.
     *
     * @param points number of missing points
     * @param secondsOfPoint computing time of a point
     * @param after the stages that it needs
     */
    public record Stage(String name, int points, double secondsOfPoint, Set<String> after) {

        public Stage {
            after = Set.copyOf(after);
        }
    }

    /** @param stages the stages in topological order */
    public ScalingModel(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /** Returns a model of the incomplete stages of a plan. */
    public static ScalingModel of(Plan plan, PointTimes times) {
        Map<String, Set<String>> after = plan.stages().stream()
                .collect(
                        Collectors.toMap(StagePlan::name, stage -> stage.stage().predecessors()));
        return new ScalingModel(StageLoad.of(plan, times).stream()
                .map(load -> new Stage(
                        load.stage(),
                        Math.max(1, load.expectedPoints()),
                        load.expectedPoints() == 0 ? 0 : load.secondsOfPoint(),
                        after.getOrDefault(load.stage(), Set.of())))
                .toList());
    }

    /** The state of a stage in the simulation. */
    private static final class Progress {
        private final Stage stage;
        private int begun;
        private int ended;

        private Progress(Stage stage) {
            this.stage = stage;
        }

        private double secondsLeft() {
            return (stage.points - begun) * stage.secondsOfPoint;
        }
    }

    /** The end of a point, or of a whole stage. */
    private record End(double time, Progress of, boolean ofStage) {}

    /** Returns the seconds from the start of the workers to the end of the last stage. */
    public double seconds(int workers, int cpus) {
        List<Progress> open = new ArrayList<>();
        stages.forEach(stage -> open.add(new Progress(stage)));
        Set<String> unfinished = new HashSet<>();
        stages.forEach(stage -> unfinished.add(stage.name));
        PriorityQueue<End> ends = new PriorityQueue<>((a, b) -> Double.compare(a.time, b.time));
        double now = START_SECONDS;
        int free = workers * cpus;
        while (!unfinished.isEmpty()) {
            Progress next = next(open, unfinished);
            if (free > 0 && next != null) {
                next.begun++;
                free--;
                ends.add(new End(now + next.stage.secondsOfPoint, next, false));
                continue;
            }
            End end = ends.remove();
            now = end.time;
            if (end.ofStage) {
                unfinished.remove(end.of.stage.name);
                continue;
            }
            free++;
            if (++end.of.ended == end.of.stage.points) {
                ends.add(new End(now + STAGE_SECONDS, end.of, true));
            }
        }
        return now;
    }

    private static @Nullable Progress next(List<Progress> open, Set<String> unfinished) {
        @Nullable Progress shortest = null;
        for (Progress one : open) {
            boolean ready =
                    one.begun < one.stage.points && one.stage.after.stream().noneMatch(unfinished::contains);
            if (ready && (shortest == null || one.secondsLeft() < shortest.secondsLeft())) {
                shortest = one;
            }
        }
        return shortest;
    }
}
