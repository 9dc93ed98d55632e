package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.jobs.JobSummary;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.ResultOrigins;
import org.cb1network.engine.table.Count;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: shows whether everything is up to date. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether the results are up to date, and whether the folder of results has them.",
        exitCodeList = {
            "0:without --exit-code, or up to date",
            "3:--exit-code: results are out of date or not in the folder"
        })
final class StatusCommand implements Callable<Integer> {

    private static final int MOST_STAGES = 6;

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Option(names = "--exit-code", description = "Exit with 3 if results are out of date or not in the folder.")
    boolean exitCode;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing; useful with --exit-code.")
    boolean quiet;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
            long stale = plan.stages().stream()
                    .filter(stage -> stage.state() != StagePlan.State.CACHED)
                    .count();
            ResultsFolder.State files =
                    new ResultsFolder(options.resultsFolder(), workspace.store(), workspace.whose()).compare(plan);
            if (!quiet) {
                out.println(
                        stale == 0
                                ? "up to date: " + Count.of(plan.stages().size(), "stage")
                                : "out of date: "
                                        + Count.part(stale, plan.stages().size(), "stage") + "; see 'plan'");
                out.println(options.resultsFolder() + ": " + describe(files, stale == 0, workspace.whose()));
                printJobs(out);
                origins(plan, workspace).forEach(out::println);
                plan.stages().forEach(stage -> printWarnings(stage, out));
            }
            out.flush();
            boolean good = stale == 0 && files.good() == files.files();
            return exitCode && !good ? ExitCode.STALE : ExitCode.OK;
        }
    }

    /** Prints the progress of runs whose workers write to this store. */
    private void printJobs(PrintWriter out) throws IOException {
        Path store = options.storeFolder().toAbsolutePath().normalize();
        for (JobFolder folder : JobFolder.all(options.jobsFolder())) {
            if (folder.read().request().store().equals(store)) {
                JobSummary job = JobSummary.of(folder);
                if (job.isAlive()) {
                    out.println(job.text());
                }
            }
        }
    }

    /**
     * Returns which results were not computed here, by origin; nothing if all were. Without remotes, they need not all
     * be read.
     */
    private static List<String> origins(Plan plan, Workspace workspace) {
        if (workspace.pipeline().remotes().isEmpty()) {
            return List.of();
        }
        List<StageWork> works =
                plan.stages().stream().flatMap(stage -> stage.work().stream()).toList();
        SortedMap<String, List<String>> stages = ResultOrigins.stages(works, workspace.store());
        return stages.keySet().equals(Set.of(ResultOrigins.HERE))
                ? List.of()
                : stages.entrySet().stream()
                        .map(origin -> origin.getKey() + ": " + shortened(origin.getValue()))
                        .toList();
    }

    private static String shortened(List<String> stages) {
        return stages.size() <= MOST_STAGES
                ? String.join(", ", stages)
                : String.join(", ", stages.subList(0, MOST_STAGES)) + " and " + (stages.size() - MOST_STAGES)
                        + " more stages; see the report";
    }

    private static void printWarnings(StagePlan stage, PrintWriter out) {
        if (stage.state() == StagePlan.State.CACHED) {
            List<String> warnings = stage.work().map(StageWork::warnings).orElse(List.of());
            warnings.forEach(warning -> out.println("warning: " + stage.name() + ": " + warning));
        }
    }

    private static String describe(ResultsFolder.State files, boolean complete, String whose) {
        if (files.present() == 0 && files.good() == 0) {
            return files.files() == 0 ? "there are no results yet" : "has no files; 'run' writes them";
        }
        if (files.files() == 0) {
            return "has " + Count.of(files.present(), "file")
                    + ", which cannot be checked: the store has none of the present results of " + whose
                    + "; 'run' computes them";
        }
        if (files.good() < files.files()) {
            return Count.part(files.files() - files.good(), files.files(), "file", "is", "are")
                    + " missing or of other results; 'run' writes them";
        }
        return (complete ? "has these results (" : "has the results of the stages that are up to date (")
                + Count.of(files.files(), "file") + ")";
    }
}
