package org.cb1network.engine.cli.progress;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.run.PointsAtWork;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.yaml.UnusualCharacters;
import org.cb1network.engine.table.Count;
import org.jspecify.annotations.Nullable;

/** Reports a run to the user: what it does before computing, the work to do, its progress, failures, and how it ended. */
public final class RunProgress implements RunListener, AutoCloseable {

    /** How much to print. */
    public enum Detail {
        /** Only failures and warnings. */
        FAILURES,
        /** Progress of the whole run. */
        USUAL,
        /** Also every stage and point, and stack traces of failures. */
        EVERYTHING
    }

    /** At most so many stages that were not run are named. */
    private static final int FEW = 3;

    /** Working out the progress takes longer than short points, of which there may be thousands per second. */
    private static final long SHOW_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProgressView view;
    private final Detail detail;
    private final String whenStopped;
    private final String whenFailed;
    private final PointsAtWork atWork;
    private final LongSupplier nanoTime;
    private RunEvent.@Nullable RunStarted run;
    private @Nullable RunForecast forecast;
    private @Nullable RecentRate rate;
    private @Nullable Ticker ticker;
    private String doing = "reading the pipeline and its data files";
    private @Nullable RuntimeException lost;
    private final Set<String> failures = new LinkedHashSet<>();
    private final List<String> notRun = new ArrayList<>();
    private Duration left = Duration.ZERO;
    private long leftSince;
    private boolean changed;
    private long shown;

    /**
     * @param whenStopped what to do after a run that was stopped
     * @param whenFailed what else to do after a run with failures; may be empty
     * @param atWork how far the points are
     */
    public RunProgress(PrintWriter err, Detail detail, String whenStopped, String whenFailed, PointsAtWork atWork) {
        this(ProgressView.on(err), detail, whenStopped, whenFailed, atWork, System::nanoTime);
    }

    RunProgress(
            ProgressView view,
            Detail detail,
            String whenStopped,
            String whenFailed,
            PointsAtWork atWork,
            LongSupplier nanoTime) {
        this.view = view;
        this.detail = detail;
        this.whenStopped = whenStopped;
        this.whenFailed = whenFailed;
        this.atWork = atWork;
        this.nanoTime = nanoTime;
        startTicking();
    }

    private void startTicking() {
        if (ticker == null && detail != Detail.FAILURES) {
            ticker = new Ticker(this::tick);
        }
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (lost != null) {
            throw lost;
        }
        if (event instanceof RunEvent.PointFailed failed) {
            failures.add(failed.stage());
            // The first line may quote the user's input; lines below it are what a script printed.
            String message = failed.message();
            view.println("FAILED " + name(failed.stage(), failed.point()) + ": " + message
                    + UnusualCharacters.remark(message.lines().findFirst().orElse("")));
            if (detail == Detail.EVERYTHING) {
                view.println(trace(failed.cause()).stripTrailing());
            }
        } else if (event instanceof RunEvent.Warning warning) {
            view.println("warning: " + warning.message());
        }
        if (detail != Detail.FAILURES) {
            tell(event);
        }
    }

    private void tell(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            run = started;
            doing = "planning";
            startTicking();
        } else if (event instanceof RunEvent.WorkPlanned planned && run != null) {
            view.println(run.pipeline() + RunSettings.variant(run.profile(), run.overrides()) + ": "
                    + Workload.describe(planned.stages(), run.stages(), run.jobs()));
            forecast = new RunForecast(planned.stages(), run.jobs());
            rate = new RecentRate(nanoTime.getAsLong());
            shown = nanoTime.getAsLong() - SHOW_EVERY_NANOS;
        } else if (event instanceof RunEvent.StageFailed failed) {
            view.println(failed.stage() + ": " + Count.of(failed.failed(), "point") + " failed");
        } else if (event instanceof RunEvent.StageSkipped skipped) {
            skipped(skipped);
        } else if (event instanceof RunEvent.RunFinished finished) {
            close();
            tellNotRun();
            view.println(summary(finished.report(), whenStopped, whenFailed));
        } else if (event instanceof RunEvent.RunAborted) {
            close();
        } else if (detail == Detail.EVERYTHING) {
            everything(event);
        }
        if (forecast != null) {
            forecast.on(event);
            changed = true;
            // Whether the end takes long shows in time.
            if (nanoTime.getAsLong() - shown >= SHOW_EVERY_NANOS && forecast.done() < forecast.points()) {
                show(forecast);
            }
        }
    }

    /** One failure may leave out all the other stages, so usually they are only counted. */
    private void skipped(RunEvent.StageSkipped skipped) {
        if (detail == Detail.EVERYTHING) {
            view.println(skipped.stage() + ": not run, because it needs " + skipped.cause());
        } else {
            notRun.add(skipped.stage());
        }
    }

    private void tellNotRun() {
        if (!notRun.isEmpty()) {
            view.println(Count.of(notRun.size(), "stage was", "stages were") + " not run"
                    + (failures.isEmpty() ? "" : " because " + String.join(", ", failures) + " failed")
                    + (notRun.size() <= FEW ? ": " + String.join(", ", notRun) : "; 'plan' lists them"));
            notRun.clear();
        }
    }

    private void everything(RunEvent event) {
        if (event instanceof RunEvent.StageStarted started && started.cached() < started.points()) {
            view.println(started.stage() + ": computing "
                    + Count.part(started.points() - started.cached(), started.points(), "point"));
        } else if (event instanceof RunEvent.StageFinished finished && finished.computed() > 0) {
            view.println(finished.stage() + ": done, " + Count.of(finished.computed(), "point") + " computed in "
                    + Times.exact(finished.took()));
        } else if (event instanceof RunEvent.PointComputed computed) {
            view.println("  " + name(computed.stage(), computed.point()) + ": " + Times.exact(computed.took()));
        } else if (event instanceof RunEvent.PointShared shared) {
            view.println("  " + name(shared.stage(), shared.point()) + ": computed by another process");
        }
    }

    /** Prints a line between the events, such as a warning. */
    public synchronized void println(String line) {
        view.println(line);
    }

    /** Removes the progress line and stops updating it. */
    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
        forecast = null;
        doing = "";
        view.clear();
    }

    /**
     * Updates the progress line. If it can no longer be written, the next event fails and ends the run, because this
     * thread cannot end it.
     */
    synchronized void tick() {
        try {
            if (forecast != null) {
                show(forecast);
            } else if (!doing.isEmpty()) {
                view.show(ProgressLine.doing(doing, ""));
            }
        } catch (RuntimeException unwritable) {
            lost = unwritable;
        }
    }

    private void show(RunForecast known) {
        long now = nanoTime.getAsLong();
        shown = now;
        if (known.done() == known.points()) {
            view.show(ProgressLine.doing("collecting tables", ""));
            return;
        }
        if (changed) {
            left = known.left();
            leftSince = now;
            changed = false;
        }
        Duration sinceThen = Duration.ofNanos(now - leftSince);
        double perSecond = rate == null ? 0 : rate.of(known.done(), now);
        view.show(new ProgressLine(
                known.share(),
                // When more time has passed than was expected, nothing is known.
                Optional.of(left.minus(sinceThen)).filter(rest -> rest.compareTo(Duration.ZERO) > 0),
                known.done(),
                known.points(),
                "points",
                perSecond,
                known.atWork(atWork)));
    }

    /** Returns the summary of a run that computed nothing. */
    public static String nothingToDo(int points, int stages) {
        return "nothing to do: the store has " + Count.of(points, "point") + " of " + Count.of(stages, "stage");
    }

    static String summary(RunReport report, String whenStopped, String whenFailed) {
        String what = report.computed() == 0 && report.isComplete()
                ? nothingToDo(report.points(), report.stages().size())
                : String.format(
                                Locale.ROOT,
                                "%s computed of %,d%s in ",
                                Count.of(report.computed(), "point"),
                                report.points(),
                                found(report))
                        + Times.exact(report.took());
        if (report.cancelled()) {
            return "stopped; " + what + "; " + whenStopped;
        }
        return report.isComplete()
                ? what
                : "not complete: " + what + "; what is finished is kept"
                        + (whenFailed.isEmpty() ? "" : "; " + whenFailed);
    }

    /** Says how many points need not be computed: another stage has equal ones, or they were in the store. */
    private static String found(RunReport report) {
        int found = report.points() - report.computed();
        return report.isComplete() && found > 0
                ? String.format(Locale.ROOT, " (%,d equal to others or stored before)", found)
                : "";
    }

    private static String name(String stage, String point) {
        return point.isEmpty() ? stage : stage + " (" + point + ")";
    }

    private static String trace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
