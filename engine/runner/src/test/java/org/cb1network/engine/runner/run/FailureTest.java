package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.RunReport.Outcome;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** An error that a JVM throws when it is broken. */
    private static final class Broken extends VirtualMachineError {
        private static final long serialVersionUID = 1;

        Broken() {
            super("broken");
        }
    }

    /** An exception without a message. */
    private static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static Stream<Arguments> whatStagesThrow() {
        return Stream.of(
                Arguments.of(new IOException("the file is too short"), "the file is too short"),
                Arguments.of(new IllegalArgumentException("more neurons wanted"), "more neurons wanted"),
                Arguments.of(new IllegalStateException("not now"), "IllegalStateException: not now"),
                Arguments.of(new Silent(), "Silent"),
                Arguments.of(new UncheckedIOException(new FileNotFoundException("no x")), "no x"),
                Arguments.of(new UncheckedIOException("no library (x)", new IOException("x")), "no library (x)"),
                Arguments.of(
                        new UncheckedIOException("no stimulus", new NoSuchFileException("a.csv")),
                        "no stimulus: a.csv: there is no such file or folder"),
                Arguments.of(new UncheckedIOException(null, new IOException("x")), "x"),
                Arguments.of(new IllegalStateException("two\nlines"), "IllegalStateException: two\nlines"),
                Arguments.of(new UnsatisfiedLinkError("no x\nin /lib"), "UnsatisfiedLinkError: no x"),
                Arguments.of(new ExecutionException(new IllegalArgumentException("inner")), "inner"),
                Arguments.of(new NoSuchFileException("data.csv"), "data.csv: there is no such file or folder"),
                Arguments.of(new StackOverflowError(), "StackOverflowError"),
                Arguments.of(new AssertionError("never"), "AssertionError: never"),
                Arguments.of(new NoClassDefFoundError("org/x/Y"), "NoClassDefFoundError: org/x/Y"),
                Arguments.of(new Broken(), "broken"),
                Arguments.of(new CancellationException("of its own"), "CancellationException: of its own"),
                Arguments.of(new InterruptedException("by itself"), "InterruptedException: by itself"));
    }

    private static Toy throwing(Throwable error) {
        return Toy.source("fail", (parameters, context) -> {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (Exception) error;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatStagesThrow")
    void anythingThrownByAStageFailsItsPointAndEndsTheRun(Throwable error, String message) throws IOException {
        try (Workbench bench = new Workbench(folder, throwing(error), Toy.add())) {
            RunReport report = assertTimeoutPreemptively(LONG, () -> bench.run("f: {run: fail}"));
            assertFalse(report.isComplete());
            assertEquals(Outcome.FAILED, report.stages().get(0).outcome());
            assertEquals(Map.of("", message), report.stages().get(0).failures());
        }
    }

    @Test
    void aMistakeInTheCodeOfAStageNamesItsLine() throws IOException {
        Toy careless = Toy.source("fail", (parameters, context) -> List.of().get(0));
        try (Workbench bench = new Workbench(folder, careless)) {
            String message =
                    bench.run("f: {run: fail}").stages().get(0).failures().get("");
            assertTrue(message.matches("ArrayIndexOutOfBoundsException: .*, at FailureTest\\.java:\\d+"), message);
        }
    }

    /** Computes a point for a store on a file system without space and without new files, which Linux always has. */
    private String failureIn(Path store, Toy stage) throws IOException {
        Path full = Path.of("/sys/fs");
        Assumptions.assumeTrue(
                Files.isDirectory(full) && Files.getFileStore(full).getUsableSpace() == 0);
        try (Workbench bench = new Workbench(folder, stage);
                Store results = Store.absent(full.resolve(store))) {
            PointTask task = bench.plan("f: {run: fail}")
                    .stages()
                    .get(0)
                    .work()
                    .orElseThrow()
                    .task(0, true);
            PointComputer computer =
                    new PointComputer(bench.store(), results, new Cancellation(), "test", Clock.systemUTC());
            return assertInstanceOf(PointOutcome.Failed.class, computer.compute(task))
                    .message();
        }
    }

    @Test
    void aFileOfAStageOnAFullDiskIsExplained() throws IOException {
        assertEquals(
                "Kein Platz; the disk of /sys/fs is full: free some space there, and start again",
                failureIn(Path.of(""), throwing(new IOException("Kein Platz"))));
    }

    @Test
    void aStageWorksInTheFolderForTemporaryFilesWhereItMayNotWriteBesideTheStore() throws IOException {
        Toy wanderer = Toy.source("fail", (parameters, context) -> {
            throw new IllegalArgumentException(context.scratchFolder().toString());
        });
        String place = failureIn(Path.of("store"), wanderer);
        assertTrue(place.startsWith(System.getProperty("java.io.tmpdir")), place);
    }

    @Test
    void runningOutOfMemoryIsExplained() throws IOException {
        try (Workbench bench = new Workbench(folder, throwing(new OutOfMemoryError("Java heap space")))) {
            RunReport report = bench.run("f: {run: fail}");
            String message = report.stages().get(0).failures().get("");
            assertTrue(message.startsWith("out of memory: ") && message.contains("-Xmx"), message);
        }
    }

    private static Toy failingAt(double x) {
        return Toy.source("add", (parameters, context) -> {
            if (parameters.x() == x) {
                throw new IllegalArgumentException("x must not be " + x);
            }
            Toy.write(context, parameters.x());
        });
    }

    @Test
    void aFailurePreventsFurtherPoints() throws IOException {
        Toy add = failingAt(1);
        try (Workbench bench = new Workbench(folder, add, Toy.total()).jobs(1)) {
            RunReport report = bench.run("""
                    a: {run: add, sweep: {x: [1, 2, 3]}}
                    b: {run: total, inputs: {in: "${a.out}"}}
                    """);
            assertEquals(1, add.calls());
            assertEquals(
                    Map.of("x=1", "x must not be 1.0"), report.stages().get(0).failures());
            assertEquals(Outcome.INCOMPLETE, report.stages().get(1).outcome());
            assertEquals(List.of(new RunEvent.StageSkipped("b", "a")), bench.events(RunEvent.StageSkipped.class));
            assertEquals(List.of(new RunEvent.StageFailed("a", 0, 1)), bench.events(RunEvent.StageFailed.class));
        }
    }

    @Test
    void keepGoingComputesEverythingIndependentOfTheFailureAndReportsAllFailures() throws IOException {
        try (Workbench bench = new Workbench(folder, failingAt(2), Toy.total()).keepGoing()) {
            RunReport report = bench.run("""
                    a: {run: add, sweep: {x: [1, 2, 3]}}
                    b: {run: total, inputs: {in: "${a.out}"}}
                    c: {run: add, sweep: {x: [4, 5], y: [0, 1]}}
                    d: {run: total, inputs: {in: "${c.out}"}}
                    e: {run: add, with: {x: 2}}
                    """);
            assertEquals(
                    List.of(Outcome.FAILED, Outcome.INCOMPLETE, Outcome.DONE, Outcome.DONE, Outcome.FAILED),
                    List.of(
                            outcome(report, "a"),
                            outcome(report, "b"),
                            outcome(report, "c"),
                            outcome(report, "d"),
                            outcome(report, "e")));
            assertEquals(2, bench.events(RunEvent.PointFailed.class).size());
        }
    }

    private static Outcome outcome(RunReport report, String stage) {
        return report.stages().stream()
                .filter(candidate -> candidate.stage().equals(stage))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    void afterTheMistakeIsFixedOnlyTheRestIsComputed() throws IOException {
        AtomicInteger wrong = new AtomicInteger(2);
        Toy add = Toy.source("add", (parameters, context) -> {
            if (parameters.x() == wrong.get()) {
                throw new IllegalStateException("not yet");
            }
            Toy.write(context, parameters.x());
        });
        try (Workbench bench = new Workbench(folder, add).keepGoing()) {
            bench.run("a: {run: add, sweep: {x: [1, 2, 3]}}");
            wrong.set(0);
            RunReport report = bench.run("a: {run: add, sweep: {x: [1, 2, 3]}}");
            assertTrue(report.isComplete());
            assertEquals(1, report.computed());
            assertEquals(4, add.calls());
        }
    }

    @Test
    void anInvalidParameterValueFailsItsStageWithThePositionInTheFile() throws IOException {
        Toy huge = Toy.source("huge", (parameters, context) -> Toy.write(context, 1e9));
        try (Workbench bench = new Workbench(folder, huge, Toy.add()).keepGoing()) {
            RunReport report = bench.run("""
                    a: {run: huge}
                    b: {run: add, with: {x: "${a.out.value}"}}
                    c: {run: add, with: {x: 2}}
                    """);
            String message = report.stages().get(1).failures().get("");
            assertTrue(message.contains("pipeline.yaml:5:"), message);
            assertEquals(Outcome.FAILED, report.stages().get(1).outcome());
            assertEquals(Outcome.DONE, outcome(report, "c"));
        }
    }

    @Test
    void aReferenceToAnEmptyTableFailsItsStage() throws IOException {
        Toy nothing = Toy.source("nothing", (parameters, context) -> {});
        try (Workbench bench = new Workbench(folder, nothing, Toy.add())) {
            RunReport report = bench.run("""
                    a: {run: nothing}
                    b: {run: add, with: {x: "${a.out.value}"}}
                    """);
            assertEquals(
                    Map.of("", "${a.out.value} has no value: the table 'out' has no rows"),
                    report.stages().get(1).failures());
        }
    }

    @Test
    void twoResultsOfOneKeyAreReportedAsAMistakeOfTheStage() throws IOException {
        AtomicInteger dice = new AtomicInteger();
        Toy random = Toy.source("random", (parameters, context) -> Toy.write(context, dice.incrementAndGet()));
        try (Workbench bench = new Workbench(folder, random)) {
            bench.run("a: {run: random}");
            var pipeline = bench.read("a: {run: random}");
            RunReport report = bench.run(Selection.of(pipeline, List.of("a"), List.of(), true), pipeline);
            String message = report.stages().get(0).failures().get("");
            assertTrue(message.contains("computed again with different results in [out]"), message);
        }
    }

    @Test
    void aTableWithAnUnfinishedRowFailsThePointAndLeavesNoFileBehind() throws IOException {
        Toy half =
                Toy.source("half", (parameters, context) -> context.table("out").float64(0, 1));
        Toy big = Toy.source("big", (parameters, context) -> {
            for (int i = 0; i < 300_000; i++) {
                Toy.write(context, StrictMath.sin(i));
            }
            throw new IOException("after a megabyte");
        });
        try (Workbench bench = new Workbench(folder, half, big).keepGoing()) {
            RunReport report = bench.run("a: {run: half}\nb: {run: big}");
            assertTrue(report.stages().get(0).failures().get("").contains("begun and not ended"));
            assertEquals("after a megabyte", report.stages().get(1).failures().get(""));
            assertEquals(List.of(), bench.temporaryFiles());
            assertEquals(List.of(), bench.store().keys());
        }
    }

    @Test
    void aStoreThatCannotBeWrittenFailsTheRunBeforeAnythingIsComputed() throws IOException {
        Toy add = Toy.add();
        try (Workbench first = new Workbench(folder, add)) {
            first.run("a: {run: add}");
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder.resolve("store"))) {
            walk.forEach(all::add);
        }
        for (Path path : all) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
        }
        try (Workbench bench = new Workbench(folder, add)) {
            Assumptions.assumeTrue(bench.store().isReadOnly(), "the user may write everywhere");
            assertTrue(bench.run("a: {run: add}").isComplete(), "what is there can be used");
            StoreException problem = assertThrows(StoreException.class, () -> bench.run("a: {run: add, with: {x: 5}}"));
            assertEquals(StoreException.Reason.READ_ONLY, problem.reason());
            assertEquals(1, add.calls());
        } finally {
            for (Path path : all) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    @Test
    void aStoreFailureEndsTheRunWithoutTryingOtherPoints() throws IOException {
        Toy add = Toy.source("add", (parameters, context) -> {
            for (int i = 0; i < 300_000; i++) {
                Toy.write(context, StrictMath.sin(i));
            }
        });
        try (Workbench bench = new Workbench(folder, add).jobs(1).keepGoing()) {
            Path tmp = bench.storeFolder().resolve("tmp");
            bench.run("a: {run: add, with: {y: 1}}");
            deleteRecursively(tmp);
            Files.writeString(tmp, "a file where a folder should be");
            IOException problem =
                    assertThrows(IOException.class, () -> bench.run("a: {run: add, sweep: {x: [1, 2, 3]}}"));
            assertInstanceOf(StoreException.class, problem);
            assertEquals(2, add.calls());
            List<RunEvent.RunAborted> ends = bench.events(RunEvent.RunAborted.class);
            assertEquals(1, ends.size());
            assertEquals(
                    Outcome.INCOMPLETE, ends.get(0).report().stages().get(0).outcome());
        }
    }

    private static void deleteRecursively(Path path) throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void aStopKeepsFinishedResultsAndTheNextRunContinues() throws IOException {
        Toy slow = Toy.source("slow", (parameters, context) -> {
            while (parameters.x() > 3 && parameters.y() == 0) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
            Toy.write(context, parameters.x());
        });
        try (Workbench bench = new Workbench(folder, slow, Toy.total()).jobs(1)) {
            String stages = """
                    a: {run: slow, sweep: {x: [1, 2, 3, 4, 5]}}
                    b: {run: total, inputs: {in: "${a.out}"}}
                    """;
            bench.listener(event -> {
                if (event instanceof RunEvent.PointComputed computed
                        && computed.point().equals("x=3")) {
                    bench.cancellation().request();
                }
            });
            RunReport report = assertTimeoutPreemptively(LONG, () -> bench.run(stages));
            assertTrue(report.cancelled());
            assertEquals(3, report.computed());
            assertEquals(Outcome.INCOMPLETE, report.stages().get(0).outcome());
            assertEquals(List.of(), bench.events(RunEvent.Warning.class));
            assertEquals(List.of(), bench.events(RunEvent.StageSkipped.class));
        }
        Toy fast = Toy.source("slow", (parameters, context) -> Toy.write(context, parameters.x()));
        try (Workbench again = new Workbench(folder, fast)) {
            assertTrue(again.run("a: {run: slow, sweep: {x: [1, 2, 3, 4, 5]}}").isComplete());
            assertEquals(2, fast.calls());
        }
    }

    @Test
    void aStopReachesTheLastPointInProgress() throws IOException {
        Toy endless = Toy.source("endless", (parameters, context) -> {
            while (true) {
                try {
                    context.checkCancelled();
                } catch (CancellationException e) {
                    throw new IllegalStateException("a stage may wrap it", e);
                }
                Thread.onSpinWait();
            }
        });
        try (Workbench bench = new Workbench(folder, endless)) {
            bench.listener(event -> {
                if (event instanceof RunEvent.StageStarted) {
                    Thread later = new Thread(() -> bench.cancellation().request());
                    later.start();
                }
            });
            RunReport report = assertTimeoutPreemptively(LONG, () -> bench.run("a: {run: endless}"));
            assertTrue(report.cancelled());
            assertEquals(Map.of(), report.stages().get(0).failures());
        }
    }

    @Test
    void interruptingTheThreadStopsTheRun() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Toy endless = Toy.source("endless", (parameters, context) -> {
            running.countDown();
            while (true) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
        });
        try (Workbench bench = new Workbench(folder, endless)) {
            List<RunReport> reports = new ArrayList<>();
            Thread runner = new Thread(() -> {
                try {
                    reports.add(bench.run("a: {run: endless}"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            runner.start();
            running.await();
            runner.interrupt();
            runner.join(LONG.toMillis());
            assertTrue(reports.get(0).cancelled());
        }
    }
}
