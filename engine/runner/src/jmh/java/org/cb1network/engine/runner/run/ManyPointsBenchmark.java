package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine costs beyond the work of the stages: a sweep of 100,000 points that compute nothing, in a cold JVM with a small
 * heap. Wanted: planning under 3 s, running and storing under 100 s (1 ms each).
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 3, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Thread)
public class ManyPointsBenchmark {

    private static final String STAGES = """
            points: {run: add, sweep: {x: {from: 1, to: 1000, step: 1}, y: {from: 1, to: 100, step: 1}}}
            sum: {run: total, inputs: {in: "${points.out}"}}
            """;

    private Path folder;
    private Workbench bench;

    /** An empty store on the disk where temporary files are. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Files.createTempDirectory("points");
        bench = new Workbench(folder, Toy.add(), Toy.total()).quiet();
    }

    /** Removes the store. */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        bench.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Reads the pipeline, makes all keys, and finds that nothing is cached. */
    @Benchmark
    public Plan plan() throws IOException {
        return bench.plan(STAGES);
    }

    /** Plans, computes, stores and collects. */
    @Benchmark
    public RunReport run() throws IOException {
        return bench.run(STAGES);
    }

    /** Everything once, then again with everything cached: the second is told on the console. */
    @Benchmark
    public List<RunReport> runTwice() throws IOException {
        RunReport first = bench.run(STAGES);
        long start = System.nanoTime();
        RunReport second = bench.run(STAGES);
        System.out.printf("second run: %.2f s%n", (System.nanoTime() - start) / 1e9);
        return List.of(first, second);
    }
}
