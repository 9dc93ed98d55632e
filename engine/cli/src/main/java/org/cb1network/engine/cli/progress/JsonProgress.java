package org.cb1network.engine.cli.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.cb1network.engine.cli.output.JsonLine;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.StageLoad;
import org.jspecify.annotations.Nullable;

/**
 * Prints every event as a JSON object on a line of its own; the field {@code event} names the event. The end of a run is printed only when
 * its results have been copied, because a run is not complete without them.
 */
public final class JsonProgress implements RunListener {

    private static final double MILLIS = 1000;

    private final PrintWriter out;

    /** The end of a run that has not been printed yet. */
    private RunEvent.@Nullable RunFinished ended;

    public JsonProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.PointStarted || event instanceof RunEvent.PointDeferred) {
            return; // only their ends are reported
        }
        if (event instanceof RunEvent.RunFinished finished) {
            ended = finished;
            return;
        }
        print(json -> write(event, json));
    }

    /**
     * Prints the end of the run.
     *
     * @param copied whether its results have been copied, as far as it has any
     */
    public void finish(boolean copied) {
        RunEvent.@Nullable RunFinished finished = ended;
        if (finished == null) {
            return;
        }
        ended = null;
        print(json -> {
            json.text("event", "run-finished");
            json.flag("complete", finished.report().isComplete() && copied);
            json.flag("cancelled", finished.report().cancelled());
            json.number("computed", finished.report().computed());
            json.number("seconds", finished.report().took().toMillis() / MILLIS);
        });
    }

    private void print(JsonLine.Fields content) {
        try {
            JsonLine.print(out, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    private static void write(RunEvent event, JsonLine json) throws IOException {
        if (event instanceof RunEvent.RunStarted started) {
            json.text("event", "run-started");
            json.text("pipeline", started.pipeline());
            json.text("profile", started.profile());
            json.texts("overrides", started.overrides());
            json.number("stages", started.stages());
            json.number("jobs", started.jobs());
        } else if (event instanceof RunEvent.WorkPlanned planned) {
            json.text("event", "work-planned");
            json.number("stages", planned.stages().size());
            json.number(
                    "points",
                    planned.stages().stream().mapToInt(StageLoad::points).sum());
            json.number(
                    "computingSeconds",
                    planned.stages().stream().mapToDouble(StageLoad::seconds).sum());
        } else if (event instanceof RunEvent.StageStarted started) {
            json.text("event", "stage-started");
            json.text("stage", started.stage());
            json.number("points", started.points());
            json.number("cached", started.cached());
        } else if (event instanceof RunEvent.PointComputed computed) {
            json.text("event", "point-computed");
            json.text("stage", computed.stage());
            json.text("point", computed.point());
            json.number("seconds", computed.took().toMillis() / MILLIS);
        } else if (event instanceof RunEvent.PointShared shared) {
            json.text("event", "point-shared");
            json.text("stage", shared.stage());
            json.text("point", shared.point());
        } else if (event instanceof RunEvent.PointFailed failed) {
            json.text("event", "point-failed");
            json.text("stage", failed.stage());
            json.text("point", failed.point());
            json.text("message", failed.message());
        } else if (event instanceof RunEvent.StageFinished finished) {
            json.text("event", "stage-finished");
            json.text("stage", finished.stage());
            json.number("computed", finished.computed());
            json.number("cached", finished.cached());
            json.number("seconds", finished.took().toMillis() / MILLIS);
        } else if (event instanceof RunEvent.StageFailed failed) {
            json.text("event", "stage-failed");
            json.text("stage", failed.stage());
            json.number("computed", failed.computed());
            json.number("failed", failed.failed());
        } else if (event instanceof RunEvent.StageSkipped skipped) {
            json.text("event", "stage-skipped");
            json.text("stage", skipped.stage());
            json.text("cause", skipped.cause());
        } else if (event instanceof RunEvent.Warning warning) {
            json.text("event", "warning");
            json.text("message", warning.message());
        } else if (event instanceof RunEvent.RunAborted aborted) {
            json.text("event", "run-aborted");
            json.text("message", String.valueOf(aborted.cause().getMessage()));
            json.number("computed", aborted.report().computed());
            json.number("seconds", aborted.report().took().toMillis() / MILLIS);
        }
    }
}
