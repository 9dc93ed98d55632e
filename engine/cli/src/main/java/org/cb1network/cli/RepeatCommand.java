package org.cb1network.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.cb1network.cli.repeat.Condition;
import org.cb1network.cli.repeat.ConditionReport;
import org.cb1network.cli.repeat.Conditions;
import org.cb1network.cli.repeat.RepeatPrinter;
import org.cb1network.cli.repeat.RepeatReport;
import org.cb1network.cli.repeat.RepeatSample;
import org.cb1network.cli.repeat.Repetition;
import org.cb1network.cli.repeat.Worker;
import org.cb1network.engine.audit.SampleSize;
import org.cb1network.engine.plan.Plan;
import org.cb1network.engine.plan.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code repeat}: computes points under different conditions and compares the bytes. */
@Command(
        name = "repeat",
        mixinStandardHelpOptions = true,
        description =
                "Computes a sample of points that the store has results of under different conditions (threads, garbage"
                        + " collectors, interpreter, other JDKs), each in a process of its own, and compares the bytes.")
final class RepeatCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 1_000_000;
    private static final double MILLIS = 1000;

    @Mixin
    PipelineOptions options;

    @Option(
            names = "--points",
            paramLabel = "SAMPLE",
            defaultValue = "24",
            description = "How many: a number, a share such as 1%%, or all (default: ${DEFAULT-VALUE}).")
    String points;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description =
                    "Leave out points that took longer when they were computed first (default: ${DEFAULT-VALUE}).")
    double longest;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the sample (default: another each time).")
    @Nullable
    Long seed;

    @Option(
            names = "--conditions",
            paramLabel = "NAME",
            split = ",",
            description = "Only these conditions (default: all).")
    List<String> only = List.of();

    @Option(names = "--json", description = "Print JSON lines.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(longest > 0)) {
            throw new IllegalArgumentException("--longest must be above 0, not " + longest);
        }
        SampleSize size = size();
        Conditions here = Conditions.here();
        List<Condition> conditions = wanted(here.others());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = Interruption.watch()) {
            long number = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
            RepeatSample sample = sample(size, number);
            Worker worker = new Worker(Main.class.getName(), workerArguments(), interruption.cancellation());
            RepeatReport report = Repetition.run(worker, sample, number, here.usual(), conditions, condition -> {
                if (!json) {
                    err.println(condition.condition().name() + ": "
                            + condition.verdict().word());
                    err.flush();
                }
            });
            if (json) {
                RepeatPrinter.json(report, out);
            } else {
                RepeatPrinter.text(report, out);
            }
            return exitCode(report);
        }
    }

    private static int exitCode(RepeatReport report) {
        if (report.has(ConditionReport.Verdict.DIFFERENT)) {
            return ExitCode.DIFFERENT;
        }
        boolean checked = report.has(ConditionReport.Verdict.EQUAL) && !report.has(ConditionReport.Verdict.UNCHECKED);
        return checked ? ExitCode.OK : ExitCode.UNCHECKED;
    }

    private RepeatSample sample(SampleSize size, long number) throws IOException {
        try (Workspace workspace = Workspace.open(options, Warnings.to(spec))) {
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
            Duration most = Duration.ofMillis((long) (longest * MILLIS));
            RepeatSample sample = RepeatSample.draw(plan, workspace.store(), size, most, number);
            if (sample.points().isEmpty()) {
                throw new IllegalArgumentException("the store has no results of points that took at most " + longest
                        + " s: run the pipeline first, or raise --longest");
            }
            return sample;
        }
    }

    private SampleSize size() {
        try {
            return SampleSize.parse(points);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--points: " + e.getMessage(), e);
        }
    }

    private List<Condition> wanted(List<Condition> all) {
        List<String> names = all.stream().map(Condition::name).toList();
        Set<String> unknown = new HashSet<>(only);
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no condition '" + unknown.iterator().next() + "'; there are " + String.join(", ", names));
        }
        return only.isEmpty()
                ? all
                : all.stream()
                        .filter(condition -> only.contains(condition.name()))
                        .toList();
    }

    /** The command of the children, with the options that say which pipeline and which store. */
    private List<String> workerArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                RepeatPointsCommand.NAME,
                "--file",
                options.file.toAbsolutePath().toString(),
                "--profile",
                options.profile,
                "--cache-dir",
                options.storeFolder().toAbsolutePath().toString()));
        for (String override : options.overrides) {
            arguments.addAll(List.of("-p", override));
        }
        return arguments;
    }
}
