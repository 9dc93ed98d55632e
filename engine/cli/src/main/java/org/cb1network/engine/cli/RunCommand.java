package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.engine.cli.jobs.ExecutorOptions;
import org.cb1network.engine.cli.jobs.JobRun;
import org.cb1network.engine.cli.output.AuditPrinter;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.JsonProgress;
import org.cb1network.engine.cli.progress.RunProgress;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.results.FileFailure;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.results.ResultsLock;
import org.cb1network.engine.cli.run.AuditOptions;
import org.cb1network.engine.cli.run.BeforeRun;
import org.cb1network.engine.cli.run.ComputeOptions;
import org.cb1network.engine.cli.run.Conclusion;
import org.cb1network.engine.cli.run.DataFileFailures;
import org.cb1network.engine.cli.run.PlanPrinter;
import org.cb1network.engine.cli.run.RunContent;
import org.cb1network.engine.cli.run.RunEntry;
import org.cb1network.engine.cli.run.RunRecorder;
import org.cb1network.engine.cli.run.RunRequest;
import org.cb1network.engine.cli.workspace.Leftovers;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.report.Report;
import org.cb1network.engine.runner.audit.CacheHits;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.ExecutorSettings;
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
        description = "Computes what is missing, and says what the results show and where they are.",
        exitCodeList = {
            "0:all results are there",
            "1:a stage failed",
            "4:--audit: a result in the store is not what is computed",
            "5:--audit: something could not be checked",
            "8:workers of an earlier run still compute with another version",
            "9:a scheduler cannot be used, or gives no workers",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal; 'run' continues from there"
        })
final class RunCommand implements Callable<Integer> {

    /** Maximum number of repetitions of a run because results turn out to be damaged when they are copied. */
    private static final int MOST_REPAIRS = 10;

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Mixin
    ScratchOptions scratch;

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "Only these stages and what they need.")
    List<String> targets = List.of();

    @Mixin
    ComputeOptions compute;

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
            description =
                    "Only say what would be done; like the command 'plan'; with workers, what would be submitted.")
    boolean dryRun;

    @Mixin
    ExecutorOptions executor;

    @Mixin
    AuditOptions audit;

    @Option(names = "--json", description = "Print events as JSON lines.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        compute.check();
        audit.check(dryRun);
        scratch.requirePlace();
        return dryRun ? plan() : run();
    }

    private List<String> wanted() {
        return Stream.concat(targets.stream(), until.stream()).toList();
    }

    private int plan() throws IOException {
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            Selection selection =
                    Selection.of(workspace.pipeline(), wanted(), from, force).checked();
            Plan plan = workspace.planner().plan(selection);
            BeforeRun.warn(plan, this::warn);
            if (usesWorkers(workspace)) {
                out().print(jobRun(workspace, selection, notice -> {}).describe(plan));
                out().flush();
                return ExitCode.OK;
            }
            return new PlanPrinter(workspace, out()).print(plan, compute.jobs, json);
        }
    }

    private int run() throws IOException {
        // Results are copied at the end, after hours of work.
        FileFailure.requirePlaceOfFolder(options.resultsFolder());
        PrintWriter err = spec.commandLine().getErr();
        DataFileFailures dataFiles = new DataFileFailures();
        String whenFailed = keepGoing ? "" : "-k computes what does not depend on failures";
        try (RunProgress progress = compute.progress(err, json, "'run' continues from there", whenFailed);
                Interruption interruption = Interruption.watch();
                Workspace workspace = Workspace.open(options, WarningPrinter.to(progress::println))
                        .withRemotes(options, remotes, WarningPrinter.ofNotices(progress::println))) {
            JsonProgress events = new JsonProgress(out());
            CacheHits hits = new CacheHits(json ? events : progress);
            Selection selection =
                    Selection.of(workspace.pipeline(), wanted(), from, force).checked();
            RunListener listener = event -> {
                dataFiles.on(event);
                hits.on(event);
                if (event instanceof RunEvent.RunAborted aborted) {
                    recordAborted(workspace, aborted.report());
                }
            };
            for (int repairs = 0; ; repairs++) {
                try {
                    Optional<RunReport> ended = computeSomewhere(
                            workspace, selection, listener, interruption.cancellation(), progress, repairs);
                    if (ended.isEmpty()) {
                        return ExitCode.OK;
                    }
                    RunReport report = ended.get();
                    boolean copied = false;
                    try {
                        finish(report, workspace, selection, interruption.cancellation());
                        copied = true;
                    } finally {
                        events.finish(copied);
                    }
                    return conclude(report, workspace, dataFiles, hits, interruption.cancellation());
                } catch (CorruptObjectException e) {
                    // Copying reads results in full. Damaged ones count as missing from now on.
                    if (repairs == MOST_REPAIRS) {
                        throw e;
                    }
                    warn(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Records a run, copies its results, and prints a conclusion. */
    private void finish(RunReport report, Workspace workspace, Selection selection, Cancellation cancellation)
            throws IOException {
        Optional<RunHistory.Run> before = report.computed() > 0 ? workspace.lastCompleteRun() : Optional.empty();
        ResultsFolder results = new ResultsFolder(options.resultsFolder(), workspace.store(), workspace.whose());
        RunContent content = new RunContent(workspace, report, options.resultsFolder());
        Optional<String> identity;
        Optional<CacheKey> page;
        try (TaskProgress progress = compute.task(spec.commandLine().getErr(), json, "stages copied")) {
            progress.begin("recording the run");
            identity = record(workspace, report);
            Leftovers.remove(options, scratch);
            if (report.cancelled()) {
                return;
            }
            progress.begin("waiting for another command that writes " + options.resultsFolder());
            try (ResultsLock locked = ResultsLock.take(options.resultsFolder())) {
                results.export(report, workspace.pipeline(), progress.stoppedBy(cancellation))
                        .forEach(this::warnOfMove);
                cancellation.check();
                progress.begin("writing " + Report.FILE_NAME);
                page = writeReport(workspace, report, locked.folder(), content);
            }
        }
        if (report.isComplete()
                && page.isPresent()
                && from.isEmpty()
                && identity.isPresent()
                && workspace.pipeline().isDeterminedByFiles()
                && hasNoWarnings(report)) {
            remember(RunEntry.of(workspace, report, page.get(), identity.get()), workspace, results);
        }
        if (report.isComplete() && !json && !compute.quiet) {
            if (compute.verbose) {
                results.show(finalStages(selection), report, out());
            }
            tell(report, content, before, page.isPresent());
        }
    }

    /**
     * Returns whether a run has no warnings. A run with warnings is planned again each time, because it has to show
     * them.
     */
    private static boolean hasNoWarnings(RunReport report) {
        return report.results().values().stream()
                .allMatch(results -> results.work().warnings().isEmpty());
    }

    /** Stores a record of the run. Without it the next run is only slower. */
    private void remember(RunEntry run, Workspace workspace, ResultsFolder results) {
        try {
            RunRequest.of(options, wanted(), workspace.pipeline().content()).remember(run, workspace.store(), results);
        } catch (IOException e) {
            warn("the store does not remember this run: " + FileFailure.describe(e));
        }
    }

    /** Prints the conclusion or, if the run computed nothing, where the results are. */
    private void tell(RunReport report, RunContent content, Optional<RunHistory.Run> before, boolean reported)
            throws IOException {
        Conclusion conclusion = new Conclusion(report, out());
        if (report.computed() > 0 || compute.verbose) {
            conclusion.verdicts(content.get());
            if (options.overrides.isEmpty()) {
                conclusion.agreement(options.lockFile(), options.profile);
            }
            before.ifPresent(conclusion::changes);
        }
        boolean withFigures = report.results().values().stream().anyMatch(StageResults::hasFiles);
        ResultsFolder.tellPlaces(options.resultsFolder(), withFigures, reported, out());
        out().flush();
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
                    : AuditPrinter.text(spec.commandLine().getErr(), compute.quiet);
            try (TaskProgress progress = compute.task(spec.commandLine().getErr(), json, "results")) {
                return audit.run(
                        workspace,
                        hits,
                        report,
                        compute.jobs,
                        cancellation,
                        printer,
                        progress,
                        scratch.places(options.storeFolder()));
            }
        }
        return ExitCode.OK;
    }

    private boolean usesWorkers(Workspace workspace) {
        ExecutorSettings.Kind kind = executor.kind(workspace.pipeline().executors());
        executor.check(kind, force);
        return kind != ExecutorSettings.Kind.LOCAL;
    }

    private JobRun jobRun(Workspace workspace, Selection selection, Consumer<String> notices) {
        RunOptions run = new RunOptions(selection, keepGoing, workspace::secondsOfPoints);
        return new JobRun(workspace, options, executor, wanted(), from, run, notices);
    }

    /**
     * Computes with workers or, if none are requested or there is too little work, in this process; empty if the user
     * does not wait for the workers.
     */
    private Optional<RunReport> computeSomewhere(
            Workspace workspace,
            Selection selection,
            RunListener listener,
            Cancellation cancellation,
            RunProgress progress,
            int repairs)
            throws IOException {
        Consumer<String> notices = WarningPrinter.ofNotices(progress::println);
        BeforeRun.requireWritableResults(workspace, selection, options.resultsFolder());
        if (usesWorkers(workspace) && repairs == 0) {
            JobRun run = jobRun(workspace, selection, progress::println);
            Plan plan = workspace.planner().plan(selection);
            // Workers have no remotes and no credentials, so results of remotes must be in the store before they start.
            plan.stages()
                    .forEach(stage ->
                            stage.work().ifPresent(work -> workspace.store().fetch(work.allKeys())));
            if (!plan.isComplete() && !run.isLittle(plan)) {
                BeforeRun.warn(plan, notices);
                return run.compute(plan, listener, cancellation);
            }
            if (!plan.isComplete()) {
                progress.println("less than a minute of work: it is computed here; --workers N starts workers anyway");
            }
        }
        if (keepGoing) {
            BeforeRun.warn(workspace, selection, notices);
        } else {
            BeforeRun.require(workspace, selection, "'run -k' computes what does not need it");
        }
        return Optional.of(compute.compute(workspace, selection, keepGoing, listener, cancellation, notices));
    }

    private void warnOfMove(Path moved) {
        warn("a result needs the name of a file that this program did not write; that file is now " + moved);
    }

    private void warn(String notice) {
        WarningPrinter.ofNotices(spec).accept(notice);
    }

    /** Records the run. Only explanations need the record, so a failure to write it does not fail the run. */
    private Optional<String> record(Workspace workspace, RunReport report) {
        try {
            return Optional.of(new RunRecorder(workspace).record(report));
        } catch (IOException e) {
            warn("this run is not recorded: " + FileFailure.describe(e));
            return Optional.empty();
        }
    }

    private void recordAborted(Workspace workspace, RunReport report) {
        try {
            new RunRecorder(workspace).recordAborted(report);
        } catch (IOException e) {
            warn("this run is not recorded: " + FileFailure.describe(e));
        }
    }

    /** Writes the report. It is not a result, so a failure to write it does not fail the run. */
    private Optional<CacheKey> writeReport(Workspace workspace, RunReport report, Path folder, RunContent content)
            throws CorruptObjectException {
        try {
            return Optional.of(ReportCommand.afterRun(workspace, report, folder, content, this::warnOfMove));
        } catch (CorruptObjectException damaged) {
            throw damaged;
        } catch (IOException e) {
            return withoutPage(report, FileFailure.describe(e));
        } catch (RuntimeException e) {
            return withoutPage(report, String.valueOf(e.getMessage()));
        }
    }

    private Optional<CacheKey> withoutPage(RunReport report, String why) {
        warn((report.isComplete() ? "all results are there, but " : "") + "the report cannot be written ('report' tries"
                + " again): " + why);
        return Optional.empty();
    }

    /** Returns the selected stages that no other selected stage needs: the final results. */
    private static List<StageSpec> finalStages(Selection selection) {
        return selection.stages().stream()
                .filter(stage -> selection.stages().stream()
                        .noneMatch(other -> other.predecessors().contains(stage.name())))
                .toList();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
