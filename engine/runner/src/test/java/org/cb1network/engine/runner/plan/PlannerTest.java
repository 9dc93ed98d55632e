package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

    private static final String STAGES = """
            a: {run: add, sweep: {x: [1, 2, 3]}}
            b: {run: total, inputs: {in: "${a.out}"}}
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder, Toy.add(), Toy.total());
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private StagePlan plan(String stages, String stage) throws IOException {
        return bench.plan(stages, stage, List.of());
    }

    @Test
    void aNewStageRunsWithAllItsPoints() throws IOException {
        StagePlan a = plan(STAGES, "a");
        assertEquals(StagePlan.State.RUN, a.state());
        assertEquals(3, a.missing());
    }

    @Test
    void aStageWithMissingInputsWaits() throws IOException {
        StagePlan b = plan(STAGES, "b");
        assertEquals(StagePlan.State.WAITING, b.state());
        assertEquals(Set.of("a"), b.waitingFor());
    }

    @Test
    void afterARunEverythingIsCached() throws IOException {
        bench.run(STAGES);
        assertTrue(bench.plan(STAGES).isComplete());
    }

    @Test
    void widerGridsCountOnlyTheNewPoints() throws IOException {
        bench.run(STAGES);
        StagePlan a = plan(STAGES.replace("[1, 2, 3]", "[0, 1, 2, 3, 4]"), "a");
        assertEquals(StagePlan.State.RUN, a.state());
        assertEquals(2, a.missing());
    }

    @Test
    void aNarrowerGridOnlyNeedsCollecting() throws IOException {
        bench.run(STAGES);
        StagePlan a = plan(STAGES.replace("[1, 2, 3]", "[1, 3]"), "a");
        assertEquals(StagePlan.State.RUN, a.state());
        assertEquals(0, a.missing());
    }

    @Test
    void aForcedStageRunsAlthoughItIsCached() throws IOException {
        bench.run(STAGES);
        PipelineSpec pipeline = bench.read(STAGES);
        Plan plan = bench.planner(pipeline).plan(Selection.of(pipeline, List.of("a"), List.of(), true));
        assertEquals(StagePlan.State.RUN, plan.stages().get(0).state());
        assertEquals(3, plan.stages().get(0).missing());
        assertFalse(plan.isComplete());
    }

    @Test
    void planningComputesNothingAndStoresNothing() throws IOException {
        bench.plan(STAGES);
        assertEquals(List.of(), bench.store().keys());
    }

    @Test
    void aValueOfAnotherStageIsFilledInBeforeKeysAreComputed() throws IOException {
        String stages = """
                a: {run: add, with: {x: 4}}
                b: {run: add, with: {x: "${a.out.value}", y: 1}}
                c: {run: add, with: {x: 4, y: 1}}
                """;
        bench.run(stages);
        assertEquals(bench.key(stages, "c"), bench.key(stages, "b"));
    }
}
