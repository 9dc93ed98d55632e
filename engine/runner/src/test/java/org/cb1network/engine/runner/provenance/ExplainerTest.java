package org.cb1network.engine.runner.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

    private static final String STAGES = """
            a: {run: add, sweep: {x: [1, 2, 3]}, with: {time: 5 ms}}
            b: {run: total, inputs: {in: "${a.out}"}}
            c: {run: draw}
            """;

    private static final RunSettings SETTINGS = new RunSettings("pipeline.yaml", "toys", "paper", List.of());

    @TempDir
    private Path folder;

    private Workbench bench;
    private RunHistory history;
    private int runs;

    @BeforeEach
    void open() {
        Toy add = Toy.source("add", (parameters, context) -> {
            if (parameters.x() == 13) {
                throw new IOException("no such floor");
            }
            Toy.write(context, parameters.x());
        });
        bench = new Workbench(folder, add, Toy.total(), Toy.seeded("draw", (parameters, context) -> {})).keepGoing();
        history = new RunHistory(folder.resolve("history"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    /** Runs stages and records the run as the command does. */
    private void run(String stages) throws IOException {
        RunReport report = bench.run(stages);
        CodeArchive archive = new CodeArchive(bench.store());
        List<RunHistory.StageLine> lines = new ArrayList<>();
        for (RunReport.StageReport stage : report.stages()) {
            Map<String, String> keys = new LinkedHashMap<>();
            if (stage.work().isPresent()) {
                StageWork work = stage.work().get();
                archive.save(bench.code().fingerprintOf(work.stage().stage()));
                for (int i = 0; i < work.size(); i++) {
                    if (bench.store().contains(work.key(i))) {
                        keys.put(work.label(i), work.key(i).digest().hex());
                    }
                }
            }
            lines.add(new RunHistory.StageLine(
                    stage.stage(), "", stage.points(), stage.computed(), 1, keys, List.of(), Map.of()));
        }
        Instant started = Instant.EPOCH.plusSeconds(++runs);
        history.add(new RunHistory.Run(started, SETTINGS, "done", 1, lines));
    }

    /** A change without its kind. */
    private record Difference(String text, int points, String example) {}

    private List<Difference> why(String stages, String stage) throws IOException {
        return texts(new Explainer(bench.store(), history, SETTINGS, bench.code())
                .explain(bench.plan(stages, stage, List.of())));
    }

    private static List<Difference> texts(Explainer.Explanation why) {
        return why.differences().stream()
                .map(change -> new Difference(change.text(), change.points(), change.example()))
                .toList();
    }

    @Test
    void aStageThatNeverRanIsReportedAsNew() throws IOException {
        assertEquals(List.of(new Difference("it has not run before", 3, "")), why(STAGES, "a"));
    }

    @Test
    void aWaitingStageNamesItsPredecessors() throws IOException {
        assertEquals(List.of(new Difference("it needs results of a, which run first", 1, "")), why(STAGES, "b"));
    }

    @Test
    void nothingHasChangedForACachedStage() throws IOException {
        run(STAGES);
        assertEquals(
                List.of(new Difference("nothing has changed: every result is in the store", 3, "")), why(STAGES, "a"));
    }

    @Test
    void aChangedParameterIsShownWithBothValues() throws IOException {
        run(STAGES);
        assertEquals(
                List.of(new Difference("parameter time: 5 ms -> 7 ms", 3, "x=1")),
                why(STAGES.replace("5 ms", "7 ms"), "a"));
    }

    @Test
    void newPointsAreCounted() throws IOException {
        run(STAGES);
        assertEquals(
                List.of(new Difference("new in the sweep", 2, "x=0")),
                why(STAGES.replace("[1, 2, 3]", "[0, 1, 2, 3, 4]"), "a"));
    }

    @Test
    void aNarrowerSweepOnlyNeedsCollecting() throws IOException {
        run(STAGES);
        assertEquals(
                List.of(new Difference("its points are in the store, but not collected into one table", 2, "")),
                why(STAGES.replace("[1, 2, 3]", "[1, 2]"), "a"));
    }

    @Test
    void aChangedInputIsNamedWithItsSource() throws IOException {
        run(STAGES);
        String wider = STAGES.replace("[1, 2, 3]", "[1, 2, 3, 4]");
        bench.run("a: " + wider.lines().findFirst().orElseThrow().substring(3));
        assertEquals(List.of(new Difference("input in (${a.out}): its content has changed", 1, "")), why(wider, "b"));
    }

    @Test
    void changedCodeIsNamed() throws IOException {
        run(STAGES);
        bench.code().change("add", "second");
        assertEquals(
                List.of(
                        new Difference("code: library toys:add (second) is used now", 3, "x=1"),
                        new Difference("code: library toys:add (first) is no longer used", 3, "x=1")),
                why(STAGES, "a"));
    }

    @Test
    void aChangedSeedIsNamed() throws IOException {
        String pipeline = "pipeline: toys\nseed: 7\nstages: {c: {run: draw}}\n";
        run(pipeline);
        assertEquals(
                List.of(new Difference("seed: the seed of the pipeline has changed", 1, "")),
                why(pipeline.replace("seed: 7", "seed: 8"), "c"));
    }

    @Test
    void aRemovedResultIsReportedAsSuch(@TempDir Path elsewhere) throws IOException {
        run(STAGES);
        try (Workbench empty = new Workbench(elsewhere, Toy.total())) {
            Explainer explainer = new Explainer(empty.store(), history, SETTINGS, bench.code());
            StageWork known = bench.plan(STAGES, "a", List.of()).work().orElseThrow();
            assertEquals(
                    List.of(new Difference(
                            "its result was removed from the store, or was damaged and set aside", 3, "x=1")),
                    texts(explainer.explain(new StagePlan(
                            known.stage(), StagePlan.State.RUN, 3, Set.of(), Optional.of(known), Optional.empty()))));
        }
    }

    @Test
    void aPointThatFailedLastTimeIsNotReportedAsRemoved() throws IOException {
        String stages = "a: {run: add, sweep: {x: [1, 13]}}";
        run(stages);
        assertEquals(List.of(new Difference("not finished by the last run", 1, "x=13")), why(stages, "a"));
    }

    @Test
    void aCompletelyFailedRunIsNotUsedForComparison() throws IOException {
        run("a: {run: add, with: {x: 1}}");
        run("a: {run: add, with: {x: 13}}");
        assertEquals(List.of(new Difference("parameter x: 1 -> 13", 1, "")), why("a: {run: add, with: {x: 13}}", "a"));
    }

    @Test
    void withoutARecordThereIsStillAnExplanation() throws IOException {
        bench.run(STAGES);
        assertEquals(
                List.of(new Difference("not computed yet; no run of this stage is recorded", 1, "")),
                why(STAGES.replace("[1, 2, 3]", "[1, 2, 3, 4]"), "a"));
    }
}
