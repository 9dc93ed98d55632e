package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes the key of a result and what does not. */
class KeysTest {

    private static final String PLAIN = """
            pipeline: toys
            seed: 7
            stages:
              a:
                run: add
                with: {x: 2, time: 5 ms}
              s:
                run: draw
                with: {x: 2}
            """;

    @TempDir
    private static Path folder;

    /** Shared by all tests, because a key does not depend on anything that a test leaves behind. */
    private static Workbench bench;

    @BeforeAll
    static void open() {
        bench = new Workbench(folder, Toy.add(), Toy.seeded("draw", (parameters, context) -> {}), Toy.total());
    }

    @AfterAll
    static void close() throws IOException {
        bench.close();
    }

    private static CacheKey keyOf(String stage, String pipeline) throws IOException {
        return bench.key(pipeline, stage);
    }

    private static Arguments edit(String what, String from, String to) {
        return Arguments.of(what, from, to);
    }

    static Stream<Arguments> editsWithoutEffect() {
        return Stream.of(
                edit("a comment", "pipeline: toys", "# new\npipeline: toys # here, too"),
                edit("block style", "with: {x: 2, time: 5 ms}", "with:\n      x: 2\n      time: 5 ms"),
                edit("the order of keys", "{x: 2, time: 5 ms}", "{time: 5 ms, x: 2}"),
                edit(
                        "the order of all keys of a stage",
                        "run: add\n    with: {x: 2, time: 5 ms}",
                        "with: {x: 2, time: 5 ms}\n    run: add"),
                edit("another way to write a number", "x: 2,", "x: 2.0,"),
                edit("another unit of the same quantity", "5 ms", "0.005 s"),
                edit("a default written out", "{x: 2, time: 5 ms}", "{x: 2, y: 0, time: 5 ms}"),
                edit("quotes", "5 ms", "\"5 ms\""),
                edit("a parameter of another stage", "with: {x: 2}", "with: {x: 3}"),
                edit("another stage more", "stages:", "stages:\n  z: {run: add, with: {x: 9}}"),
                edit("the name of the pipeline", "pipeline: toys", "pipeline: games"),
                edit("a description", "run: add", "run: add\n    describe: two and nothing"),
                edit("a description of the pipeline", "seed: 7", "seed: 7\ndescription: toys"),
                edit(
                        "a profile that is not chosen",
                        "seed: 7",
                        "seed: 7\nprofiles: {quick: {stages: {a: {with: {x: 5}}}}}"),
                edit("the seed, for a stage that draws nothing", "seed: 7", "seed: 8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editsWithoutEffect")
    void doesNotChangeTheKey(String what, String from, String to) throws IOException {
        assertEquals(keyOf("a", PLAIN), keyOf("a", edited(from, to)), what);
    }

    static Stream<Arguments> editsWithEffect() {
        return Stream.of(
                edit("a parameter", "{x: 2, time", "{x: 2.0000000001, time"),
                edit("a default that is overridden", "{x: 2, time", "{x: 2, y: 1, time"),
                edit("a quantity", "5 ms", "6 ms"),
                edit("the same number of another unit", "5 ms", "5 s"),
                edit("the stage type", "run: add", "run: draw"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editsWithEffect")
    void changesTheKey(String what, String from, String to) throws IOException {
        assertNotEquals(keyOf("a", PLAIN), keyOf("a", edited(from, to)), what);
    }

    private static String edited(String from, String to) {
        assertNotEquals(PLAIN, PLAIN.replace(from, to), "the edit must edit something");
        return PLAIN.replace(from, to);
    }

    @Test
    void theSeedChangesTheKeyOfAStageThatDraws() throws IOException {
        assertNotEquals(keyOf("s", PLAIN), keyOf("s", PLAIN.replace("seed: 7", "seed: 8")));
    }

    @Test
    void theCodeOfAStageChangesItsKeyAndNoOther() throws IOException {
        CacheKey added = keyOf("a", PLAIN);
        CacheKey drawn = keyOf("s", PLAIN);
        bench.code().change("add", "second");
        assertNotEquals(added, keyOf("a", PLAIN));
        assertEquals(drawn, keyOf("s", PLAIN));
        bench.code().change("add", "first");
        assertEquals(added, keyOf("a", PLAIN));
    }

    @Test
    void theNameOfAStageIsNotPartOfItsKey() throws IOException {
        assertEquals(keyOf("a", PLAIN), keyOf("b", PLAIN.replace("  a:", "  b:")));
    }

    @Test
    void theLocaleIsNotPartOfTheKey() throws IOException {
        CacheKey before = keyOf("a", PLAIN);
        Locale usual = Locale.getDefault();
        try {
            for (String tag : List.of("tr-TR", "de-DE", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(before, keyOf("a", PLAIN), tag);
            }
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void theFolderIsNotPartOfTheKey() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        try (Workbench other = new Workbench(elsewhere, Toy.add(), Toy.seeded("draw", (parameters, context) -> {}))) {
            assertEquals(keyOf("a", PLAIN), other.key(PLAIN, "a"));
        }
    }

    @Test
    void theKeyOfAPointIsThatOfAStageOfTheSameValues() throws IOException {
        String sweep = "w: {run: add, sweep: {x: [1, 2, 3]}, with: {time: 5 ms}}";
        StageWork work = bench.plan(sweep, "w", List.of()).work().orElseThrow();
        assertEquals(keyOf("a", PLAIN), work.key(1));
    }

    @Test
    void aPointKeepsItsKeyWhenTheGridIsWidenedOrReordered() throws IOException {
        StageWork narrow = work("w: {run: add, sweep: {x: [1, 2], y: [5, 6]}}");
        StageWork wide = work("w: {run: add, sweep: {y: [6, 4, 5], x: [0, 2, 1]}}");
        for (int i = 0; i < narrow.size(); i++) {
            int index = i;
            long found = wide.stage().points().stream()
                    .filter(point -> wide.key(point.index()).equals(narrow.key(index)))
                    .count();
            assertEquals(1, found, narrow.label(index));
        }
    }

    @Test
    void collectionsOfTheSamePointsInAnotherOrderHaveDifferentKeys() throws IOException {
        assertNotEquals(
                collection(work("w: {run: add, sweep: {x: [1, 2]}}")),
                collection(work("w: {run: add, sweep: {x: [2, 1]}}")));
        assertEquals(
                collection(work("w: {run: add, sweep: {x: [1, 2]}}")),
                collection(work("w: {run: add, sweep: {x: [1.0, 2.0]}}")));
    }

    private static StageWork work(String stages) throws IOException {
        return bench.plan(stages, "w", List.of()).work().orElseThrow();
    }

    private static CacheKey collection(StageWork work) {
        return work.collectionPreimage(Toy.OUT).key();
    }

    @Test
    void anInputEntersByItsContentNotByTheStageItComesFrom() throws IOException {
        String pipeline = """
                a: {run: add, with: {x: 2}}
                b: {run: add, with: {x: 1, y: 1}}
                c: {run: add, with: {x: 3}}
                from-a: {run: total, inputs: {in: "${a.out}"}}
                from-b: {run: total, inputs: {in: "${b.out}"}}
                from-c: {run: total, inputs: {in: "${c.out}"}}
                """;
        bench.run(pipeline);
        assertEquals(bench.key(pipeline, "from-a"), bench.key(pipeline, "from-b"));
        assertNotEquals(bench.key(pipeline, "from-a"), bench.key(pipeline, "from-c"));
    }

    @Test
    void everyStoredPreimageHashesToTheKeyItIsStoredUnder() throws IOException {
        PipelineSpec pipeline = bench.read(PLAIN);
        bench.run(Selection.all(pipeline), pipeline);
        StageWork work = bench.plan(PLAIN, "a", List.of()).work().orElseThrow();
        byte[] stored =
                bench.store().find(work.key(0)).orElseThrow().documents().get("preimage");
        assertEquals(work.key(0), KeyPreimage.parse(stored).key());
        assertEquals(work.preimage(0), KeyPreimage.parse(stored));
    }

    @Test
    void keysMatchTheirPreimagesHoweverManyPointsShareIngredients() throws IOException {
        String pipeline = """
                a: {run: add, with: {y: 2}, sweep: {x: {from: 0, to: 5999, count: 6000}}}
                b: {run: total, inputs: {in: "${few.out}"}, sweep: {each: few}}
                few: {run: add, sweep: {x: [1, 2, 3], y: [4, 5]}}
                """;
        PipelineSpec spec = bench.read(pipeline);
        bench.run(Selection.of(spec, List.of("few"), List.of(), false), spec);
        for (String stage : List.of("a", "b", "few")) {
            StageWork work = bench.plan(pipeline, stage, List.of()).work().orElseThrow();
            for (int i = 0; i < work.size(); i++) {
                assertEquals(work.preimage(i).key(), work.key(i), work.label(i));
            }
        }
    }
}
