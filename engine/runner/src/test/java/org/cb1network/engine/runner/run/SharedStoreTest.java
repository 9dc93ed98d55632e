package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Lease;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.ToyProcess;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs on one store. */
class SharedStoreTest {

    private static final String STAGES = """
            a: {run: slow, sweep: {x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}
            b: {run: total, inputs: {in: "${a.out}"}}
            """;

    private static final double SUM = 78;

    @TempDir
    private Path folder;

    private static Toy slow(int millis) {
        return Toy.source("slow", (parameters, context) -> {
            Thread.sleep(millis);
            Toy.write(context, parameters.x());
        });
    }

    @Test
    void twoRunnersInOneProgramComputeEachPointOnce() throws Exception {
        Toy slow = slow(15);
        Toy total = Toy.total();
        List<double[]> sums = new ArrayList<>();
        try (Workbench first = new Workbench(folder, slow, total);
                Workbench second = new Workbench(folder, slow, total)) {
            Thread other = new Thread(() -> sums.add(sum(second)));
            other.start();
            double[] sum = sum(first);
            other.join(Duration.ofMinutes(1).toMillis());
            assertArrayEquals(new double[] {SUM}, sum);
            assertArrayEquals(new double[] {SUM}, sums.get(0));
            assertEquals(12, slow.calls());
            assertEquals(1, total.calls());
        }
    }

    private static double[] sum(Workbench bench) {
        try {
            return bench.values(bench.run(STAGES), "b");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPointComputedElsewhereIsWaitedForWhileTheRestIsComputed() throws Exception {
        Toy add = Toy.add();
        String stages = "a: {run: add, sweep: {x: [1, 2, 3]}}";
        try (Workbench bench = new Workbench(folder, add);
                Workbench other = new Workbench(folder, Toy.add())) {
            var key = bench.plan(stages).stages().get(0).work().orElseThrow().key(0);
            Optional<Lease> lease = other.store().tryLease(key);
            bench.listener(event -> {
                // The other process gives up without a result when everything else is done.
                if (event instanceof RunEvent.PointComputed computed
                        && computed.point().equals("x=3")) {
                    lease.orElseThrow().close();
                }
            });
            RunReport report = bench.jobs(1).run(stages);
            assertTrue(report.isComplete());
            assertEquals(3, add.calls());
            List<String> order = bench.events(RunEvent.PointComputed.class).stream()
                    .map(RunEvent.PointComputed::point)
                    .toList();
            assertEquals(List.of("x=2", "x=3", "x=1"), order);
        }
    }

    @Test
    void aPointOfASuspendedProcessIsComputedHereAndItsLateResultIsTheSame() throws Exception {
        Toy add = Toy.add();
        String stages = "a: {run: add, sweep: {x: [1, 2, 3]}}";
        try (Workbench bench = new Workbench(folder, add);
                Workbench suspended = new Workbench(folder, Toy.add())) {
            StageWork work = suspended.plan(stages).stages().get(0).work().orElseThrow();
            Lease lease = suspended.store().tryLease(work.key(1)).orElseThrow();
            RunReport report = bench.patience(Duration.ofMillis(100)).run(stages);
            assertTrue(report.isComplete());
            assertArrayEquals(new double[] {1, 2, 3}, bench.values(report, "a"));
            assertEquals(3, add.calls());
            List<RunEvent.Warning> warnings = bench.events(RunEvent.Warning.class);
            assertEquals(1, warnings.size());
            assertTrue(warnings.get(0).message().contains("a (x=2)"), warnings.toString());
            // Now the other process resumes.
            PointTask late = work.task(1, true);
            PointComputer computer =
                    new PointComputer(suspended.store(), new Cancellation(), "test", Clock.systemUTC());
            assertInstanceOf(PointOutcome.Computed.class, computer.compute(late));
            lease.close();
            assertEquals(0, bench.run(stages).computed());
            assertTrue(bench.store().examine(false, bytes -> {}).healthy());
        }
    }

    @Test
    void aLeaseThatEndedWhileTheRestWasComputedIsNotTakenForThatOfASuspendedProcess() throws Exception {
        Toy add = Toy.add();
        String stages = "a: {run: add, sweep: {x: [1, 2, 3]}}";
        try (Workbench bench = new Workbench(folder, add);
                Workbench other = new Workbench(folder, Toy.add())) {
            var key = bench.plan(stages).stages().get(0).work().orElseThrow().key(0);
            Optional<Lease> lease = other.store().tryLease(key);
            bench.listener(event -> {
                if (event instanceof RunEvent.PointComputed) {
                    lease.orElseThrow().close();
                }
            });
            assertTrue(bench.jobs(1).patience(Duration.ZERO).run(stages).isComplete());
            assertEquals(3, add.calls());
            assertEquals(List.of(), bench.events(RunEvent.Warning.class));
        }
    }

    @Test
    void aPointWithTheKeyOfOneThatTakesLongHereIsNotTakenForThatOfASuspendedProcess() throws Exception {
        Toy slow = Toy.source("slow", (parameters, context) -> {
            Thread.sleep(500);
            Toy.write(context, parameters.x());
        });
        String stages = """
                a: {run: slow, with: {x: 1}}
                b: {run: slow, with: {x: 1}}
                """;
        try (Workbench bench = new Workbench(folder, slow)) {
            assertTrue(bench.jobs(2).patience(Duration.ZERO).run(stages).isComplete());
            assertEquals(1, slow.calls());
            assertEquals(List.of(), bench.events(RunEvent.Warning.class));
        }
    }

    @Test
    void aStopDoesNotWaitForPointsOfOthers() throws Exception {
        String stages = "a: {run: add, sweep: {x: [1, 2]}}";
        try (Workbench bench = new Workbench(folder, Toy.add());
                Workbench other = new Workbench(folder, Toy.add())) {
            var key = bench.plan(stages).stages().get(0).work().orElseThrow().key(0);
            try (Lease lease = other.store().tryLease(key).orElseThrow()) {
                bench.listener(event -> {
                    if (event instanceof RunEvent.PointComputed) {
                        bench.cancellation().request();
                    }
                });
                assertTrue(bench.run(stages).cancelled());
                assertEquals(key, lease.key());
            }
        }
    }

    @Test
    void twoProcessesComputeEachPointOnceAndBothSucceed() throws Exception {
        List<ChildJvm> processes = List.of(start(STAGES, "10"), start(STAGES, "10"));
        int computed = 0;
        for (ChildJvm process : processes) {
            computed += report(process);
        }
        assertEquals(13, computed);
    }

    @Test
    void aRunContinuesWhereAKilledOneStopped() throws Exception {
        ChildJvm killed = start(STAGES, "100");
        killed.await("point");
        killed.kill();
        int computed = report(start(STAGES, "1"));
        assertTrue(computed < 13 && computed > 0, computed + " points computed after the kill");
        try (Workbench bench = new Workbench(folder, slow(0), Toy.total())) {
            RunReport report = bench.run(STAGES);
            assertEquals(0, report.computed());
            assertArrayEquals(new double[] {SUM}, bench.values(report, "b"));
        }
    }

    private ChildJvm start(String stages, String millis) throws IOException {
        Path file = Files.writeString(folder.resolve("stages"), stages);
        return ChildJvm.start(ChildJvm.STARTS_FAST, ToyProcess.class, folder.toString(), file.toString(), millis);
    }

    /** Returns the number of computed points in the last line of a process. */
    private static int report(ChildJvm process) throws Exception {
        assertEquals(0, process.join(), process.lines().toString());
        List<String> lines = process.lines();
        return Integer.parseInt(lines.get(lines.size() - 1));
    }
}
