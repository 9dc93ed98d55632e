package org.cb1network.stages.science;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.LocalExecutor;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.input.EventSchedule;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stages together, run by the engine with its store: how results flow, and what is not computed twice. All tests
 * share the store of one complete run; each makes its own changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TinyPaperTest {

    private Path folder;
    private Store store;
    private RunReport complete;

    @BeforeAll
    void runAll(@TempDir Path temporary) throws IOException {
        folder = temporary;
        store = Store.open(folder.resolve("store"));
        complete = run();
    }

    @AfterAll
    void closeStore() throws IOException {
        store.close();
    }

    private PipelineSpec read(String... overrides) throws IOException {
        return PipelineReader.read(
                pipeline(),
                folder.resolve("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(overrides),
                StageCatalog.ofThisProgram());
    }

    private RunReport run(String... overrides) throws IOException {
        PipelineSpec pipeline = read(overrides);
        RunReport report = run(pipeline, Selection.all(pipeline));
        assertTrue(report.isComplete(), () -> "failed: " + failures(report));
        return report;
    }

    private RunReport run(PipelineSpec pipeline, Selection selection) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2022-05-24T12:00:00Z"), ZoneOffset.UTC);
        Cancellation cancellation = new Cancellation();
        PointComputer computer = new PointComputer(store, cancellation, "test", clock);
        try (LocalExecutor executor = new LocalExecutor(computer, 2)) {
            return new Runner(
                            new Planner(pipeline, store, new SameCode()), store, executor, cancellation, e -> {}, clock)
                    .run(new RunOptions(selection, true));
        }
    }

    private static byte[] pipeline() throws IOException {
        try (InputStream in = TinyPaperTest.class.getResourceAsStream("tiny-paper.yaml")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Map<String, Object> failures(RunReport report) {
        Map<String, Object> failures = new TreeMap<>();
        report.stages().forEach(stage -> failures.put(stage.stage(), stage.failures()));
        return failures;
    }

    /** Returns the number of points that a run computed, by stage. */
    private static Map<String, Integer> computed(RunReport report) {
        Map<String, Integer> computed = new TreeMap<>();
        report.stages().stream()
                .filter(stage -> stage.computed() > 0)
                .forEach(stage -> computed.put(stage.stage(), stage.computed()));
        return computed;
    }

    private Table table(RunReport report, String stage, String output) throws IOException {
        return Table.read(store.read(report.resultsOf(stage).single(output)));
    }

    private double chosenProbability(RunReport report) throws IOException {
        Table projections = table(report, "model", "projections");
        for (int row = 0; row < projections.rows(); row++) {
            if (projections.text("pre", row).equals("Background")
                    && projections.text("post", row).equals("Exc")) {
                return projections.float64("probability", row);
            }
        }
        throw new AssertionError("no projection Background -> Exc");
    }

    @Test
    void theOptimumOfTheScanIsTheParameterOfTheStagesAfterIt() throws IOException {
        RunReport report = complete;
        double optimum = table(report, "ranking", "optimum").float64("probability", 0);
        assertEquals(optimum, chosenProbability(report));
        RunReport other = run("stages.ranking.with.targets.Exc=200 Hz");
        assertEquals(0.1, table(other, "ranking", "optimum").float64("probability", 0));
        assertEquals(0.1, chosenProbability(other));
    }

    @Test
    void aPublishedValueCanBePinned() throws IOException {
        RunReport report = run("choices.background-to-exc.use=published", "stages.ranking.with.targets.Exc=200 Hz");
        assertEquals(0.05, chosenProbability(report));
    }

    @Test
    void anotherTargetRanksTheScanAgainWithoutASimulation() throws IOException {
        run("choices.background-to-exc.use=published");
        RunReport report = run("choices.background-to-exc.use=published", "stages.ranking.with.targets.Exc=90 Hz");
        assertEquals(Map.of("ranking", 1), computed(report));
    }

    @Test
    void anotherWindowOfTheSttcSimulatesNothing() throws IOException {
        RunReport report = run("stages.sttc.with.window=30 ms");
        assertEquals(Map.of("sttc", 4, "sttc-summary", 1), computed(report));
    }

    @Test
    void oneMoreReplicateRunsOnlyThatOne() throws IOException {
        RunReport report = run("stages.driven.sweep.replicate=1..3");
        Map<String, Integer> computed = computed(report);
        assertEquals(2, computed.get("driven"));
        assertEquals(2, computed.get("sttc"));
        assertEquals(2, computed.get("responses"));
        assertEquals(2, computed.get("membrane"));
        assertEquals(1, computed.get("gain"));
        assertEquals(null, computed.get("scan"));
        assertEquals(null, computed.get("noise"));
        assertArrayEquals(
                new int[] {3, 3}, table(report, "sttc-summary", "summary").int32("replicates"));
    }

    @Test
    void simulationsSharedByTwoStagesRunOnce() throws IOException {
        RunReport report = complete;
        assertEquals(4, computed(report).get("driven"));
        assertEquals(4, computed(report).get("noise"), "of 8 points, those with shared noise are there already");
    }

    @Test
    void independentNoiseGivesDifferentSpikes() throws IOException {
        Table rates = table(complete, "noise", "rates");
        Table shared = rates.where(row -> rates.text("noise", row).equals("shared"));
        Table independent = rates.where(row -> rates.text("noise", row).equals("independent"));
        assertEquals(shared.rows(), independent.rows());
        assertNotEquals(
                List.of(shared.int64("spikes")[0], shared.int64("spikes")[1]),
                List.of(independent.int64("spikes")[0], independent.int64("spikes")[1]));
    }

    @Test
    void summariesHaveTheAxesOfTheSweepTheySummarize() throws IOException {
        RunReport report = complete;
        Table curves = table(report, "gain", "curves");
        assertEquals("condition", curves.schema().columns().get(0).name());
        assertEquals("population", curves.schema().columns().get(1).name());
        assertEquals(2 * 2 * 2, curves.rows(), "conditions, populations, events");
        Table responses = table(report, "responses", "responses");
        assertEquals("replicate", responses.schema().columns().get(1).name());
    }

    @Test
    void aStrongerInputGivesAStrongerResponse() throws IOException {
        Table gains = table(complete, "responses", "gains");
        for (int row = 0; row < gains.rows(); row++) {
            if (gains.text("population", row).equals("Exc")) {
                assertTrue(gains.float64("response_at_largest", row) > gains.float64("response_at_smallest", row));
                assertEquals(1, gains.float64("transfer", row), 1e-12);
            }
        }
    }

    @Test
    void withoutASeedEachReplicateHasTheEventsOfItsNumber() throws IOException {
        RunReport report = complete;
        for (int point = 0; point < 2; point++) {
            Table events = Table.read(store.read(report.resultsOf("random").ofPoint("events", point)));
            List<GaussianEvents.Event> expected =
                    new EventSchedule(20 + point, 200, 1, 4).until(6000).events();
            assertTrue(!expected.isEmpty());
            assertArrayEquals(
                    expected.stream().mapToDouble(GaussianEvents.Event::timeMs).toArray(), events.float64("time"));
            assertArrayEquals(
                    expected.stream()
                            .mapToDouble(GaussianEvents.Event::amplitudeHz)
                            .toArray(),
                    events.float64("amplitude"));
        }
    }

    @Test
    void ratesRecordDurationAndTimeStep() throws IOException {
        Table rates = table(complete, "driven", "rates");
        assertEquals(1000, rates.float64("duration", 0));
        assertEquals(0.1, rates.float64("time_step", 0));
    }

    /** Parameters that make a new key but change no result of this pipeline, each with the reason. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "simulate maximum-rate", "a guard: it decides whether there is a result, not which one",
            "simulate rate-window", "belongs to the guard maximum-rate");

    /**
     * Another value of a parameter is refused, or leaves the key unchanged, or makes the stage fail, or changes the result. Otherwise the
     * parameter would only cost computing time.
     */
    @Test
    void noParameterMakesANewKeyWithoutANewResult() throws IOException {
        Planner planner = new Planner(read(), store, new SameCode());
        Map<String, String> without = new TreeMap<>();
        Set<String> tried = new TreeSet<>();
        for (StagePlan stage : planner.plan(Selection.all(read())).stages()) {
            for (Map.Entry<String, String> ingredient :
                    stage.work().orElseThrow().preimage(0).ingredients().entrySet()) {
                String path = ingredient.getKey().replaceFirst("^" + KeyPreimage.PARAMETER, "");
                String name = stage.stage().type().name() + " " + path;
                Optional<String> other = another(ingredient.getValue());
                boolean own = ingredient.getKey().startsWith(KeyPreimage.PARAMETER) && !path.startsWith("model.");
                if (own && other.isPresent() && tried.add(name)) {
                    String override = "stages." + stage.name() + ".with." + path + "=" + other.get();
                    if (isComputedInVain(stage, override)) {
                        without.put(name, override);
                    }
                }
            }
        }
        assertTrue(tried.size() >= 20, tried.toString());
        without.keySet().removeAll(WITHOUT_EFFECT.keySet());
        assertEquals(Map.of(), without);
    }

    /** Another value of the same kind: a number a little larger, the other of true and false. */
    private static Optional<String> another(String value) {
        Matcher number = Pattern.compile("(-?[0-9.]+(?:E-?[0-9]+)?)( \\S+)?").matcher(value);
        if (value.equals("true") || value.equals("false")) {
            return Optional.of(Boolean.toString(!Boolean.parseBoolean(value)));
        }
        if (!number.matches()) {
            return Optional.empty();
        }
        BigDecimal old = new BigDecimal(number.group(1));
        BigDecimal more = number.group(2) == null || old.signum() == 0
                ? old.add(BigDecimal.ONE)
                : old.multiply(new BigDecimal("1.5"));
        return Optional.of(more.stripTrailingZeros().toPlainString() + Objects.requireNonNullElse(number.group(2), ""));
    }

    private boolean isComputedInVain(StagePlan before, String override) throws IOException {
        PipelineSpec changed;
        try {
            changed = read(override);
        } catch (PipelineException refused) {
            return false;
        }
        CacheKey oldKey = before.work().orElseThrow().key(0);
        Selection selection = Selection.of(changed, List.of(before.name()), List.of(), false);
        RunReport report = run(changed, selection);
        if (!report.isComplete()) {
            return false;
        }
        CacheKey newKey = report.resultsOf(before.name()).work().key(0);
        return !newKey.equals(oldKey) && outputs(newKey).equals(outputs(oldKey));
    }

    private Map<String, Digest> outputs(CacheKey key) {
        Map<String, Digest> digests = new TreeMap<>();
        store.find(key).orElseThrow().outputs().forEach((name, output) -> digests.put(name, output.digest()));
        return digests;
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
