package org.cb1network.engine.runner.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of results that are intact but wrong. */
class AuditTest {

    private static final long SEED = 4711;

    private static final String SWEEP = """
            a:
              run: drifting
              sweep: {x: [1, 2, 3]}
            sum:
              run: total
              inputs: {in: "${a.out}"}
            """;

    @TempDir
    private Path folder;

    /** Added to the result of stage "drifting": a code change that no fingerprint shows. */
    private final DoubleAdder edit = new DoubleAdder();

    private final AtomicInteger calls = new AtomicInteger();
    private final Cancellation cancellation = new Cancellation();
    private Workbench bench;
    private CacheHits hits = new CacheHits(event -> {});

    @BeforeEach
    void open() {
        Toy drifting = Toy.source(
                "drifting", (parameters, context) -> Toy.write(context, parameters.x() + edit.doubleValue()));
        Toy moody = Toy.source("moody", (parameters, context) -> Toy.write(context, calls.incrementAndGet()));
        Toy fragile = Toy.source("fragile", (parameters, context) -> {
            if (calls.incrementAndGet() > 1) {
                throw new IllegalStateException("no more of this");
            }
            Toy.write(context, 1);
        });
        Toy drawing = Toy.of(
                "drawing",
                List.of(),
                List.<OutputPort>of(new FileOutput("svg", "image/svg+xml", "svg", "a picture")),
                (parameters, context) -> {
                    try (var out = context.file("svg")) {
                        out.write(("<svg width='" + (parameters.x() + edit.doubleValue()) + "'/>")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                });
        bench = new Workbench(folder, drifting, moody, fragile, drawing, Toy.total()).listener(event -> hits.on(event));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    /** Runs as the next process would, with its own listener. */
    private RunReport run(String stages) throws IOException {
        hits = new CacheHits(event -> {});
        return bench.run(stages);
    }

    private AuditReport audit(RunReport report, String size) throws IOException {
        return new Audit(bench.store(), List.of(folder), cancellation, "test", Clock.systemUTC(), 2, () -> {})
                .run(hits.points(report), hits.tables(report), SampleSize.parse(size), SEED);
    }

    @Test
    void resultsComputedByTheRunAreNotHits() throws IOException {
        AuditReport report = audit(run(SWEEP), "all");
        assertEquals(0, report.ofPoints());
        assertEquals(0, report.ofTables());
    }

    @Test
    void aSoundStoreAgreesPointByPointAndTableByTable() throws IOException {
        run(SWEEP);
        AuditReport report = audit(run(SWEEP), "all");
        assertEquals(Verdict.REPRODUCED, report.verdict(), report.toString());
        assertEquals(4, report.points());
        assertEquals(1, report.tables());
    }

    @Test
    void codeThatChangedWithoutItsFingerprintIsNamedWithPointAndValue() throws IOException {
        run(SWEEP);
        edit.add(0.5);
        AuditReport report = audit(run(SWEEP), "all");
        assertEquals(
                List.of("a x=1", "a x=2", "a x=3"),
                report.findings().stream()
                        .map(finding -> finding.stage() + " " + finding.point())
                        .toList());
        AuditFinding first = report.findings().get(0);
        assertEquals("out", first.outputs().get(0).output());
        assertEquals(
                "row 1: value is 1.0 in the store, 1.5 computed again",
                first.outputs().get(0).where("in the store", "computed again"));
        assertEquals("test", first.provenance().orElseThrow().version());
        assertFalse(first.codeDigest().isEmpty());
        assertTrue(first.deterministic());
    }

    @Test
    void theNextRunComputesWhatWasSetAsideAndEverythingAfterIt() throws IOException {
        run(SWEEP);
        edit.add(0.5);
        AuditReport report = audit(run(SWEEP), "all");
        assertTrue(report.findings().stream().allMatch(AuditFinding::setAside));
        RunReport next = run(SWEEP);
        assertEquals(4, next.computed());
        assertArrayEquals(new double[] {7.5}, bench.values(next, "sum"));
        assertEquals(Verdict.REPRODUCED, audit(run(SWEEP), "all").verdict());
    }

    @Test
    void oneWrongPointInvalidatesItsTablesInEverySweepThatHasIt() throws IOException {
        String narrow = SWEEP.replace("[1, 2, 3]", "[1, 2]");
        run(SWEEP);
        run(narrow);
        CacheKey second = work(narrow).key(1);
        edit.add(0.5);
        bench.store().setAside(second);
        RunReport wrong = bench.run("b: {run: drifting, with: {x: 2}}");
        assertEquals(1, wrong.computed(), "the wrong result of the point that both sweeps share");
        edit.reset();
        RunReport narrowRun = run(narrow);
        AuditReport report = new Audit(
                        bench.store(), List.of(folder), cancellation, "test", Clock.systemUTC(), 2, () -> {})
                .run(hits.points(narrowRun), List.of(), SampleSize.all(), SEED);
        assertEquals(
                List.of(second),
                report.findings().stream().map(AuditFinding::key).toList());
        assertEquals(2, report.findings().get(0).tablesSetAside());
        assertArrayEquals(new double[] {6}, bench.values(run(SWEEP), "sum"));
        assertArrayEquals(new double[] {3}, bench.values(run(narrow), "sum"));
    }

    @Test
    void anEditedCollectedTableIsFoundAlthoughItsPointsAreRight() throws IOException {
        run(SWEEP);
        StageWork work = work(SWEEP);
        CacheKey key = work.collectionPreimage(Toy.OUT).key();
        edit(key);
        AuditReport report = audit(run(SWEEP), "all");
        AuditFinding finding = report.findings().get(0);
        assertEquals(1, report.findings().size());
        assertTrue(finding.collected());
        assertEquals(key, finding.key());
        assertEquals(
                "row 3 (x=3.0): value is 4.0 in the store, 3.0 computed again",
                finding.outputs().get(0).where("in the store", "computed again"));
        assertArrayEquals(new double[] {6}, bench.values(run(SWEEP), "sum"));
    }

    /** Adds 1 to the last value of an entry's table, as a manual edit could. */
    private void edit(CacheKey key) throws IOException {
        Entry entry = bench.store().find(key).orElseThrow();
        Table table = Table.read(bench.store().read(entry.output("out")));
        double[] values = table.float64("value");
        values[values.length - 1] += 1;
        Table edited = Table.builder(table.schema())
                .column("x", table.float64("x"))
                .column("value", values)
                .build();
        bench.store().setAside(key);
        bench.store()
                .publish(
                        key,
                        EntryDraft.builder()
                                .document(
                                        KeyPreimage.DOCUMENT, entry.documents().get(KeyPreimage.DOCUMENT))
                                .output("out", edited.toBytes())
                                .build());
    }

    @Test
    void aChangedPictureIsFound() throws IOException {
        String picture = "fig: {run: drawing}";
        run(picture);
        edit.add(1);
        AuditReport report = audit(run(picture), "all");
        assertEquals(
                "18 bytes, different from byte 13 on",
                report.findings().get(0).outputs().get(0).where("in the store", "computed again"));
    }

    @Test
    void aNondeterministicStageIsReported() throws IOException {
        String moody = "m: {run: moody}";
        run(moody);
        AuditFinding finding = audit(run(moody), "all").findings().get(0);
        assertFalse(finding.deterministic());
        assertTrue(finding.setAside());
    }

    @Test
    void aPointThatCannotBeComputedAgainIsNotCheckedAndStays() throws IOException {
        String fragile = "f: {run: fragile}";
        run(fragile);
        AuditReport report = audit(run(fragile), "all");
        assertEquals(List.of(), report.findings());
        assertEquals(
                Map.of("f", "it cannot be computed again: IllegalStateException: no more of this"), report.unchecked());
        assertEquals(Verdict.NOT_CHECKABLE, report.verdict());
        assertEquals(0, run(fragile).computed());
    }

    @Test
    void theSeedDeterminesTheSample() throws IOException {
        String wide = SWEEP.replace("[1, 2, 3]", "{from: 1, to: 200, count: 200}");
        run(wide);
        edit.add(1);
        List<StoredPoint> points = hits.points(run(wide));
        assertEquals(Sample.draw(points, StoredPoint::key, 10, 1), Sample.draw(points, StoredPoint::key, 10, 1));
        assertFalse(Sample.draw(points, StoredPoint::key, 10, 1).equals(Sample.draw(points, StoredPoint::key, 10, 2)));
        AuditReport report = audit(run(wide), "5%");
        assertEquals(11, report.points(), "5 % of 201, rounded up");
    }

    @Test
    void scratchStoresAreRemoved() throws IOException {
        run(SWEEP);
        edit.add(1);
        audit(run(SWEEP), "all");
        assertEquals(0, scratchFolders());
    }

    private long scratchFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("scratch-"))
                    .count();
        }
    }

    @Test
    void aRequestToStopEndsTheAudit() throws IOException {
        run(SWEEP);
        RunReport report = run(SWEEP);
        cancellation.request();
        assertThrows(CancellationException.class, () -> audit(report, "all"));
    }

    private StageWork work(String stages) throws IOException {
        PipelineSpec pipeline = bench.read(stages);
        return bench.planner(pipeline)
                .plan(Selection.all(pipeline))
                .stages()
                .get(0)
                .work()
                .orElseThrow();
    }
}
