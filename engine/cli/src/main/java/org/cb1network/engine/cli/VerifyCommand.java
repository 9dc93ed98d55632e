package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.RunProgress;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.results.CopyFolder;
import org.cb1network.engine.cli.results.FileFailure;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.results.ResultsLock;
import org.cb1network.engine.cli.run.BeforeRun;
import org.cb1network.engine.cli.run.ComputeOptions;
import org.cb1network.engine.cli.workspace.NearbyResults;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.report.VerificationSection;
import org.cb1network.engine.runner.job.WorkerScript;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.ResultOrigins;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.StoredBytes;
import org.cb1network.engine.verify.Verification;
import org.cb1network.engine.verify.Verifier;
import org.cb1network.engine.verify.bundle.Bundle;
import org.cb1network.engine.verify.lock.Lock;
import org.cb1network.engine.verify.lock.LockReader;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.output.JUnitXml;
import org.cb1network.engine.verify.output.VerificationJson;
import org.cb1network.engine.verify.output.VerificationText;
import org.cb1network.engine.verify.result.Results;
import org.cb1network.engine.verify.result.RunResults;
import org.cb1network.engine.verify.result.Snapshot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: compares results with {@code pipeline.lock}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Computes everything in an empty store and compares the results with pipeline.lock: bytes, tables, the numbers of"
                        + " figures, published values, claims, pictures. With BUNDLE, checks a bundle made by 'export' and computes nothing.",
        exitCodeList = {
            "0:everything is reproduced, or differs within a stated tolerance",
            "1:a stage failed",
            "3:--repeat: there are no results to repeat",
            "4:something has changed",
            "5:nothing has changed, but not everything could be checked",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal"
        })
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Mixin
    ScratchOptions scratch;

    @Parameters(
            paramLabel = "BUNDLE",
            arity = "0..1",
            description = "A zip file made by 'export', which is checked instead of a computation.")
    @Nullable
    Path bundle;

    @Option(
            names = "--cached",
            description = "Use the results in the store after checking their bytes; compute only what is missing.")
    boolean cached;

    @Option(names = "--update", description = "Show the differences, then rewrite pipeline.lock for this profile.")
    boolean update;

    @Option(
            names = "--repeat",
            arity = "0..1",
            paramLabel = "SAMPLE",
            fallbackValue = RepeatRun.USUAL_POINTS,
            description =
                    "Instead of comparing with the lock, recompute a sample of the stored points with other threads, collectors,"
                            + " compilers and JDKs, and compare the bytes (a number or a percentage; default ${FALLBACK-VALUE}). See 'repeat'.")
    @Nullable
    String repeat;

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description =
                    "Another place that has the locked results, to show where others differ: a folder of results, a checkout"
                            + " with a store, or a bundle. May be repeated.")
    List<Path> against = List.of();

    @Mixin
    ComputeOptions compute;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the result as JUnit XML.")
    @Nullable
    Path junit;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        if (repeat != null) {
            return new RepeatRun(options, scratch, spec)
                    .run(repeat, RepeatRun.USUAL_LONGEST_SECONDS, null, List.of(), json);
        }
        Optional<Lock> lock = lock();
        if (bundle != null) {
            return verifyBundle(bundle, lock);
        }
        if (!update && lock.map(known -> known.profiles().get(options.profile)).isEmpty()) {
            return nothingToCompareWith(lock);
        }
        return cached ? verifyStore(lock) : verifyAnew(lock);
    }

    private Optional<Lock> lock() throws IOException {
        return Files.exists(options.lockFile()) ? Optional.of(LockReader.read(options.lockFile())) : Optional.empty();
    }

    private int nothingToCompareWith(Optional<Lock> lock) throws IOException {
        // A slip in the name of the file or of the profile must not lead to an update of the lock.
        Workspace.read(options);
        String problem = "nothing can be checked: "
                + (lock.isEmpty() ? "there is no " : "no results of the profile '" + options.profile + "' are in ")
                + options.lockFile() + "; 'verify --update' writes them";
        spec.commandLine().getErr().println("pipeline: " + problem);
        if (json || junit != null) {
            Check check = new Check(Level.BYTES, Lock.FILE_NAME, Verdict.NOT_CHECKABLE, 0, problem);
            print(
                    new Verification(
                            "Results of profile " + options.profile + ".", options.profile, List.of(check), List.of()),
                    "");
        }
        return ExitCode.NOT_CHECKABLE;
    }

    private int verifyBundle(Path file, Optional<Lock> lock) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    Files.isDirectory(file)
                            ? file + " is a folder; name a zip file made by 'export'"
                            : "there is no file " + file);
        }
        try (Bundle opened = open(file);
                NearbyResults references = new NearbyResults(options, against, spec)) {
            Optional<Lock> own = lock.filter(known -> known.pipeline().equals(opened.pipeline()));
            Verification verification;
            try (TaskProgress progress = comparing()) {
                verification = opened.verify(own, references, progress::update);
            }
            return print(verification, "");
        }
    }

    private Bundle open(Path file) throws IOException {
        try (TaskProgress progress = compute.task(spec.commandLine().getErr(), json, "files")) {
            return Bundle.open(file, progress::update);
        }
    }

    private void checkOptions() throws IOException {
        if (junit != null) {
            OwnFile.requireReplaceable(junit, JUnitXml.MARK, "a JUnit file");
            OwnFile.requireWritable(junit);
        }
        if (repeat != null && (bundle != null || cached || update || junit != null || !against.isEmpty())) {
            throw new IllegalArgumentException(
                    "--repeat does not compare with the lock; leave out --cached, --update, --against, --junit and the bundle");
        }
        if (bundle != null && (cached || update)) {
            throw new IllegalArgumentException(
                    "a bundle is checked as it is; leave out " + (update ? "--update" : "--cached"));
        }
        NearbyResults.requireReadable(against, spec);
        compute.check();
        scratch.requirePlace();
        if (remotes.remote != null && !cached) {
            throw new IllegalArgumentException(
                    "without --cached, 'verify' takes no results from a remote; add --cached, or leave out --remote");
        }
        if (update && !options.overrides.isEmpty()) {
            throw new IllegalArgumentException(
                    "--update locks the results of the pipeline file as it is; leave out -p, or change the file");
        }
    }

    /** Computes in an empty store, which is kept only if something differs and there is a result to inspect. */
    private int verifyAnew(Optional<Lock> lock) throws IOException {
        options.requirePlaces();
        NearbyResults.requireReadableStore(options.storeFolder(), spec);
        // After Ctrl-C the JVM waits for this only as long as the interruption is watched.
        try (Interruption interruption = Interruption.watch();
                ScratchFolder computed = ScratchFolder.create(scratch.places(options.storeFolder()))) {
            int exit;
            boolean hasResults;
            try (Workspace workspace = Workspace.open(options, computed.store(), WarningPrinter.to(spec))) {
                exit = verify(workspace, interruption.cancellation(), lock);
                hasResults = workspace.store().statistics().entries() > 0;
            }
            if (exit != ExitCode.OK && exit != ExitCode.INTERRUPTED && hasResults) {
                Path kept = computed.keep();
                PrintWriter err = spec.commandLine().getErr();
                err.println("The computed results are kept in " + kept
                        + ". Delete that folder when you have inspected them with");
                err.println("  " + showCommand(kept.resolve("store")));
                err.flush();
            }
            return exit;
        }
    }

    /** Returns the command that shows a result in a store, to be pasted into a shell. */
    private String showCommand(Path store) {
        List<String> words = new ArrayList<>(List.of("show", "STAGE.OUTPUT", "--cache-dir", store.toString()));
        words.addAll(options.arguments());
        return words.stream().map(WorkerScript::quote).collect(Collectors.joining(" "));
    }

    private int verifyStore(Optional<Lock> lock) throws IOException {
        try (Interruption interruption = Interruption.watch();
                Workspace workspace =
                        Workspace.open(options, WarningPrinter.to(spec)).withRemotes(options, remotes, spec)) {
            return verify(workspace, interruption.cancellation(), lock);
        }
    }

    /**
     * Checks that a lock belongs to this pipeline, because a lock of another one must be neither compared nor replaced.
     */
    private void requireOwn(Optional<Lock> lock, String pipeline) {
        if (lock.isPresent() && !lock.get().pipeline().equals(pipeline)) {
            throw new IllegalArgumentException(options.lockFile() + " has the results of the pipeline '"
                    + lock.get().pipeline() + "', not of '" + pipeline
                    + "'; if the pipeline was renamed, write its new name into the lock, else move the lock away");
        }
    }

    private int verify(Workspace workspace, Cancellation cancellation, Optional<Lock> lock) throws IOException {
        requireOwn(lock, workspace.pipeline().name());
        RunReport report = run(workspace, cancellation);
        if (report.cancelled()) {
            return ExitCode.INTERRUPTED;
        }
        if (!report.isComplete()) {
            return ExitCode.STAGE_FAILED;
        }
        Results results = RunResults.of(workspace.pipeline(), report, workspace.store(), ProgramCode.version());
        String subject = subject(workspace, report);
        List<Check> damaged = cached ? damaged(results, cancellation) : List.of();
        if (!damaged.isEmpty()) {
            return tell(
                    new Verification(
                            subject,
                            results.profile(),
                            damaged,
                            List.of(
                                    "The store is damaged: 'doctor', then 'run' computes anew what is lost. Nothing else was compared.")),
                    workspace,
                    results);
        }
        Optional<LockedProfile> locked = lock.map(known -> known.profiles().get(results.profile()));
        int exit = ExitCode.OK;
        if (locked.isPresent()) {
            Verification verification;
            try (NearbyResults references = new NearbyResults(options, against, spec);
                    TaskProgress progress = comparing()) {
                verification = Verifier.verify(
                        subject,
                        locked.get(),
                        results,
                        references,
                        Optional.of(options.resultsFolder().resolve(ResultsFolder.DIFFERENCES)),
                        progress.stoppedBy(cancellation));
            }
            exit = tell(withImports(verification, report, workspace), workspace, results);
        }
        return update ? update(workspace, results) : exit;
    }

    /** Names the results that were not computed here: they may equal the lock, but were not recomputed. */
    private static Verification withImports(Verification verification, RunReport report, Workspace workspace) {
        List<StageWork> works =
                report.stages().stream().flatMap(stage -> stage.work().stream()).toList();
        SortedMap<String, List<String>> stages = ResultOrigins.stages(works, workspace.store());
        stages.remove(ResultOrigins.HERE);
        List<String> notes = new ArrayList<>(verification.notes());
        stages.forEach((origin, names) ->
                notes.add("Not verified, but compared as they are; " + origin + ": " + String.join(", ", names) + "."));
        return new Verification(verification.subject(), verification.profile(), verification.checks(), notes);
    }

    private List<Check> damaged(Results results, Cancellation cancellation) throws IOException {
        try (TaskProgress progress = comparing()) {
            return StoredBytes.damaged(results, progress.stoppedBy(cancellation));
        }
    }

    private TaskProgress comparing() {
        return compute.task(spec.commandLine().getErr(), json, "results");
    }

    private int update(Workspace workspace, Results results) throws IOException {
        String name = workspace.pipeline().name();
        // Read again: the results of another profile may have been locked meanwhile.
        Optional<Lock> before = lock();
        requireOwn(before, name);
        before.orElseGet(() -> new Lock(name, new TreeMap<>()))
                .with(results.profile(), Snapshot.of(results))
                .write(options.lockFile());
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(options.lockFile() + ": the results of profile " + results.profile() + " are locked");
        }
        out.flush();
        return ExitCode.OK;
    }

    private String subject(Workspace workspace, RunReport report) {
        int points =
                report.stages().stream().mapToInt(RunReport.StageReport::points).sum();
        String how = cached
                ? "from the store, " + Count.part(report.computed(), points, "point") + " computed"
                : String.format(
                        Locale.ROOT,
                        "computed in an empty store, %s in %.1f s",
                        Count.of(points, "point"),
                        report.took().toMillis() / 1000.0);
        return "Results of " + workspace.pipeline().name()
                + workspace.settings().variant() + ", " + how + ".";
    }

    /** Prints the result, and keeps it for the report if there are no overrides. */
    private int tell(Verification verification, Workspace workspace, Results results) throws IOException {
        if (options.overrides.isEmpty()) {
            keep(verification, workspace, results);
        }
        return print(verification, results.state());
    }

    /** Saves the result for the report. If that fails, the result is still printed. */
    private void keep(Verification verification, Workspace workspace, Results results) {
        try {
            try (ResultsLock locked = ResultsLock.take(options.resultsFolder())) {
                CopyFolder folder = CopyFolder.open(locked.folder(), workspace.store(), workspace.whose());
                folder.put(
                        VerificationSection.FILE_NAME,
                        VerificationJson.of(dated(verification, results.state()))
                                .getBytes(StandardCharsets.UTF_8));
                folder.finish(ResultsFolder.PAGES);
                folder.movedAside()
                        .forEach(moved -> spec.commandLine()
                                .getErr()
                                .println("warning: another " + VerificationSection.FILE_NAME + " is now " + moved));
            }
        } catch (IOException e) {
            spec.commandLine().getErr().println("warning: the report will not show this: " + FileFailure.describe(e));
        }
    }

    private static VerificationJson.Dated dated(Verification verification, String state) {
        return new VerificationJson.Dated(
                verification,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                state);
    }

    private int print(Verification verification, String state) throws IOException {
        if (junit != null) {
            OwnFile.makeFolderOf(junit);
            WholeFile.write(junit, JUnitXml.of(verification).getBytes(StandardCharsets.UTF_8));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(VerificationJson.of(dated(verification, state)));
        } else if (compute.quiet) {
            out.println(VerificationText.conclusion(verification));
        } else {
            out.print(VerificationText.of(verification, compute.verbose));
        }
        out.flush();
        return ExitCode.of(verification.verdict());
    }

    private RunReport run(Workspace workspace, Cancellation cancellation) throws IOException {
        String whenStopped = cached ? "what is finished is kept" : "nothing is kept; the next 'verify' starts over";
        PrintWriter err = spec.commandLine().getErr();
        try (RunProgress progress = compute.progress(err, json, whenStopped, "")) {
            Selection all = Selection.all(workspace.pipeline()).checked();
            Consumer<String> notices = WarningPrinter.ofNotices(progress::println);
            if (cached) {
                // What waits may have its results in the store, and then nothing is missing.
                BeforeRun.warn(workspace, all, notices);
            } else {
                BeforeRun.require(workspace, all, "");
            }
            return compute.compute(workspace, all, false, progress, cancellation, notices);
        }
    }
}
