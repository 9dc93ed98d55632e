package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.StoreListener;
import org.cb1network.engine.cli.output.AuditPrinter;
import org.cb1network.engine.cli.progress.JsonProgress;
import org.cb1network.engine.cli.progress.LineProgress;
import org.cb1network.engine.cli.progress.TerminalProgress;
import org.cb1network.engine.runner.audit.CacheHits;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.spec.StageSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: brings results up to date. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Computes what is missing, and shows the tables of the last stages.")
final class RunCommand implements Callable<Integer> {

    /** How often a run is repeated because results turn out to be damaged when they are copied. */
    private static final int MOST_REPAIRS = 10;

    @Mixin
    PipelineOptions options;

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "Only these stages and what they need.")
    List<String> targets = List.of();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "Points to compute at a time (default: one for each core).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = {"-k", "--keep-going"},
            description = "After a failure go on with everything that does not depend on it.")
    boolean keepGoing;

    @Option(
            names = {"-f", "--force"},
            description = "Compute the named stages even if their results are in the store.")
    boolean force;

    @Option(
            names = "--until",
            paramLabel = "STAGE",
            description = "Stop after this stage; the same as naming it. May be repeated.")
    List<String> until = List.of();

    @Option(
            names = "--from",
            paramLabel = "STAGE",
            description = "Only this stage and those that depend on it (and what these need). May be repeated.")
    List<String> from = List.of();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only say what would be done; the same as the command 'plan'.")
    boolean dryRun;

    @Mixin
    AuditOptions audit;

    @Option(names = "--json", description = "Print events as JSON lines.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print every point, and stack traces of failures.")
    boolean verbose;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (jobs < 1) {
            throw new IllegalArgumentException("--jobs must be at least 1, not " + jobs);
        }
        Exclusive.require("--quiet", quiet, "--verbose", verbose);
        audit.check(dryRun);
        StoreListener warnings = Warnings.to(spec);
        return dryRun ? plan(warnings) : run(warnings);
    }

    private List<String> wanted() {
        return Stream.concat(targets.stream(), until.stream()).toList();
    }

    private int plan(StoreListener warnings) throws IOException {
        try (Workspace workspace = Workspace.open(options, warnings)) {
            Selection selection = Selection.of(workspace.pipeline(), wanted(), from, force);
            return new PlanPrinter(workspace, out()).print(workspace.planner().plan(selection), json);
        }
    }

    private int run(StoreListener warnings) throws IOException {
        CacheHits hits = new CacheHits(progress());
        DataFileFailures dataFiles = new DataFileFailures();
        try (Interruption interruption = Interruption.watch();
                Workspace workspace = Workspace.open(options, warnings)) {
            Selection selection = Selection.of(workspace.pipeline(), wanted(), from, force);
            RunListener listener = event -> {
                dataFiles.on(event);
                hits.on(event);
            };
            for (int repairs = 0; ; repairs++) {
                try {
                    RunReport report = compute(workspace, selection, listener, interruption.cancellation());
                    finish(report, workspace, selection);
                    return conclude(report, workspace, dataFiles, hits, interruption.cancellation());
                } catch (CorruptObjectException e) {
                    // Results are looked at in full when they are copied; what is damaged then counts as missing from
                    // now on.
                    if (repairs == MOST_REPAIRS) {
                        throw e;
                    }
                    warn(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Records a run, and copies and shows its results. */
    private void finish(RunReport report, Workspace workspace, Selection selection) throws IOException {
        record(workspace, report);
        Leftovers.remove(options);
        if (report.cancelled()) {
            return;
        }
        ResultsFolder results = new ResultsFolder(options.resultsFolder(), workspace.store());
        results.export(report, workspace.pipeline());
        boolean reported = writeReport(workspace, report);
        if (report.isComplete() && !json && !quiet) {
            results.show(finalStages(selection), report, out());
            if (reported) {
                out().println("Report: " + ReportCommand.file(options.resultsFolder()));
            }
            out().flush();
        }
    }

    private int conclude(
            RunReport report,
            Workspace workspace,
            DataFileFailures dataFiles,
            CacheHits hits,
            Cancellation cancellation)
            throws IOException {
        if (report.cancelled()) {
            return ExitCode.INTERRUPTED;
        }
        if (!report.isComplete()) {
            return dataFiles.exitCode();
        }
        if (audit.isWanted()) {
            AuditPrinter printer = json
                    ? AuditPrinter.json(out())
                    : AuditPrinter.text(spec.commandLine().getErr(), quiet);
            return audit.run(workspace, hits, report, jobs, cancellation, printer);
        }
        return ExitCode.OK;
    }

    private RunReport compute(Workspace workspace, Selection selection, RunListener progress, Cancellation cancellation)
            throws IOException {
        PointComputer computer = new PointComputer(workspace.store(), cancellation, Main.version(), Clock.systemUTC());
        long memoryBytes = Runtime.getRuntime().maxMemory();
        try (LocalExecutor executor = new LocalExecutor(computer, jobs, memoryBytes, this::warn)) {
            return new Runner(
                            workspace.planner(), workspace.store(), executor, cancellation, progress, Clock.systemUTC())
                    .run(new RunOptions(selection, keepGoing));
        }
    }

    private void warn(String notice) {
        spec.commandLine().getErr().println("warning: " + notice);
    }

    /** What cannot be recorded is missed by explanations alone: that does not make a good run a bad one. */
    private void record(Workspace workspace, RunReport report) {
        try {
            new RunRecorder(workspace).record(report);
        } catch (IOException e) {
            warn("this run is not recorded: " + e.getMessage());
        }
    }

    /** The page shows results, it is none: that it cannot be written does not make a good run a bad one, either. */
    private boolean writeReport(Workspace workspace, RunReport report) throws CorruptObjectException {
        try {
            ReportCommand.afterRun(workspace, report, options.resultsFolder());
            return true;
        } catch (CorruptObjectException damaged) {
            throw damaged;
        } catch (IOException e) {
            return withoutPage(report, FileFailure.describe(e));
        } catch (RuntimeException e) {
            return withoutPage(report, String.valueOf(e.getMessage()));
        }
    }

    private boolean withoutPage(RunReport report, String why) {
        warn((report.isComplete() ? "all results are there, but " : "") + "the report cannot be written ('report' tries"
                + " again): " + why);
        return false;
    }

    /** The selected stages that no other selected stage needs: what a reader came for. */
    private static List<StageSpec> finalStages(Selection selection) {
        return selection.stages().stream()
                .filter(stage -> selection.stages().stream()
                        .noneMatch(other -> other.predecessors().contains(stage.name())))
                .toList();
    }

    private RunListener progress() {
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            return new JsonProgress(out());
        }
        if (quiet) {
            return LineProgress.failuresOnly(err);
        }
        if (!verbose && TerminalProgress.isPossible()) {
            return new TerminalProgress(err);
        }
        return verbose ? LineProgress.everything(err) : LineProgress.stages(err);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
