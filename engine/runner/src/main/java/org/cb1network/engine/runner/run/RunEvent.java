package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The events of a run, in the order they happen. */
public sealed interface RunEvent {

    /** A run begins, computing at most {@code jobs} points at a time. */
    record RunStarted(String pipeline, String profile, List<String> overrides, int stages, int jobs)
            implements RunEvent {

        public RunStarted {
            overrides = List.copyOf(overrides);
        }
    }

    /**
     * The contents of the store are known, and there is work to do. Precedes the first point, and is repeated if
     * damaged results make the run start over.
     *
     * @param stages the incomplete stages, in the order of the pipeline
     */
    record WorkPlanned(List<StageLoad> stages) implements RunEvent {

        public WorkPlanned {
            stages = List.copyOf(stages);
        }
    }

    /** The keys of a stage's points are known; {@code points - cached} of them will be computed. */
    record StageStarted(String stage, int points, int cached) implements RunEvent {}

    /** This process starts a point; another event says how it ended. */
    record PointStarted(String stage, String point) implements RunEvent {}

    /** Another process is computing a point; it is left to that process for now. */
    record PointDeferred(String stage, String point) implements RunEvent {}

    /** A point was computed here. */
    record PointComputed(String stage, String point, Duration took) implements RunEvent {}

    /** A point was computed by another process meanwhile. */
    record PointShared(String stage, String point) implements RunEvent {}

    /** Computing a point failed; {@code message} says why, for the user, {@code cause} for the author of the stage. */
    record PointFailed(String stage, String point, String message, Throwable cause) implements RunEvent {}

    /** A stage has all its results. {@code took} is the total computing time of its points, without waiting. */
    record StageFinished(String stage, int computed, int cached, Duration took) implements RunEvent {}

    /** A stage is incomplete: some of its points failed or were not tried. */
    record StageFailed(String stage, int computed, int failed) implements RunEvent {}

    /** A stage was not tried because {@code cause}, a stage it needs, failed. */
    record StageSkipped(String stage, String cause) implements RunEvent {}

    /** Something the user should know that does not stop the run. */
    record Warning(String message) implements RunEvent {}

    /** The run has ended. */
    record RunFinished(RunReport report) implements RunEvent {}

    /** The run has ended early, because the store cannot be used, for example on a full disk; {@code report} says how far it came. */
    record RunAborted(RunReport report, IOException cause) implements RunEvent {}
}
