package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineFile;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.table.Count;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code log}: lists past runs. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description =
                "Lists the runs of the pipelines in this folder, the latest first, with their profiles and overrides; with"
                        + " --profile, those of that profile.")
final class LogCommand implements Callable<Integer> {

    @Mixin
    PipelineFile pipeline;

    @Option(names = "--profile", paramLabel = "NAME", description = "Only runs of this profile (default: of all).")
    @Nullable
    String profile;

    @Option(
            names = {"-n", "--number"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Number of runs to list (default: ${DEFAULT-VALUE}).")
    int number;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (number < 1) {
            throw new IllegalArgumentException("--number must be at least 1, not " + number);
        }
        try (Stream<RunHistory.Run> runs = new RunHistory(pipeline.historyFolder()).latestFirst(this::isListed)) {
            List<RunHistory.Run> latest = runs.limit(number).toList();
            latest.forEach(run -> out.println(line(run)));
            if (latest.isEmpty()) {
                out.println("no runs " + (profile == null ? "" : "with profile " + profile + " ") + "yet");
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private boolean isListed(RunSettings run) {
        return profile == null || profile.equals(run.profile());
    }

    /** A pipeline file other than the chosen one, a profile other than the default, and overrides are at the end of the line. */
    private String line(RunHistory.Run run) {
        int points =
                run.stages().stream().mapToInt(RunHistory.StageLine::points).sum();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %-7s  %s computed in %.1f s",
                run.started().truncatedTo(ChronoUnit.SECONDS),
                run.outcome(),
                Count.part(run.computed(), points, "point"),
                run.seconds()));
        String file = run.settings().file();
        if (!file.isEmpty() && !file.equals(String.valueOf(pipeline.file.getFileName()))) {
            line.append("  --file ").append(file);
        }
        String ofRun = run.settings().profile();
        if (!ofRun.equals(PipelineReader.DEFAULT_PROFILE)) {
            line.append("  --profile ").append(ofRun);
        }
        run.settings().overrides().forEach(override -> line.append("  -p ").append(override));
        return line.toString();
    }
}
