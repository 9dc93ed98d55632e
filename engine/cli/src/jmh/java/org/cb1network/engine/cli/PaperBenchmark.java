package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.table.Table;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole paper from an empty store, and then again with everything cached. Beside the times it prints, for each stage, how
 * long it took from its first point to its last (stages overlap), how many simulated seconds that were and how many passed in
 * a second, and how many points were computed and how many found. Wanted on two cores: {@code paper} in 12 minutes, {@code
 * quick} in 60 seconds; a store below 1 GB.
 *
 * <p>{@code mvn -q -Pbench -pl engine/cli -am verify -Djmh.args="PaperBenchmark -p profile=paper"}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2500m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class PaperBenchmark {

    private static final Path PIPELINE = Path.of("../../pipeline.yaml");
    private static final double MS_PER_S = 1000;

    @Param("quick")
    public String profile;

    private final Map<String, Double> simulatedSeconds = new LinkedHashMap<>();
    private Path folder;

    /** An empty folder on the disk where temporary files are. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Files.createTempDirectory("paper");
    }

    /** Removes the store. */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Computes everything; a run with nothing left to do follows and is told on the console. */
    @Benchmark
    public RunReport fromAnEmptyStore() throws IOException {
        RunReport first = run();
        print(first);
        RunReport second = run();
        System.out.printf(
                Locale.ROOT,
                "once more: %d points computed, %.2f s; the store has %.0f MB%n",
                second.computed(),
                seconds(second.took()),
                bytes() / 1e6);
        return first;
    }

    private RunReport run() throws IOException {
        PipelineSpec pipeline = PipelineReader.read(PIPELINE, profile, List.of(), StageCatalog.ofThisProgram());
        Clock clock = Clock.systemUTC();
        Cancellation cancellation = new Cancellation();
        try (Store store = Store.open(folder.resolve("store"))) {
            PointComputer computer = new PointComputer(store, cancellation, "benchmark", clock);
            try (LocalExecutor executor =
                    new LocalExecutor(computer, Runtime.getRuntime().availableProcessors())) {
                Planner planner = new Planner(pipeline, store, ProgramCode.OF_THIS_PROGRAM);
                RunReport report = new Runner(planner, store, executor, cancellation, event -> {}, clock)
                        .run(new RunOptions(Selection.all(pipeline), false, Map::of));
                simulatedSeconds.clear();
                for (RunReport.StageReport stage : report.stages()) {
                    simulatedSeconds.put(stage.stage(), simulatedSeconds(pipeline, report, stage, store));
                }
                return report;
            }
        }
    }

    /** Simulated time of the points that were computed; 0 for stages that do not simulate. */
    private static double simulatedSeconds(
            PipelineSpec pipeline, RunReport report, RunReport.StageReport stage, Store store) throws IOException {
        if (!pipeline.stage(stage.stage()).type().name().equals("simulate")) {
            return 0;
        }
        Table rates = Table.read(store.read(report.resultsOf(stage.stage()).single("rates")));
        return stage.computed() * rates.float64("duration", 0) / MS_PER_S;
    }

    private void print(RunReport report) {
        String line = "%-32s %8.1f s %9.0f simulated s %6.1f /s %6d computed %6d found%n";
        System.out.println();
        for (RunReport.StageReport stage : report.stages()) {
            double seconds = seconds(stage.took());
            double simulated = simulatedSeconds.getOrDefault(stage.stage(), 0.0);
            System.out.printf(
                    Locale.ROOT,
                    line,
                    stage.stage(),
                    seconds,
                    simulated,
                    seconds == 0 ? 0 : simulated / seconds,
                    stage.computed(),
                    stage.points() - stage.computed());
        }
        double simulated = simulatedSeconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        int points =
                report.stages().stream().mapToInt(RunReport.StageReport::points).sum();
        double seconds = seconds(report.took());
        System.out.printf(
                Locale.ROOT,
                line,
                "all",
                seconds,
                simulated,
                simulated / seconds,
                report.computed(),
                points - report.computed());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MS_PER_S;
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
