package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private static final String STAGES = """
            a: {run: add, sweep: {x: [1, 2, 3]}}
            b: {run: total, with: {x: 10}, inputs: {in: "${a.out}"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void stagesAreComputedInOrderAndReceiveTables() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total())) {
            RunReport report = bench.run(STAGES);
            assertTrue(report.isComplete());
            assertEquals(4, report.computed());
            assertArrayEquals(new double[] {60}, bench.values(report, "b"));
        }
    }

    @Test
    void aSecondRunComputesNothing() throws IOException {
        Toy add = Toy.add();
        Toy total = Toy.total();
        try (Workbench bench = new Workbench(folder, add, total)) {
            bench.run(STAGES);
            RunReport again = bench.run(STAGES);
            assertTrue(again.isComplete());
            assertEquals(0, again.computed());
            assertEquals(3, add.calls());
            assertEquals(1, total.calls());
        }
    }

    @Test
    void aWiderGridComputesOnlyTheNewPoints() throws IOException {
        Toy add = Toy.add();
        try (Workbench bench = new Workbench(folder, add, Toy.total())) {
            bench.run(STAGES);
            RunReport wide = bench.run(STAGES.replace("[1, 2, 3]", "[3, 4, 1, 5, 2]"));
            assertEquals(5, add.calls());
            assertArrayEquals(new double[] {3, 4, 1, 5, 2}, bench.values(wide, "a"));
            assertArrayEquals(new double[] {150}, bench.values(wide, "b"));
        }
    }

    @Test
    void equalResultsUpstreamStopTheRecomputation() throws IOException {
        Toy add = Toy.add();
        Toy total = Toy.total();
        try (Workbench bench = new Workbench(folder, add, total)) {
            String stages = """
                    a: {run: add, with: {x: 1, y: 2}}
                    b: {run: total, inputs: {in: "${a.out}"}}
                    """;
            bench.run(stages);
            bench.code().change("add", "another way to the same sum");
            RunReport report = bench.run(stages.replace("x: 1, y: 2", "x: 2, y: 1"));
            assertEquals(2, add.calls());
            assertEquals(1, total.calls(), "its input has the same content as before");
            assertTrue(report.isComplete());
        }
    }

    /** Edits that return to earlier values find their results; those of an upstream stage may or may not change what follows. */
    @Test
    void aRunComputesWhatThePlanAnnounces() throws IOException {
        Random random = new Random(43);
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total())) {
            for (int edit = 0; edit < 60; edit++) {
                String stages = """
                        a: {run: add, with: {y: %d}, sweep: {x: {from: 1, to: %d, count: %d}}}
                        b: {run: total, with: {x: %d}, inputs: {in: "${a.out}"}}
                        c: {run: add, with: {y: -100}, sweep: {x: [%d, %d]}}
                        d: {run: total, inputs: {in: "${b.out}"}, sweep: {x: [1, %d]}}
                        """.formatted(
                                random.nextInt(2),
                                1 + random.nextInt(3) * 2 + 2,
                                2 + random.nextInt(2),
                                random.nextInt(2),
                                random.nextInt(5),
                                5 + random.nextInt(5),
                                2 + random.nextInt(3));
                Plan plan = bench.plan(stages);
                RunReport report = bench.run(stages);
                for (int i = 0; i < plan.stages().size(); i++) {
                    StagePlan announced = plan.stages().get(i);
                    int computed = report.stages().get(i).computed();
                    boolean sure = announced.state() != StagePlan.State.WAITING;
                    assertTrue(
                            computed == announced.missing() || (!sure && computed < announced.missing()),
                            announced + " computed " + computed + " points of\n" + stages);
                }
            }
        }
    }

    @Test
    void twoStagesWithTheSamePointsShareResults() throws IOException {
        Toy add = Toy.add();
        try (Workbench bench = new Workbench(folder, add)) {
            RunReport report = bench.jobs(1).run("""
                    a: {run: add, sweep: {x: [1, 2]}}
                    b: {run: add, with: {x: 2}}
                    """);
            assertEquals(2, add.calls());
            assertArrayEquals(new double[] {2}, bench.values(report, "b"));
        }
    }

    @Test
    void forcedStagesAreComputedAgainAndTheOthersAreNot() throws IOException {
        Toy add = Toy.add();
        Toy total = Toy.total();
        try (Workbench bench = new Workbench(folder, add, total)) {
            bench.run(STAGES);
            PipelineSpec pipeline = bench.read(STAGES);
            RunReport report = bench.run(Selection.of(pipeline, List.of("b"), List.of(), true), pipeline);
            assertEquals(3, add.calls());
            assertEquals(2, total.calls());
            assertEquals(1, report.computed());
        }
    }

    @Test
    void theBytesDoNotDependOnTheNumberOfJobs(@TempDir Path other) throws IOException {
        String stages = """
                a: {run: draw, sweep: {x: [1, 2, 3, 4], replicate: 1..5}}
                b: {run: total, inputs: {in: "${a.out}"}}
                """;
        try (Workbench one = new Workbench(folder, draw(), Toy.total()).jobs(1);
                Workbench many = new Workbench(other, draw(), Toy.total()).jobs(7)) {
            one.run(stages);
            many.run(stages);
            assertEquals(content(one.store()), content(many.store()));
        }
    }

    /** A stage may reuse what it has drawn with a seed. */
    @Test
    void pointsOfOneSeedAreComputedConsecutively() throws IOException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Toy seeded = Toy.seeded("note", (parameters, context) -> {
            order.add(parameters.x() + "/" + context.replicate());
            Toy.write(context, parameters.x() * context.replicate());
        });
        try (Workbench bench = new Workbench(folder, seeded).jobs(1)) {
            RunReport report = bench.run("a: {run: note, sweep: {x: [3, 1, 2], replicate: [4, 2]}}");
            assertEquals(List.of("3.0/2", "1.0/2", "2.0/2", "3.0/4", "1.0/4", "2.0/4"), order);
            // The table is in the order of the sweep.
            assertArrayEquals(new double[] {12, 6, 4, 2, 8, 4}, bench.values(report, "a"));
        }
    }

    /**
     * Returns the order in which the points of stages were computed, one at a time; consecutive points of a stage are
     * merged.
     */
    private static List<String> order(Workbench bench) {
        List<String> order = new ArrayList<>();
        for (RunEvent.PointComputed computed : bench.events(RunEvent.PointComputed.class)) {
            if (order.isEmpty() || !order.get(order.size() - 1).equals(computed.stage())) {
                order.add(computed.stage());
            }
        }
        return order;
    }

    @Test
    void aReadyStageOfOnePointDoesNotWaitForTheManyPointsOfAnother() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total()).jobs(1)) {
            assertTrue(bench.run("""
                    many: {run: add, sweep: {x: {from: 1, to: 50, step: 1}}}
                    first: {run: add, sweep: {x: [1, 2, 3]}, with: {y: 1}}
                    tail: {run: total, inputs: {in: "${first.out}"}}
                    """).isComplete());
            assertEquals(List.of("first", "tail", "many"), order(bench));
        }
    }

    @Test
    void theStageWithLessWorkComesFirstWhateverItsNumberOfPoints() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add()).jobs(1).measured(Map.of("few", 60.0, "many", 0.01))) {
            bench.run("""
                    few: {run: add, sweep: {x: [1, 2]}}
                    many: {run: add, sweep: {x: {from: 1, to: 50, step: 1}}, with: {y: 1}}
                    """);
            assertEquals(List.of("many", "few"), order(bench));
        }
    }

    @Test
    void theBytesDoNotDependOnTheOrderOfTheStages(@TempDir Path other) throws IOException {
        String stages = """
                a: {run: draw, sweep: {x: [1, 2, 3], replicate: 1..5}}
                b: {run: draw, sweep: {x: [2, 4], replicate: 1..6}}
                c: {run: total, inputs: {in: "${a.out}"}}
                """;
        try (Workbench forwards =
                        new Workbench(folder, draw(), Toy.total()).jobs(1).measured(Map.of("b", 60.0));
                Workbench backwards =
                        new Workbench(other, draw(), Toy.total()).jobs(1).measured(Map.of("a", 60.0))) {
            forwards.run(stages);
            backwards.run(stages);
            assertEquals(List.of("a", "c", "b"), order(forwards));
            assertEquals(List.of("b", "a", "c"), order(backwards));
            assertEquals(content(forwards.store()), content(backwards.store()));
        }
    }

    @Test
    void theTimeOfAStageIsThatOfItsPointsWithoutWaiting() throws IOException {
        try (Workbench bench =
                new Workbench(folder, Toy.add(), Toy.total()).jobs(1).clock(everySecond())) {
            RunReport report = bench.run("""
                    long: {run: add, sweep: {x: {from: 1, to: 50, step: 1}}}
                    short: {run: total, inputs: {in: "${long.out}"}}
                    """);
            assertEquals(
                    List.of(Duration.ofSeconds(50), Duration.ofSeconds(1)),
                    report.stages().stream().map(RunReport.StageReport::took).toList());
        }
    }

    /** A clock that advances by one second per call; the computation of a point reads it twice. */
    private static Clock everySecond() {
        AtomicLong seconds = new AtomicLong();
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(seconds.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Test
    void theWorkIsAnnouncedOnceBeforeTheFirstPointIfThereIsAny() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total()).measured(Map.of("a", 2.0))) {
            bench.run("a: {run: add, sweep: {x: [1]}}");
            bench.run(STAGES);
            List<RunEvent.WorkPlanned> planned = bench.events(RunEvent.WorkPlanned.class);
            assertEquals(2, planned.size());
            assertEquals(
                    List.of("a", "b"),
                    planned.get(1).stages().stream().map(StageLoad::stage).toList());
            assertEquals(new StageLoad("a", 2, 2.0), planned.get(1).stages().get(0));
            assertEquals(1, planned.get(1).stages().get(1).points(), "a stage that waits counts with all its points");
            bench.run(STAGES);
            assertEquals(2, bench.events(RunEvent.WorkPlanned.class).size());
        }
    }

    @Test
    void ofAStageForEachPointOfAnotherOnlyThoseOfItsMissingPointsAreExpected() throws IOException {
        String each = """
                a: {run: add, sweep: {x: %s}}
                b: {run: total, inputs: {in: "${a.out}"}, sweep: {each: a}}
                """;
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total()).measured(Map.of("a", 2.0, "b", 3.0))) {
            bench.run(each.formatted("[1, 2]"));
            bench.run(each.formatted("[1, 2, 3]"));
            List<StageLoad> loads =
                    bench.events(RunEvent.WorkPlanned.class).get(1).stages();
            assertEquals(List.of(new StageLoad("a", 1, 2.0), new StageLoad("b", 3, 1, 3.0)), loads);
        }
    }

    private static Toy draw() {
        return Toy.seeded(
                "draw", (parameters, context) -> Toy.write(context, parameters.x() * (context.seed() % 1000)));
    }

    /** Returns the contents of a store: digests of outputs by key. */
    static SortedMap<String, String> content(Store store) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        for (CacheKey key : store.keys()) {
            StringBuilder outputs = new StringBuilder();
            for (StoredOutput output : store.find(key).orElseThrow().outputs().values()) {
                outputs.append(output.name())
                        .append('=')
                        .append(output.digest())
                        .append(' ');
            }
            content.put(key.digest().hex(), outputs.toString());
        }
        return content;
    }

    @Test
    void replicatesHaveDifferentSeedsAndPointsOfOneReplicateShareOne() throws IOException {
        Toy seeds = Toy.seeded("seeds", (parameters, context) -> Toy.write(context, (double) (context.seed() >>> 20)));
        try (Workbench bench = new Workbench(folder, seeds)) {
            RunReport report = bench.run("a: {run: seeds, sweep: {x: [1, 2], replicate: 1..2}}");
            double[] values = bench.values(report, "a");
            assertEquals(values[0], values[2]);
            assertEquals(values[1], values[3]);
            assertFalse(values[0] == values[1]);
        }
    }

    @Test
    void aStageForEachPointOfAnotherTakesThatPointsRecording() throws IOException {
        TableSchema trace = TableSchema.of("trace", "a recording", Column.float64("value", "1", "a number"));
        Toy record = Toy.of(
                "record",
                List.of(),
                List.of(new TableOutput(trace, false)),
                (parameters, context) ->
                        context.table("trace").float64(0, parameters.x()).endRow());
        try (Workbench bench = new Workbench(folder, record, Toy.total())) {
            RunReport report = bench.run("""
                    r: {run: record, sweep: {x: [1, 2, 3]}}
                    s: {run: total, inputs: {in: "${r.trace}"}, sweep: {each: r, y: [0, 1]}, with: {x: 100}}
                    """);
            assertArrayEquals(new double[] {100, 100, 200, 200, 300, 300}, bench.values(report, "s"));
            StageResults recordings = report.resultsOf("r");
            assertFalse(recordings.isSingle("trace"));
            assertEquals(
                    3.0,
                    Table.read(bench.store().read(recordings.ofPoint("trace", 2)))
                            .float64("value", 0));
        }
    }

    @Test
    void aStageMayTakeTheRecordingsOfAllPointsWithTheirAxes() throws IOException {
        TableSchema trace = TableSchema.of("trace", "a recording", Column.float64("value", "1", "a number"));
        Toy record = Toy.of(
                "record",
                List.of(),
                List.of(new TableOutput(trace, false)),
                (parameters, context) ->
                        context.table("trace").float64(0, parameters.x()).endRow());
        TableSchema axes =
                TableSchema.of("axes", "", Column.text("axes", "axes"), Column.float64("value", "1", "a number"));
        Toy list = Toy.of(
                "list",
                List.of(InputPort.ofAllPoints("in", "recordings", List.of())),
                List.of(new TableOutput(axes, true)),
                (parameters, context) -> {
                    TableWriter out = context.table("axes");
                    for (var table : context.inputs("in")) {
                        out.text(0, table.axes().toString());
                        out.float64(1, table.table().float64("value", 0)).endRow();
                    }
                });
        try (Workbench bench = new Workbench(folder, record, list)) {
            RunReport report = bench.run("""
                    r: {run: record, sweep: {x: [1, 2], time: [5 ms]}}
                    l: {run: list, inputs: {in: "${r.trace}"}}
                    """);
            Table listed = Table.read(bench.store().read(report.resultsOf("l").single("axes")));
            assertEquals(List.of("{time=5 ms, x=1}", "{time=5 ms, x=2}"), listed.text("axes"));
        }
    }

    private record Wishes(
            @Describe("which tables to yield") @Default("[]")
            List<String> tables) {}

    private static final class OnRequest implements Stage<Wishes> {
        @Override
        public StageType<Wishes> type() {
            return new StageType<>(
                    "on-request", "A toy.", Wishes.class, List.of(), List.of(Toy.OUT.askedBy("tables")), false);
        }

        @Override
        public void compute(Wishes parameters, StageContext context) {}
    }

    @Test
    void onlyRequestedTablesExistEvenIfEmpty() throws IOException {
        try (Workbench bench = new Workbench(folder, new OnRequest())) {
            RunReport report = bench.run("""
                    none: {run: on-request, sweep: {replicate: 1..2}}
                    some: {run: on-request, sweep: {replicate: 1..2}, with: {tables: [out]}}
                    """);
            StageResults none = report.resultsOf("none");
            assertEquals(Set.of(), none.singles().keySet());
            assertEquals(Set.of(), storedOutputs(bench, none));
            StageResults some = report.resultsOf("some");
            assertEquals(Set.of("out"), some.singles().keySet());
            assertEquals(Set.of("out"), storedOutputs(bench, some));
        }
    }

    private static Set<String> storedOutputs(Workbench bench, StageResults results) throws IOException {
        return bench.store().find(results.work().key(0)).orElseThrow().outputs().keySet();
    }

    @Test
    void aStageMayWriteFilesAndUntouchedOutputsAreEmpty() throws IOException {
        Toy draw = Toy.of(
                "draw",
                List.of(),
                List.of(new FileOutput("figure", "text/plain", "txt", "a figure"), Toy.OUT),
                (parameters, context) -> context.file("figure").write("drawn".getBytes(StandardCharsets.UTF_8)));
        try (Workbench bench = new Workbench(folder, draw)) {
            StageResults results = bench.run("f: {run: draw}").resultsOf("f");
            assertEquals("drawn", new String(bench.store().read(results.single("figure")), StandardCharsets.UTF_8));
            assertEquals(
                    0, Table.read(bench.store().read(results.single("out"))).rows());
        }
    }

    @Test
    void aResultHasProvenance() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add())) {
            RunReport report = bench.run("a: {run: add, sweep: {x: [1, 2]}}");
            CacheKey key = report.stages().get(0).work().orElseThrow().key(1);
            Map<String, byte[]> documents =
                    bench.store().find(key).orElseThrow().documents();
            Provenance provenance = Provenance.parse(documents.get("provenance"));
            assertEquals("a", provenance.stage());
            assertEquals("x=2", provenance.point());
            assertEquals("2022-05-24T12:00:00Z", provenance.started().toString());
        }
    }

    @Test
    void theListenerReceivesEveryPointBetweenStartAndEndOfItsStage() throws IOException {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total()).jobs(1)) {
            bench.run(STAGES);
            assertEquals(
                    List.of(
                            "RunStarted",
                            "StageStarted",
                            "WorkPlanned",
                            "PointStarted",
                            "PointComputed",
                            "PointStarted",
                            "PointComputed",
                            "PointStarted",
                            "PointComputed",
                            "StageFinished",
                            "StageStarted",
                            "PointStarted",
                            "PointComputed",
                            "StageFinished",
                            "RunFinished"),
                    bench.events().stream()
                            .map(event -> event.getClass().getSimpleName())
                            .toList());
        }
    }
}
