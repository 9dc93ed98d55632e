package org.cb1network.engine.runner.toys;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.run.Slice;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.table.Table;
import org.jspecify.annotations.Nullable;

/** A store, toy stages, and everything needed to run pipelines of them. */
public final class Workbench implements AutoCloseable {

    private final Path folder;
    private @Nullable Store store;
    private final StageCatalog catalog;
    private final ToyCode code = new ToyCode();
    private final Cancellation cancellation = new Cancellation();
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private int jobs = 2;
    private boolean keepGoing;
    private boolean quiet;
    private Duration patience = Duration.ofMinutes(1);
    private Map<String, Double> measured = Map.of();
    private Clock clock = Clock.fixed(Instant.parse("2022-05-24T12:00:00Z"), ZoneOffset.UTC);
    private RunListener listener = event -> {};

    /**
     * Creates a workbench.
     *
     * @param folder becomes the folder of the pipeline; the store is next to it
     */
    public Workbench(Path folder, Stage<?>... stages) {
        this.folder = folder;
        this.catalog = StageCatalog.of(List.of(stages));
    }

    /** Computes the given number of points at a time. */
    public Workbench jobs(int number) {
        jobs = number;
        return this;
    }

    /** Continues after a failure. */
    public Workbench keepGoing() {
        keepGoing = true;
        return this;
    }

    /** Leaves a point to another process that leases it for this time. */
    public Workbench patience(Duration time) {
        patience = time;
        return this;
    }

    /** Uses another clock than the default one, which stands still. */
    public Workbench clock(Clock other) {
        clock = other;
        return this;
    }

    /** Assumes these computing times of points in earlier runs, in seconds by stage. */
    public Workbench measured(Map<String, Double> seconds) {
        measured = seconds;
        return this;
    }

    /** Does not collect events, for very many points. */
    public Workbench quiet() {
        quiet = true;
        return this;
    }

    /** Also passes events to the listener. */
    public Workbench listener(RunListener additional) {
        listener = additional;
        return this;
    }

    /** Returns the store, opened on first use. */
    public synchronized Store store() throws IOException {
        if (store == null) {
            store = Store.open(storeFolder());
        }
        return store;
    }

    public Path storeFolder() {
        return folder.resolve("store");
    }

    public ToyCode code() {
        return code;
    }

    /** Stops the next run, or the current one. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns the events of all runs so far. */
    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** Returns the events of one kind. */
    public <E extends RunEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Reads stages; text without indentation is completed to a pipeline. */
    public PipelineSpec read(String stages, String... overrides) {
        String text = stages.contains("pipeline:")
                ? stages
                : "pipeline: toys\nseed: 7\nstages:\n" + stages.indent(2).stripTrailing() + "\n";
        return PipelineReader.read(
                text.getBytes(StandardCharsets.UTF_8),
                folder.resolve("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(overrides),
                catalog);
    }

    public Planner planner(PipelineSpec pipeline) throws IOException {
        return new Planner(pipeline, store(), code);
    }

    public Plan plan(String stages, String... overrides) throws IOException {
        PipelineSpec pipeline = read(stages, overrides);
        return planner(pipeline).plan(Selection.all(pipeline));
    }

    /** Returns the plan of one stage. */
    public StagePlan plan(String stages, String stage, List<String> overrides) throws IOException {
        return plan(stages, overrides.toArray(String[]::new)).stages().stream()
                .filter(candidate -> candidate.name().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the key of the only point of a stage without predecessors. */
    public CacheKey key(String stages, String stage, String... overrides) throws IOException {
        StageWork work = plan(stages, stage, List.of(overrides)).work().orElseThrow();
        return work.key(0);
    }

    public RunReport run(String stages, String... overrides) throws IOException {
        PipelineSpec pipeline = read(stages, overrides);
        return run(Selection.all(pipeline), pipeline);
    }

    public RunReport run(Selection selection, PipelineSpec pipeline) throws IOException {
        PointComputer computer = new PointComputer(store(), cancellation, "test", clock);
        try (LocalExecutor executor = new LocalExecutor(computer, jobs)) {
            return new Runner(planner(pipeline), store(), executor, cancellation, this::hear, clock)
                    .run(new RunOptions(selection, keepGoing, patience, Slice.WHOLE, () -> measured));
        }
    }

    private void hear(RunEvent event) {
        if (!quiet) {
            events.add(event);
        }
        listener.on(event);
    }

    /** Returns the values in the single table {@code out} of a stage. */
    public double[] values(RunReport report, String stage) throws IOException {
        return table(report, stage).float64("value");
    }

    /** Returns the single table {@code out} of a stage. */
    public Table table(RunReport report, String stage) throws IOException {
        return Table.read(store().read(report.resultsOf(stage).single("out")));
    }

    /** Damages the bytes of an output in the store, wherever they are stored. */
    public void damage(StoredOutput output) throws IOException {
        byte[] content = store().read(output);
        try (Stream<Path> packs = Files.list(storeFolder().resolve("packs"))) {
            for (Path pack : packs.toList()) {
                byte[] bytes = Files.readAllBytes(pack);
                int place = Bytes.indexOf(bytes, content);
                if (place >= 0) {
                    bytes[place + content.length / 2] ^= 1;
                    Files.write(pack, bytes);
                }
            }
        }
    }

    /** Returns the current temporary files of the store. */
    public List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.walk(storeFolder().resolve("tmp"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() throws IOException {
        if (store != null) {
            store.close();
        }
    }
}
