package org.cb1network.engine.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.repeat.ChildStarter;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointOutcome;
import org.cb1network.engine.runner.run.Recomputation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code repeat-points}: the command that {@code repeat} starts under each condition; see {@link ChildStarter} for the
 * protocol.
 */
@Command(
        name = RepeatPointsCommand.NAME,
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Computes the points named on standard input into another store. Used by 'repeat'.",
        exitCodeList = {"129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal"})
final class RepeatPointsCommand implements Callable<Integer> {

    static final String NAME = "repeat-points";

    @Mixin
    PipelineOptions options;

    @Option(names = "--into", required = true, description = "The store that receives the results.")
    Path into;

    @Option(names = "--jobs", defaultValue = "1", description = "Points to compute at a time.")
    int jobs;

    @Spec
    CommandSpec spec;

    private record Asked(String stage, int index) {}

    @Override
    public Integer call() throws IOException {
        Optional<ProcessHandle> starter = ProcessHandle.current().parent();
        PrintWriter out = spec.commandLine().getOut();
        out.println(ChildStarter.JVM + "\t" + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version"));
        out.flush();
        List<Asked> asked = readPoints();
        try (Interruption interruption = Interruption.watch();
                Workspace workspace = Workspace.openForReading(options, WarningPrinter.to(spec));
                Store results = Store.open(into)) {
            if (starter.isPresent()) {
                // It may have been killed, and nobody else reads the results.
                CompletableFuture<Void> unused = starter.get().onExit().thenRun(interruption.cancellation()::request);
            }
            List<PointTask> tasks = tasks(asked, workspace);
            Map<CacheKey, PointOutcome> outcomes = recomputation(workspace, results, interruption.cancellation())
                    .points(tasks, jobs, () -> {});
            for (int i = 0; i < tasks.size(); i++) {
                CacheKey key = tasks.get(i).key();
                out.println(String.join(
                        "\t",
                        ChildStarter.POINT,
                        asked.get(i).stage(),
                        Integer.toString(asked.get(i).index()),
                        key.digest().hex(),
                        problem(outcomes.get(key))));
            }
            out.flush();
            return interruption.cancellation().isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }
    }

    private static Recomputation recomputation(Workspace workspace, Store results, Cancellation cancellation) {
        return new Recomputation(workspace.store(), results, cancellation, ProgramCode.version(), Clock.systemUTC());
    }

    private static List<Asked> readPoints() throws IOException {
        List<Asked> asked = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\t", 2);
            asked.add(new Asked(fields[0], Integer.parseInt(fields[1])));
        }
        return asked;
    }

    private static List<PointTask> tasks(List<Asked> asked, Workspace workspace) throws IOException {
        List<String> stages =
                List.copyOf(new TreeSet<>(asked.stream().map(Asked::stage).toList()));
        Map<String, StageWork> works = new HashMap<>();
        Selection selection = Selection.of(workspace.pipeline(), stages, List.of(), false);
        for (StagePlan stage : workspace.planner().plan(selection).stages()) {
            stage.work().ifPresent(work -> works.put(stage.name(), work));
        }
        List<PointTask> tasks = new ArrayList<>();
        for (Asked point : asked) {
            StageWork work = works.get(point.stage());
            if (work == null) {
                throw new IOException("the inputs of stage '" + point.stage() + "' are not in the store");
            }
            tasks.add(work.task(point.index(), true));
        }
        return tasks;
    }

    /** Returns why a point was not computed, on one line; empty if it was. */
    private static String problem(@Nullable PointOutcome outcome) {
        if (outcome instanceof PointOutcome.Computed) {
            return "";
        }
        String why = outcome instanceof PointOutcome.Failed failed
                ? failed.message()
                : outcome instanceof PointOutcome.StoreFailed failed
                        ? String.valueOf(failed.cause().getMessage())
                        : "it was not computed";
        return why.replaceAll("\\s+", " ");
    }
}
