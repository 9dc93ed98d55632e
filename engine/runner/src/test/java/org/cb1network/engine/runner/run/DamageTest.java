package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that turn out to be damaged are computed again, once, and the run succeeds. */
class DamageTest {

    private static final int ROWS = 20_000;

    private static final String STAGES = """
            a: {run: big, sweep: {x: [1, 2, 3]}}
            b: {run: total, inputs: {in: "${a.out}"}}
            """;

    @TempDir
    private Path folder;

    /** Writes more than fits inline, so that there is an object to damage. */
    private static Toy big() {
        return Toy.source("big", (parameters, context) -> {
            for (int i = 0; i < ROWS; i++) {
                Toy.write(context, StrictMath.sin(parameters.x() * i));
            }
        });
    }

    @Test
    void aDamagedInputTableIsCollectedAgain() throws IOException {
        Toy big = big();
        Toy total = Toy.total();
        try (Workbench bench = new Workbench(folder, big, total)) {
            RunReport before = bench.run(STAGES);
            double[] sound = bench.values(before, "b");
            bench.damage(before.resultsOf("a").single("out"));
            bench.code().change("total", "second");
            RunReport report = bench.run(STAGES);
            assertTrue(report.isComplete());
            assertArrayEquals(sound, bench.values(report, "b"));
            assertEquals(3, big.calls(), "the points were sound");
            assertEquals(1, bench.events(RunEvent.Warning.class).size());
        }
    }

    @Test
    void allDamagedPointsOfASweepAreComputedAgainAtOnce() throws IOException {
        Toy big = big();
        try (Workbench bench = new Workbench(folder, big, Toy.total())) {
            StageResults results = bench.run(STAGES).resultsOf("a");
            bench.damage(results.ofPoint("out", 0));
            bench.damage(results.ofPoint("out", 2));
            RunReport report = bench.run(STAGES.replace("[1, 2, 3]", "[1, 2, 3, 4]"));
            assertTrue(report.isComplete());
            assertEquals(3 + 1 + 2, big.calls());
            assertEquals(1, bench.events(RunEvent.Warning.class).size(), "one new start for both");
            assertEquals(4 * ROWS, bench.table(report, "a").rows());
        }
    }

    @Test
    void aDamagedValueThatAParameterRefersToIsComputedAgain() throws IOException {
        Toy big = big();
        String stages = """
                a: {run: big}
                b: {run: add, with: {x: "${a.out.value}"}}
                """;
        try (Workbench bench = new Workbench(folder, big, Toy.add())) {
            bench.damage(bench.run(stages).resultsOf("a").single("out"));
            RunReport report = bench.run(stages);
            assertTrue(report.isComplete());
            assertEquals(2, big.calls());
        }
    }

    @Test
    void damageFoundWhileOtherPointsAreInProgressLosesNone() throws IOException {
        Toy big = big();
        Toy slow = Toy.source("slow", (parameters, context) -> {
            Thread.sleep(50);
            Toy.write(context, parameters.x());
        });
        String stages = STAGES + "c: {run: slow, sweep: {x: [1, 2, 3, 4, 5, 6]}}\n";
        try (Workbench bench = new Workbench(folder, big, slow, Toy.total())) {
            bench.damage(bench.run(STAGES).resultsOf("a").single("out"));
            bench.code().change("total", "second");
            RunReport report = bench.jobs(3).run(stages);
            assertTrue(report.isComplete());
            assertEquals(6, slow.calls());
            assertEquals(
                    1 + 6,
                    report.computed(),
                    "what was computed before the new start counts, and what had to be computed again");
        }
    }

    @Test
    void aForcedRunRepairsADamagedResult() throws IOException {
        Toy big = big();
        try (Workbench bench = new Workbench(folder, big)) {
            bench.damage(bench.run("a: {run: big}").resultsOf("a").single("out"));
            var pipeline = bench.read("a: {run: big}");
            RunReport report = bench.run(Selection.of(pipeline, List.of("a"), List.of(), true), pipeline);
            assertTrue(report.isComplete());
            assertEquals(ROWS, bench.table(report, "a").rows());
        }
    }
}
