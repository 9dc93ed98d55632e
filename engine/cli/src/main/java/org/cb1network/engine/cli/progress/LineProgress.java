package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.yaml.UnusualCharacters;

/** Sober lines, for logs and pipes. */
public final class LineProgress implements RunListener {

    private enum Detail {
        FAILURES,
        STAGES,
        EVERYTHING
    }

    private final PrintWriter out;
    private final Detail detail;

    private LineProgress(PrintWriter out, Detail detail) {
        this.out = out;
        this.detail = detail;
    }

    /** Failures and warnings alone. */
    public static LineProgress failuresOnly(PrintWriter out) {
        return new LineProgress(out, Detail.FAILURES);
    }

    /** A line when a stage begins and ends. */
    public static LineProgress stages(PrintWriter out) {
        return new LineProgress(out, Detail.STAGES);
    }

    /** A line for every point as well, and stack traces of failures. */
    public static LineProgress everything(PrintWriter out) {
        return new LineProgress(out, Detail.EVERYTHING);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.PointFailed failed) {
            out.println("FAILED " + name(failed.stage(), failed.point()) + ": " + failed.message()
                    + UnusualCharacters.remark(failed.message()));
            if (detail == Detail.EVERYTHING) {
                failed.cause().printStackTrace(out);
            }
        } else if (event instanceof RunEvent.Warning warning) {
            out.println("warning: " + warning.message());
        } else if (detail != Detail.FAILURES) {
            stage(event);
        }
        if (detail == Detail.EVERYTHING) {
            point(event);
        }
        out.flush();
    }

    private void stage(RunEvent event) {
        if (event instanceof RunEvent.StageStarted started && started.cached() < started.points()) {
            out.println(started.stage() + ": computing " + (started.points() - started.cached()) + " of "
                    + points(started.points()));
        } else if (event instanceof RunEvent.StageFinished finished && finished.computed() > 0) {
            out.println(finished.stage() + ": done, " + points(finished.computed()) + " computed in "
                    + seconds(finished.took()));
        } else if (event instanceof RunEvent.StageFailed failed) {
            out.println(failed.stage() + ": " + points(failed.failed()) + " failed");
        } else if (event instanceof RunEvent.StageSkipped skipped) {
            out.println(skipped.stage() + ": not run, because it needs " + skipped.cause());
        } else if (event instanceof RunEvent.RunFinished finished) {
            out.println(summary(finished.report()));
        }
    }

    private void point(RunEvent event) {
        if (event instanceof RunEvent.PointComputed computed) {
            out.println("  " + name(computed.stage(), computed.point()) + ": " + seconds(computed.took()));
        } else if (event instanceof RunEvent.PointShared shared) {
            out.println("  " + name(shared.stage(), shared.point()) + ": computed by another process");
        }
    }

    static String summary(RunReport report) {
        String what = report.computed() == 0 && report.isComplete()
                ? nothingToDo(report.points(), report.stages().size())
                : points(report.computed()) + " computed of " + report.points() + " in " + seconds(report.took());
        if (report.cancelled()) {
            return "stopped; " + what + "; run again to go on from here";
        }
        return report.isComplete()
                ? what
                : "not complete: " + what + "; what is finished is kept, 'run -v' says more about failures";
    }

    /** What a run says that finds so many points, all of them in the store. */
    public static String nothingToDo(int points, int stages) {
        return "nothing to do: the store has " + points(points) + " of " + stages(stages);
    }

    static String points(int count) {
        return count == 1 ? "1 point" : count + " points";
    }

    private static String stages(int count) {
        return count == 1 ? "1 stage" : count + " stages";
    }

    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return seconds < 100
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (int) seconds / 60, (int) seconds % 60);
    }

    private static String name(String stage, String point) {
        return point.isEmpty() ? stage : stage + " (" + point + ")";
    }
}
