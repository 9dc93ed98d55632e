package org.cb1network.engine.cli;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.report.Report;
import org.cb1network.engine.report.ReportContent;
import org.cb1network.engine.report.VerificationSection;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code report}: one page about everything. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes results/report.html: figures, comparisons, parameters, times and provenance on one page,"
                + " from what the store has. Runs nothing; 'run' writes it, too.")
final class ReportCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = Workspace.open(options, Warnings.to(spec))) {
            ReportContent content = ReportContent.ofPlan(
                    plan(workspace), lastRun(workspace), workspace.store(), options.resultsFolder(), Main.version());
            requireReplaceable(file(options.resultsFolder()));
            new Report(content).write("");
            out.println("Report: " + file(options.resultsFolder()));
            out.flush();
            return ExitCode.OK;
        }
    }

    private static void requireReplaceable(Path file) throws IOException {
        OwnFile.requireReplaceable(file, Report.MARK, "a report");
    }

    static Path file(Path results) {
        return results.resolve(Report.FILE_NAME);
    }

    /** Writes the report at the end of a run, unless it stands there already. Returns the digest of the file. */
    static Digest afterRun(Workspace workspace, RunReport run, Path results) throws IOException {
        String state = stateOf(workspace.pipeline(), run, results);
        Path file = file(results);
        if (run.computed() == 0 && Report.isOf(state, file)) {
            return Digest.of(file);
        }
        requireReplaceable(file);
        return new Report(ReportContent.afterRun(plan(workspace), run, workspace.store(), results, Main.version()))
                .write(state);
    }

    /** A digest of what a report shows: the pipeline file, its profile, every result, and the last verification. */
    private static String stateOf(PipelineSpec pipeline, RunReport run, Path results) throws IOException {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putBytes(pipeline.content().bytes()).putUnencodedChars(pipeline.profile());
        hasher.putUnencodedChars(Main.version());
        Path verification = results.resolve(VerificationSection.FILE_NAME);
        if (Files.isRegularFile(verification)) {
            hasher.putBytes(Files.readAllBytes(verification));
        }
        for (RunReport.StageReport stage : run.stages()) {
            hasher.putUnencodedChars(stage.stage())
                    .putUnencodedChars(stage.outcome().name());
            stage.results()
                    .ifPresent(found -> found.singles()
                            .values()
                            .forEach(output ->
                                    hasher.putBytes(output.digest().hex().getBytes(StandardCharsets.UTF_8))));
        }
        return hasher.hash().toString();
    }

    private static Plan plan(Workspace workspace) throws IOException {
        return workspace.planner().plan(Selection.all(workspace.pipeline()));
    }

    private static Optional<RunHistory.Run> lastRun(Workspace workspace) throws IOException {
        PipelineSpec pipeline = workspace.pipeline();
        try (Stream<RunHistory.Run> runs = workspace.history().latestFirst()) {
            return runs.filter(run -> run.pipeline().equals(pipeline.name())
                            && run.profile().equals(pipeline.profile()))
                    .findFirst();
        }
    }
}
