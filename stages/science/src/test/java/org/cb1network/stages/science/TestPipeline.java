package org.cb1network.stages.science;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.table.Table;

/** Runs a pipeline among the test resources, with changes, in a store of its own. */
final class TestPipeline implements AutoCloseable {

    private final String resource;
    private final Path folder;
    private final Store store;

    TestPipeline(String resource, Path folder) throws IOException {
        this.resource = resource;
        this.folder = folder;
        this.store = Store.open(folder.resolve("store"));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    Store store() {
        return store;
    }

    /** Reads the pipeline with some values replaced. */
    PipelineSpec read(String... overrides) throws IOException {
        return PipelineReader.read(
                bytes(),
                folder.resolve("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(overrides),
                StageCatalog.ofThisProgram());
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = TestPipeline.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Runs all stages with some values replaced; a failure fails the test. */
    RunReport run(String... overrides) throws IOException {
        PipelineSpec pipeline = read(overrides);
        RunReport report = run(pipeline, Selection.all(pipeline));
        assertTrue(report.isComplete(), () -> "failed: " + failures(report));
        return report;
    }

    private static Map<String, Object> failures(RunReport report) {
        Map<String, Object> failures = new TreeMap<>();
        report.stages().forEach(stage -> failures.put(stage.stage(), stage.failures()));
        return failures;
    }

    /** Runs some stages of a variant of the pipeline. */
    RunReport run(PipelineSpec pipeline, Selection selection) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2022-05-24T12:00:00Z"), ZoneOffset.UTC);
        Cancellation cancellation = new Cancellation();
        PointComputer computer = new PointComputer(store, cancellation, "test", clock);
        try (LocalExecutor executor = new LocalExecutor(computer, 2)) {
            return new Runner(planner(pipeline), store, executor, cancellation, e -> {}, clock)
                    .run(new RunOptions(selection, true, Map::of));
        }
    }

    Planner planner(PipelineSpec pipeline) {
        return new Planner(pipeline, store, new SameCode());
    }

    Table table(RunReport report, String stage, String output) throws IOException {
        return Table.read(store.read(report.resultsOf(stage).single(output)));
    }

    /** Code that never changes during a test. */
    private static final class SameCode implements StageCode {
        @Override
        public String digestOf(Stage<?> stage) {
            return fingerprintOf(stage).digest();
        }

        @Override
        public String programDigest() {
            return "same";
        }

        @Override
        public CodeFingerprint fingerprintOf(Stage<?> stage) {
            return new CodeFingerprint(
                    stage.getClass().getName(),
                    new TreeMap<>(),
                    new TreeMap<>(Map.of(stage.type().name(), "same")),
                    new TreeSet<>());
        }
    }
}
