package org.cb1network.stages.science;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.runner.run.RunReport;
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

    private TestPipeline pipeline;
    private RunReport complete;

    @BeforeAll
    void runAll(@TempDir Path folder) throws IOException {
        pipeline = new TestPipeline("tiny-paper.yaml", folder);
        complete = pipeline.run();
    }

    @AfterAll
    void closeStore() throws IOException {
        pipeline.close();
    }

    /** Returns the number of points that a run computed, by stage. */
    private static Map<String, Integer> computed(RunReport report) {
        Map<String, Integer> computed = new TreeMap<>();
        report.stages().stream()
                .filter(stage -> stage.computed() > 0)
                .forEach(stage -> computed.put(stage.stage(), stage.computed()));
        return computed;
    }

    private double chosenProbability(RunReport report) throws IOException {
        Table projections = pipeline.table(report, "model", "projections");
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
        double optimum = pipeline.table(report, "ranking", "optimum").float64("probability", 0);
        assertEquals(optimum, chosenProbability(report));
        RunReport other = pipeline.run("stages.ranking.with.targets.Exc=200 Hz");
        assertEquals(0.1, pipeline.table(other, "ranking", "optimum").float64("probability", 0));
        assertEquals(0.1, chosenProbability(other));
    }

    @Test
    void aPublishedValueCanBePinned() throws IOException {
        RunReport report =
                pipeline.run("choices.background-to-exc.use=published", "stages.ranking.with.targets.Exc=200 Hz");
        assertEquals(0.05, chosenProbability(report));
    }

    @Test
    void anotherTargetRanksTheScanAgainWithoutASimulation() throws IOException {
        pipeline.run("choices.background-to-exc.use=published");
        RunReport report =
                pipeline.run("choices.background-to-exc.use=published", "stages.ranking.with.targets.Exc=90 Hz");
        assertEquals(Map.of("ranking", 1), computed(report));
    }

    @Test
    void anotherWindowOfTheSttcSimulatesNothing() throws IOException {
        RunReport report = pipeline.run("stages.sttc.with.window=30 ms");
        assertEquals(Map.of("sttc", 4, "sttc-summary", 1), computed(report));
    }

    @Test
    void oneMoreReplicateRunsOnlyThatOne() throws IOException {
        RunReport report = pipeline.run("stages.driven.sweep.replicate=1..3");
        Map<String, Integer> computed = computed(report);
        assertEquals(2, computed.get("driven"));
        assertEquals(2, computed.get("sttc"));
        assertEquals(2, computed.get("responses"));
        assertEquals(2, computed.get("membrane"));
        assertEquals(1, computed.get("gain"));
        assertEquals(null, computed.get("scan"));
        assertEquals(null, computed.get("noise"));
        assertArrayEquals(
                new int[] {3, 3},
                pipeline.table(report, "sttc-summary", "summary").int32("replicates"));
    }

    @Test
    void simulationsSharedByTwoStagesRunOnce() throws IOException {
        RunReport report = complete;
        assertEquals(4, computed(report).get("driven"));
        assertEquals(4, computed(report).get("noise"), "of 8 points, those with shared noise are there already");
    }

    @Test
    void independentNoiseGivesDifferentSpikes() throws IOException {
        Table rates = pipeline.table(complete, "noise", "rates");
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
        Table curves = pipeline.table(report, "gain", "curves");
        assertEquals("condition", curves.schema().columns().get(0).name());
        assertEquals("population", curves.schema().columns().get(1).name());
        assertEquals(2 * 2 * 2, curves.rows(), "conditions, populations, events");
        Table responses = pipeline.table(report, "responses", "responses");
        assertEquals("replicate", responses.schema().columns().get(1).name());
    }

    @Test
    void aStrongerInputGivesAStrongerResponse() throws IOException {
        Table gains = pipeline.table(complete, "responses", "gains");
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
            Table events =
                    Table.read(pipeline.store().read(report.resultsOf("random").ofPoint("events", point)));
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
        Table rates = pipeline.table(complete, "driven", "rates");
        assertEquals(1000, rates.float64("duration", 0));
        assertEquals(0.1, rates.float64("time_step", 0));
    }
}
