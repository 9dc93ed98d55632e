package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The store's record of a stage is never wrong. */
class StageEntryTest {

    private static final String PLAIN = """
            pipeline: toys
            seed: 7
            stages:
              a: {run: add, sweep: {x: [1, 2, 3], y: [4, 5]}, with: {time: 5 ms}}
              b: {run: total, inputs: {in: "${a.out}"}}
              s: {run: draw, sweep: {x: [1, 2], replicate: 1..2}}
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        Toy add = Toy.source("add", (parameters, context) -> {
            if (parameters.x() == 13) {
                throw new IOException("no such floor");
            }
            Toy.write(context, parameters.x() + parameters.y());
        });
        Toy draw = Toy.seeded("draw", (parameters, context) -> Toy.write(context, (double) (context.seed() % 1000)));
        bench = new Workbench(folder, add, draw, Toy.total());
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private StageWork work(String pipeline, String stage) throws IOException {
        return bench.plan(pipeline, stage, List.of()).work().orElseThrow();
    }

    private static List<CacheKey> keys(StageWork work) {
        return IntStream.range(0, work.size()).mapToObj(work::key).toList();
    }

    /** Replaces the store's record of a stage. */
    private void replace(StageWork work, byte[] content) throws Exception {
        Entry entry = bench.store().find(work.stageKey()).orElseThrow();
        bench.store().setAside(work.stageKey());
        EntryDraft.Builder draft = EntryDraft.builder().output("points", content);
        entry.documents().forEach(draft::document);
        bench.store().publish(work.stageKey(), draft.build());
    }

    private byte[] content(StageWork work) throws IOException {
        Entry entry = bench.store().find(work.stageKey()).orElseThrow();
        return bench.store().read(entry.output("points"));
    }

    @Test
    void aStageIsRememberedOnceItIsComplete() throws IOException {
        assertFalse(bench.store().contains(work(PLAIN, "a").stageKey()), "planning leaves nothing");
        bench.run(PLAIN);
        for (String stage : List.of("a", "b", "s")) {
            assertTrue(bench.store().contains(work(PLAIN, stage).stageKey()), stage);
        }
    }

    @Test
    void aFailedStageIsNotRemembered() throws IOException {
        String failing = "a: {run: add, sweep: {x: [1, 13]}}";
        bench.run(failing);
        assertFalse(bench.store().contains(work(failing, "a").stageKey()));
    }

    @Test
    void theRememberedKeysAreThoseOfItsPoints() throws IOException {
        List<CacheKey> before = keys(work(PLAIN, "a"));
        RunReport report = bench.run(PLAIN);
        StageWork remembered = work(PLAIN, "a");
        assertEquals(before, keys(remembered));
        for (int i = 0; i < remembered.size(); i++) {
            assertEquals(remembered.preimage(i).key(), remembered.key(i));
        }
        assertEquals(report.resultsOf("a").work().collectionPreimage(Toy.OUT), remembered.collectionPreimage(Toy.OUT));
    }

    @Test
    void everyRequestSeenBeforeIsRememberedNotOnlyTheLastOne() throws IOException {
        String other = PLAIN.replace("5 ms", "6 ms");
        bench.run(PLAIN);
        bench.run(other);
        assertTrue(bench.store().contains(work(PLAIN, "a").stageKey()));
        assertTrue(bench.store().contains(work(other, "a").stageKey()));
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("a parameter", "a", "5 ms", "6 ms"),
                Arguments.of("the values of an axis", "a", "x: [1, 2, 3]", "x: [1, 2, 4]"),
                Arguments.of("their order", "a", "x: [1, 2, 3]", "x: [1, 3, 2]"),
                Arguments.of("the order of axes", "a", "x: [1, 2, 3], y: [4, 5]", "y: [4, 5], x: [1, 2, 3]"),
                Arguments.of("what an axis sets", "a", "y: [4, 5]", "z: {set: with.y, values: [4, 5]}"),
                Arguments.of("the seed", "s", "seed: 7", "seed: 8"),
                Arguments.of("the number of replicates", "s", "1..2", "1..3"),
                Arguments.of("the stage type", "s", "run: draw", "run: add"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void aChangeOfPointKeysSelectsAnotherEntry(String what, String stage, String from, String to) throws IOException {
        assertNotEquals(PLAIN, PLAIN.replace(from, to), what);
        assertNotEquals(
                work(PLAIN, stage).stageKey(),
                work(PLAIN.replace(from, to), stage).stageKey(),
                what);
    }

    @Test
    void aChangeOfTheStagesCodeSelectsAnotherEntry() throws IOException {
        CacheKey before = work(PLAIN, "a").stageKey();
        bench.code().change("add", "second");
        assertNotEquals(before, work(PLAIN, "a").stageKey());
    }

    @Test
    void aChangeOfAnInputSelectsAnotherEntry() throws IOException {
        bench.run(PLAIN);
        CacheKey before = work(PLAIN, "b").stageKey();
        String other = PLAIN.replace("x: [1, 2, 3]", "x: [1, 2, 5]");
        bench.run(other);
        assertNotEquals(before, work(other, "b").stageKey());
    }

    @Test
    void aChangeOfASourcePointSelectsAnotherEntry() throws Exception {
        String each = PLAIN + "  e: {run: total, inputs: {in: \"${s.out}\"}, sweep: {each: s}}\n";
        bench.run(each);
        StageWork before = work(each, "e");
        CacheKey point = work(each, "s").key(0);
        byte[] other = bench.store()
                .read(bench.store().find(work(each, "s").key(1)).orElseThrow().output("out"));
        bench.store().setAside(point);
        bench.store().publish(point, EntryDraft.builder().output("out", other).build());
        StageWork after = work(each, "e");
        assertEquals(before.size(), after.size());
        assertNotEquals(before.key(0), after.key(0));
    }

    @Test
    void resultsLostFromTheStoreAreComputedAgain() throws IOException {
        double[] values = bench.values(bench.run(PLAIN), "a");
        StageWork work = work(PLAIN, "a");
        for (CacheKey key : work.allKeys()) {
            assertTrue(bench.store().setAside(key));
            RunReport again = bench.run(PLAIN);
            assertArrayEquals(values, bench.values(again, "a"));
            assertTrue(bench.store().find(key).isPresent());
        }
    }

    @Test
    void anEntryOfAnotherLengthIsIgnored() throws Exception {
        bench.run(PLAIN);
        StageWork work = work(PLAIN, "a");
        List<CacheKey> keys = keys(work);
        int whole = content(work).length;
        for (int length : List.of(0, Digest.BYTES, whole - Digest.BYTES, whole - 1)) {
            replace(work, new byte[length]);
            assertEquals(keys, keys(work(PLAIN, "a")), "length " + length);
            bench.run(PLAIN);
            bench.run(PLAIN);
            assertTrue(bench.store().contains(work.stageKey()), "it is remembered anew");
        }
    }

    @Test
    void anEntryOfAnotherPreimageIsIgnored() throws Exception {
        bench.run(PLAIN);
        StageWork work = work(PLAIN, "a");
        byte[] content = new byte[content(work).length];
        bench.store().setAside(work.stageKey());
        bench.store()
                .publish(
                        work.stageKey(),
                        EntryDraft.builder()
                                .document("preimage", "something else".getBytes(StandardCharsets.UTF_8))
                                .output("points", content)
                                .build());
        assertEquals(keys(work), keys(work(PLAIN, "a")));
    }

    @Test
    void anEntryWithWrongKeysCostsARestartButNoResult() throws Exception {
        double[] values = bench.values(bench.run(PLAIN), "a");
        StageWork work = work(PLAIN, "a");
        replace(work, new byte[content(work).length]);
        assertArrayEquals(values, bench.values(bench.run(PLAIN), "a"));
        assertEquals(keys(work), keys(work(PLAIN, "a")));
    }
}
