package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.NondeterminismException;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.results.CopyFolder;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.results.ResultsLock;
import org.cb1network.engine.cli.run.RunContent;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.report.Report;
import org.cb1network.engine.report.ReportContent;
import org.cb1network.engine.report.VerificationSection;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.table.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code report}: writes the page of results. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes report.html into the folder of results: figures, comparisons, parameters, times and provenance on one page,"
                        + " from the results in the store. Computes nothing; 'run' also writes it.",
        exitCodeList = {"3:there are no results"})
final class ReportCommand implements Callable<Integer> {

    private static final String PAGE = "page";

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (TaskProgress progress = TaskProgress.doing(spec.commandLine().getErr(), "planning");
                Workspace workspace = Workspace.openForReading(options, remotes, progress::println)) {
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
            long missing = plan.stagesWithoutResults();
            if (missing == plan.stages().size()) {
                progress.println("pipeline: there are no results to report; 'run' computes them");
                return ExitCode.STALE;
            }
            progress.begin("writing " + Report.FILE_NAME);
            ReportContent content = ReportContent.ofPlan(
                    plan,
                    workspace.lastRun(run -> true),
                    workspace.store(),
                    options.resultsFolder(),
                    ProgramCode.version());
            try (ResultsLock locked = ResultsLock.take(options.resultsFolder())) {
                CopyFolder folder = CopyFolder.open(locked.folder(), workspace.store(), workspace.whose());
                makeRoom(folder, locked.folder());
                folder.put(Report.FILE_NAME, page(content));
                folder.finish(ResultsFolder.PAGES);
                folder.movedAside().forEach(moved -> out.println("Another file is now " + moved));
            }
            progress.end();
            out.println("Report: " + ResultsFolder.page(options.resultsFolder()));
            if (missing > 0) {
                out.println("not complete: " + Count.part(missing, plan.stages().size(), "stage", "has", "have")
                        + " no up-to-date results; 'run' computes them");
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    /**
     * Moves a page aside that this program did not write or that was changed since, although the folder may list it; and a verification, which
     * the page would repeat, that is not the listed one.
     */
    private static void makeRoom(CopyFolder folder, Path results) throws IOException {
        folder.moveAsideUnlessListed(VerificationSection.FILE_NAME);
        if (!OwnFile.isReplaceable(ResultsFolder.page(results), Report.MARK)) {
            folder.moveAside(Report.FILE_NAME);
        }
    }

    /**
     * Writes the report at the end of a run. The store keeps the page of each state of the results; a run that computed something
     * creates a new one.
     *
     * @param moved receives a page that this program did not write, after it was moved aside
     * @return the key under which the store keeps the page
     */
    static CacheKey afterRun(Workspace workspace, RunReport run, Path results, RunContent content, Consumer<Path> moved)
            throws IOException {
        Store store = workspace.store();
        CopyFolder folder = CopyFolder.open(results, store, workspace.whose());
        makeRoom(folder, results);
        CacheKey key = state(workspace, run, results).key();
        if (run.computed() > 0 && !store.isReadOnly()) {
            store.setAside(key);
        }
        Optional<Entry> stored = store.find(key);
        if (stored.isPresent()) {
            folder.copy(Report.FILE_NAME, stored.get().output(PAGE));
        } else {
            byte[] page = page(content.get());
            keep(page, key, store);
            folder.put(Report.FILE_NAME, page);
        }
        folder.finish(ResultsFolder.PAGES);
        folder.movedAside().forEach(moved);
        return key;
    }

    private static byte[] page(ReportContent content) throws IOException {
        return new Report(content).page().getBytes(StandardCharsets.UTF_8);
    }

    private static void keep(byte[] page, CacheKey key, Store store) throws IOException {
        if (store.isReadOnly()) {
            return;
        }
        try {
            store.publish(key, EntryDraft.builder().output(PAGE, page).build());
            store.recordUse(List.of(key));
        } catch (NondeterminismException e) {
            // Another process has stored a page of the same results, with the time of its own run.
            return;
        }
    }

    /** Returns everything that a report shows: the pipeline file, its profile, every result, and the last verification. */
    private static KeyPreimage state(Workspace workspace, RunReport run, Path results) throws IOException {
        SortedMap<String, String> state = new TreeMap<>();
        state.put("report of", workspace.pipeline().content().hex());
        state.put("of", workspace.whose());
        state.put("program", workspace.code().programDigest());
        Path verification = results.resolve(VerificationSection.FILE_NAME);
        if (Files.isRegularFile(verification)) {
            state.put("verification", Digest.of(verification).hex());
        }
        for (RunReport.StageReport stage : run.stages()) {
            List<String> shown = new ArrayList<>(List.of(stage.outcome().name()));
            stage.work().ifPresent(work -> shown.add(work.stageKey().digest().hex()));
            stage.results()
                    .ifPresent(found -> found.singles()
                            .values()
                            .forEach(output -> shown.add(output.digest().hex())));
            state.put("stage " + stage.stage(), String.join(" ", shown));
        }
        return new KeyPreimage(state);
    }
}
