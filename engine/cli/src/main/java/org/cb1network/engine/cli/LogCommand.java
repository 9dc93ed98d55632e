package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.spec.read.PipelineReader;
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
    PipelineOptions options;

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
        try (Stream<RunHistory.Run> runs = new RunHistory(options.historyFolder()).latestFirst(this::isListed)) {
            List<RunHistory.Run> latest = runs.limit(number).toList();
            latest.forEach(run -> out.println(line(run)));
            if (latest.isEmpty()) {
                out.println("no runs yet" + RunSettings.variant(options.profile, List.of()));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private boolean isListed(RunSettings run) {
        return options.profile.equals(PipelineReader.DEFAULT_PROFILE) || options.profile.equals(run.profile());
    }

    /** A pipeline file other than the chosen one, a profile other than the default, and overrides are at the end of the line. */
    private String line(RunHistory.Run run) {
        int points =
                run.stages().stream().mapToInt(RunHistory.StageLine::points).sum();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %-7s  %d of %d points computed in %.1f s",
                run.started().truncatedTo(ChronoUnit.SECONDS),
                run.outcome(),
                run.computed(),
                points,
                run.seconds()));
        String file = run.settings().file();
        if (!file.isEmpty() && !file.equals(options.settings().file())) {
            line.append("  --file ").append(file);
        }
        String profile = run.settings().profile();
        if (!profile.equals(PipelineReader.DEFAULT_PROFILE)) {
            line.append("  --profile ").append(profile);
        }
        run.settings().overrides().forEach(override -> line.append("  -p ").append(override));
        return line.toString();
    }
}
