package org.cb1network.engine.cli.progress;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cb1network.engine.runner.run.PointsAtWork;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.StageLoad;

/**
 * Forecasts how long the rest of a run takes: the expected time of its points, corrected by the times measured so far.
 */
final class RunForecast {

    /** Weight of the expectation relative to measured times, in s of computing: the first points of a JVM are slow. */
    private static final double WEIGHT_OF_EXPECTATION_S = 20;

    /** Weight of the expectation of a stage, in points. */
    private static final int WEIGHT_IN_POINTS = 2;

    private static final double NANOS_PER_S = 1e9;

    private final int jobs;
    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private double measured;
    private double measuredAsExpected;
    private double highestShare;

    /** The progress of a stage, updated as points end. */
    private static final class Stage {
        private final String name;
        private final double expected;
        private int points;
        /** Fewer than the points while it is not known how many of them are stored. */
        private int expectedPoints;

        private int done;
        private int computed;
        private int underWay;
        private double seconds;

        private Stage(StageLoad load) {
            name = load.stage();
            expected = load.secondsOfPoint();
            points = load.points();
            expectedPoints = load.expectedPoints();
        }

        private void start(int missing) {
            points = missing;
            expectedPoints = missing;
        }

        private double perPoint(double correction) {
            return (seconds + WEIGHT_IN_POINTS * expected * correction) / (computed + WEIGHT_IN_POINTS)
                    + StageLoad.SECONDS_AROUND_POINT;
        }
    }

    /**
     * @param loads the remaining work
     * @param jobs number of points computed at a time
     */
    RunForecast(List<StageLoad> loads, int jobs) {
        this.jobs = jobs;
        loads.forEach(load -> stages.put(load.stage(), new Stage(load)));
    }

    /** Updates the forecast. */
    void on(RunEvent event) {
        if (event instanceof RunEvent.StageStarted started && stages.containsKey(started.stage())) {
            of(started.stage()).start(started.points() - started.cached());
        } else if (event instanceof RunEvent.PointStarted started) {
            of(started.stage()).underWay++;
        } else if (event instanceof RunEvent.PointDeferred deferred) {
            of(deferred.stage()).underWay--;
        } else if (event instanceof RunEvent.PointShared shared) {
            ended(of(shared.stage()));
        } else if (event instanceof RunEvent.PointFailed failed && of(failed.stage()).underWay > 0) {
            // Otherwise the stage failed before its first point or after its last.
            ended(of(failed.stage()));
        } else if (event instanceof RunEvent.PointComputed computed) {
            Stage stage = of(computed.stage());
            ended(stage);
            double seconds = computed.took().toNanos() / NANOS_PER_S;
            stage.computed++;
            stage.seconds += seconds;
            measured += seconds;
            measuredAsExpected += stage.expected;
        }
    }

    private Stage of(String name) {
        return stages.computeIfAbsent(name, unforeseen -> new Stage(new StageLoad(name, 0, 0)));
    }

    private static void ended(Stage stage) {
        stage.done++;
        stage.underWay--;
        stage.points = Math.max(stage.points, stage.done);
        stage.expectedPoints = Math.max(stage.expectedPoints, stage.done);
    }

    /** Returns the number of finished points. */
    int done() {
        return stages.values().stream().mapToInt(stage -> stage.done).sum();
    }

    /** Returns the maximum number of points to compute. */
    int points() {
        return stages.values().stream().mapToInt(stage -> stage.points).sum();
    }

    /** Returns the share of the work that is done, from 0 to 1. It waits where the rest turns out to be more than expected. */
    double share() {
        highestShare = Math.max(highestShare, shareNow());
        return highestShare;
    }

    private double shareNow() {
        double correction = correction();
        double done = stages.values().stream()
                .mapToDouble(stage -> stage.done * stage.perPoint(correction))
                .sum();
        double left = secondsLeft(stages.values(), correction);
        return done + left > 0 ? done / (done + left) : 0;
    }

    /** Returns how long the rest will take. */
    Duration left() {
        double seconds = secondsLeft(stages.values(), correction()) / jobs;
        return Duration.ofMillis((long) (seconds * 1000));
    }

    /**
     * Returns the stages with points in progress, each with the number of finished points; of a single point it says how far
     * it is.
     */
    List<String> atWork(PointsAtWork points) {
        return stages.values().stream()
                .filter(stage -> stage.underWay > 0)
                .map(stage -> stage.points == 1
                        ? stage.name + points.of(stage.name).map(" "::concat).orElse("")
                        : String.format(Locale.ROOT, "%s %,d/%,d", stage.name, stage.done, stage.points))
                .toList();
    }

    private static double secondsLeft(Collection<Stage> stages, double correction) {
        return stages.stream()
                .mapToDouble(stage -> (stage.expectedPoints - stage.done) * stage.perPoint(correction))
                .sum();
    }

    /** Returns the factor by which points have taken longer than expected so far. */
    private double correction() {
        return (measured + WEIGHT_OF_EXPECTATION_S) / (measuredAsExpected + WEIGHT_OF_EXPECTATION_S);
    }
}
