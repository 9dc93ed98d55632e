package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.output.RepeatPrinter;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.repeat.ChildStarter;
import org.cb1network.engine.cli.repeat.JvmSetup;
import org.cb1network.engine.cli.repeat.JvmSetups;
import org.cb1network.engine.cli.repeat.RepeatReport;
import org.cb1network.engine.cli.repeat.RepeatSample;
import org.cb1network.engine.cli.repeat.Repetition;
import org.cb1network.engine.cli.workspace.MissingResultsException;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.audit.SampleSize;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs {@code repeat}: chooses points, recomputes them under different conditions, and prints the comparison. */
final class RepeatRun {

    /** Default number of points: one of every stage type, and some more. */
    static final String USUAL_POINTS = "24";

    /** By default, points that took longer are left out. */
    static final double USUAL_LONGEST_SECONDS = 1;

    private static final int MOST_SEEDS = 1_000_000;
    private static final double MILLIS = 1000;

    private final PipelineOptions options;
    private final ScratchOptions scratch;
    private final CommandSpec spec;

    RepeatRun(PipelineOptions options, ScratchOptions scratch, CommandSpec spec) {
        this.options = options;
        this.scratch = scratch;
        this.spec = spec;
    }

    /**
     * Repeats and prints.
     *
     * @param points size of the sample: a number, a percentage such as 1%, or {@code all}
     * @param longest points that took longer, in seconds, are left out
     * @param seed seed of the sample; null for any
     * @param only names of the conditions; all if there are none
     * @param json whether to print JSON lines
     * @return the exit code: {@link ExitCode#CHANGED} if a result differs, {@link ExitCode#NOT_CHECKABLE} if a condition
     *     that is possible here could not be checked
     * @throws IllegalArgumentException if an argument is invalid
     * @throws MissingResultsException if the store has no results to repeat
     */
    int run(String points, double longest, @Nullable Long seed, List<String> only, boolean json) throws IOException {
        if (!(longest > 0)) {
            throw new IllegalArgumentException("--longest must be above 0, not " + longest);
        }
        SampleSize size = size(points);
        List<JvmSetup> conditions = wanted(JvmSetups.here().all(), only);
        PrintWriter out = spec.commandLine().getOut();
        long number = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
        try (Interruption interruption = Interruption.watch();
                Workspace workspace = Workspace.openForReading(options, WarningPrinter.to(spec))) {
            RepeatSample sample = sample(workspace, size, longest, number);
            ChildStarter starter =
                    new ChildStarter(Main.class.getName(), childArguments(), interruption.cancellation());
            RepeatReport report = json
                    ? Repetition.run(
                            starter,
                            workspace.store(),
                            sample,
                            number,
                            conditions,
                            scratch.places(options.storeFolder()),
                            condition -> {})
                    : repeat(starter, workspace.store(), sample, number, conditions);
            if (json) {
                RepeatPrinter.json(report, out);
            } else {
                RepeatPrinter.text(report, out);
            }
            return ExitCode.of(report.verdict());
        }
    }

    /** Repeats and shows the progress, one condition after the other. */
    private RepeatReport repeat(
            ChildStarter starter, Store store, RepeatSample sample, long seed, List<JvmSetup> conditions)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        try (TaskProgress progress = new TaskProgress(spec.commandLine().getErr(), "conditions")) {
            progress.update(0, conditions.size(), conditions.get(0).name());
            return Repetition.run(
                    starter, store, sample, seed, conditions, scratch.places(options.storeFolder()), condition -> {
                        progress.println(condition.condition().name() + ": " + condition.word());
                        int next = done.incrementAndGet();
                        progress.update(
                                next,
                                conditions.size(),
                                next < conditions.size() ? conditions.get(next).name() : "");
                    });
        }
    }

    private static RepeatSample sample(Workspace workspace, SampleSize size, double longest, long seed)
            throws IOException {
        Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()));
        Duration most = Duration.ofMillis((long) (longest * MILLIS));
        RepeatSample sample = RepeatSample.draw(plan, workspace.store(), size, most, seed);
        if (sample.points().isEmpty()) {
            throw new MissingResultsException("the store has no results of points that took at most " + longest
                    + " s: run the pipeline first, or raise --longest");
        }
        return sample;
    }

    private static SampleSize size(String points) {
        try {
            return SampleSize.parse(points);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--points: " + e.getMessage(), e);
        }
    }

    private static List<JvmSetup> wanted(List<JvmSetup> all, List<String> only) {
        List<String> names = all.stream().map(JvmSetup::name).toList();
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

    /** Returns the command of the children, with the options that choose the pipeline and the store. */
    private List<String> childArguments() {
        List<String> arguments = new ArrayList<>(options.arguments());
        arguments.add(0, RepeatPointsCommand.NAME);
        arguments.addAll(
                List.of("--cache-dir", options.storeFolder().toAbsolutePath().toString()));
        return arguments;
    }
}
