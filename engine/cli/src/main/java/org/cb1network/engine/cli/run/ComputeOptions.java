package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.cli.progress.RunProgress;
import org.cb1network.engine.cli.progress.RunProgress.Detail;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.workspace.Exclusive;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.PointsAtWork;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import picocli.CommandLine.Option;

/** Options of the commands that compute, and the computation itself. */
public final class ComputeOptions {

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "Points to compute at a time in this process (default: one for each core).")
    public int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only errors and, for 'verify', the conclusion.")
    public boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description =
                    "Print every stage and point, stack traces of failures, and all tables or differences at the end.")
    public boolean verbose;

    /** From the computer of the points to the progress line. */
    private final PointsAtWork atWork = new PointsAtWork();

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if they are invalid
     */
    public void check() {
        if (jobs < 1) {
            throw new IllegalArgumentException("--jobs must be at least 1, not " + jobs);
        }
        Exclusive.require("--quiet", quiet, "--verbose", verbose);
    }

    /**
     * Opens the progress display.
     *
     * @param json whether standard output has JSON lines for programs
     * @param whenStopped what to do after a run that was stopped
     * @param whenFailed what else to do after a run with failures; may be empty
     */
    public RunProgress progress(PrintWriter err, boolean json, String whenStopped, String whenFailed) {
        Detail detail = quiet || json ? Detail.FAILURES : verbose ? Detail.EVERYTHING : Detail.USUAL;
        String more = verbose ? "" : "-v says more about failures";
        return new RunProgress(
                err,
                detail,
                whenStopped,
                Stream.of(whenFailed, more).filter(advice -> !advice.isEmpty()).collect(Collectors.joining(", ")),
                atWork);
    }

    /**
     * Opens the display of what a command does after computing.
     *
     * @param json whether standard output has JSON lines for programs
     * @param unit what the items are that it processes
     */
    public TaskProgress task(PrintWriter err, boolean json, String unit) {
        return quiet || json ? TaskProgress.silent() : new TaskProgress(err, unit);
    }

    /**
     * Computes the missing results of the selected stages.
     *
     * @param keepGoing whether to continue after a failure
     * @param notices called once if memory allows fewer points at a time than requested
     * @throws IOException if the store cannot be used
     */
    public RunReport compute(
            Workspace workspace,
            Selection selection,
            boolean keepGoing,
            RunListener listener,
            Cancellation cancellation,
            Consumer<String> notices)
            throws IOException {
        Clock clock = Clock.systemUTC();
        PointComputer computer =
                new PointComputer(workspace.store(), cancellation, ProgramCode.version(), clock, atWork);
        try (LocalExecutor executor =
                new LocalExecutor(computer, jobs, Runtime.getRuntime().maxMemory(), notices)) {
            return new Runner(workspace.planner(), workspace.store(), executor, cancellation, listener, clock)
                    .run(new RunOptions(selection, keepGoing, workspace::secondsOfPoints));
        }
    }
}
