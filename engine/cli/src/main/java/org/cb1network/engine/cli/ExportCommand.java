package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cb1network.cache.Digest;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.results.OwnFile;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.report.Report;
import org.cb1network.engine.report.ReportContent;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Size;
import org.cb1network.engine.verify.bundle.Bundle;
import org.cb1network.engine.verify.bundle.BundleContent;
import org.cb1network.engine.verify.bundle.BundleFile;
import org.cb1network.engine.verify.bundle.BundleFile.Role;
import org.cb1network.engine.verify.bundle.BundleWriter;
import org.cb1network.engine.verify.lock.Lock;
import org.cb1network.engine.verify.lock.LockReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: packs a bundle for reviewers. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Packs pipeline.lock, report, figures, tables, the pipeline and its data into one zip, described as a Workflow Run"
                        + " RO-Crate and for CODECHECK. 'verify FILE.zip' checks it without computing.",
        exitCodeList = {"3:results are missing or out of date"})
final class ExportCommand implements Callable<Integer> {

    private static final String LICENSE = "LICENSE";

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Parameters(
            paramLabel = "FILE.zip",
            arity = "0..1",
            description = "The file to write (default: PIPELINE-PROFILE.zip in the folder of results).")
    @Nullable
    Path target;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!options.overrides.isEmpty()) {
            throw new IllegalArgumentException(
                    "a bundle contains the results of the pipeline file without overrides; leave out -p");
        }
        try (TaskProgress progress = new TaskProgress(spec.commandLine().getErr(), "files");
                Workspace workspace = Workspace.openForReading(options, remotes, progress::println)) {
            requireLock();
            progress.begin("planning");
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
            long missing = plan.stagesWithoutResults();
            if (missing > 0) {
                progress.println(
                        "pipeline: " + Count.part(missing, plan.stages().size(), "stage", "has", "have")
                                + " no results of " + workspace.whose() + " that are up to date; 'run' computes them");
                return ExitCode.STALE;
            }
            PipelineSpec pipeline = workspace.pipeline();
            Path file = target == null ? options.resultsFolder().resolve(fileName(pipeline)) : target;
            OwnFile.requireReplaceable(file, BundleWriter.MARK, "a bundle");
            OwnFile.requireWritable(file);
            OwnFile.makeFolderOf(file);
            progress.begin("writing " + Report.FILE_NAME);
            BundleContent content = content(workspace, plan);
            int files = content.files().size();
            BundleWriter.write(content, file, share -> progress.update((long) (share * files), files));
            progress.end();
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(
                    Locale.ROOT,
                    "%s: %s, sha-256 %s",
                    file,
                    Size.of(Files.size(file)),
                    Digest.of(file).hex()));
            out.println("'verify " + file + "' checks it.");
            out.flush();
            return ExitCode.OK;
        }
    }

    /** The name of a pipeline is free text; a path must not be in it. */
    private static String fileName(PipelineSpec pipeline) {
        return pipeline.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[.-]+", "") + "-"
                + pipeline.profile() + ".zip";
    }

    private void requireLock() {
        if (!Files.exists(options.lockFile())
                || !LockReader.read(options.lockFile()).profiles().containsKey(options.profile)) {
            throw new IllegalArgumentException("there are no results of the profile '" + options.profile + "' in "
                    + options.lockFile() + ", so the bundle could not be checked; 'verify --update' writes them");
        }
    }

    private BundleContent content(Workspace workspace, Plan plan) throws IOException {
        PipelineSpec pipeline = workspace.pipeline();
        List<BundleFile> files = new ArrayList<>();
        files.add(file(
                options.file, "pipeline.yaml", "The pipeline: model, stages, parameters, profiles", Role.WORKFLOW));
        files.add(file(options.lockFile(), Lock.FILE_NAME, "The expected results, bit by bit", Role.ABOUT));
        if (Files.isRegularFile(options.folder().resolve(LICENSE))) {
            files.add(file(options.folder().resolve(LICENSE), LICENSE, "The licence", Role.ABOUT));
        }
        for (Path data : pipeline.dataFiles().keySet()) {
            String path = options.folder()
                    .relativize(data.toAbsolutePath())
                    .toString()
                    .replace('\\', '/');
            files.add(file(data, path, "Data that the pipeline reads", Role.INPUT));
        }
        // The last run that computed something gives the date of the results.
        Optional<RunHistory.Run> run = workspace.lastRun(last -> last.computed() > 0);
        String page = new Report(ReportContent.ofPlan(
                        plan, run, workspace.store(), options.resultsFolder(), ProgramCode.version()))
                .page();
        byte[] report = page.getBytes(StandardCharsets.UTF_8);
        files.add(new BundleFile("results/" + Report.FILE_NAME, "Everything on one page", Role.RESULT, () -> report));
        for (StagePlan stage : plan.stages()) {
            addResults(stage.results().orElseThrow(), workspace, files);
        }
        Instant published = run.map(RunHistory.Run::started)
                .orElseGet(() -> Clock.systemUTC().instant());
        return new BundleContent(
                pipeline.name(),
                pipeline.description().isEmpty() ? pipeline.name() : pipeline.description(),
                pipeline.profile(),
                ProgramCode.version(),
                run.map(last -> text(last.started())).orElse(""),
                run.map(last -> text(last.started().plusMillis(Math.round(last.seconds() * 1000))))
                        .orElse(""),
                LocalDate.ofInstant(published, ZoneOffset.UTC).toString(),
                files);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static BundleFile file(Path file, String path, String description, Role role) {
        return new BundleFile(path, description, role, () -> Files.readAllBytes(file));
    }

    private static void addResults(StageResults results, Workspace workspace, List<BundleFile> files) {
        StageSpec stage = results.work().stage();
        String folder = results.hasFiles() ? Bundle.FIGURES : Bundle.TABLES;
        for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
            String output = artifact.getKey();
            StoredOutput stored = artifact.getValue();
            boolean figure = results.hasFiles() && !results.isTable(output);
            files.add(new BundleFile(
                    folder + StageResults.fileName(stage, output),
                    description(stage, output),
                    figure ? Role.FIGURE : Role.RESULT,
                    () -> workspace.store().read(stored)));
        }
    }

    private static String description(StageSpec stage, String output) {
        String of = stage.outputs().stream()
                .filter(port -> port.name().equals(output))
                .map(OutputPort::description)
                .findFirst()
                .orElse(output);
        return stage.description().isEmpty() ? of : stage.description() + ": " + of;
    }
}
