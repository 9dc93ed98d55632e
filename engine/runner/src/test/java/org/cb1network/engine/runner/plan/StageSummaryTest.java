package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.EntrySource;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the summaries of stages, results of single points stay where they are until one of them is needed. */
class StageSummaryTest {

    private static final String PIPELINE = """
            pipeline: toys
            seed: 7
            stages:
              s: {run: draw, sweep: {x: [1, 2], replicate: 1..2}}
              e: {run: total, inputs: {in: "${s.out}"}, sweep: {each: s}}
              all: {run: total, inputs: {in: "${e.out}"}}
            """;

    @TempDir
    private Path folder;

    private Workbench authors;
    private Workbench reader;
    private Elsewhere elsewhere;

    /** The authors' store, of which the reader gets what it fetches. */
    private static final class Elsewhere implements EntrySource {

        private final Store store;
        private final Set<CacheKey> hidden = new HashSet<>();
        private final List<CacheKey> fetched = new ArrayList<>();
        private final List<Collection<CacheKey>> requests = new ArrayList<>();

        private Elsewhere(Store store) {
            this.store = store;
        }

        @Override
        public Optional<String> placeOf(CacheKey key) {
            return store.contains(key) && !hidden.contains(key) ? Optional.of("lab") : Optional.empty();
        }

        @Override
        public void fetch(Collection<CacheKey> keys, Receiver receiver) {
            requests.add(List.copyOf(keys));
            for (CacheKey key : keys) {
                fetched.add(key);
                receiver.entry(key, draft(store.find(key).orElseThrow()));
            }
        }

        private EntryDraft draft(Entry entry) {
            EntryDraft.Builder draft = EntryDraft.builder();
            entry.documents().forEach(draft::document);
            try {
                for (StoredOutput output : entry.outputs().values()) {
                    draft.output(output.name(), store.read(output));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return draft.build();
        }
    }

    @BeforeEach
    void open() throws IOException {
        authors = bench("authors");
        authors.run(PIPELINE);
        elsewhere = new Elsewhere(authors.store());
        reader = bench("reader");
        reader.store().attach(elsewhere);
    }

    private Workbench bench(String name) {
        Toy draw = Toy.seeded("draw", (parameters, context) -> {
            Toy.write(context, parameters.x() + context.seed() % 1000);
            context.warn("it was drawn", "");
        });
        return new Workbench(folder.resolve(name), draw, Toy.total());
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        authors.close();
    }

    private StageWork work(Workbench bench, String stage) throws IOException {
        return bench.plan(PIPELINE, stage, List.of()).work().orElseThrow();
    }

    private List<CacheKey> points(String stage) throws IOException {
        StageWork work = work(authors, stage);
        return IntStream.range(0, work.size()).mapToObj(work::key).toList();
    }

    @Test
    void aStageThatTakesSinglePointsIsPlannedAndRunWithoutFetchingThem() throws IOException {
        assertEquals(work(authors, "e").key(3), work(reader, "e").key(3));
        RunReport run = reader.run(PIPELINE);
        assertEquals(0, run.computed());
        for (String stage : List.of("s", "e")) {
            assertTrue(points(stage).stream().noneMatch(elsewhere.fetched::contains), stage);
        }
        assertEquals(work(authors, "s").warnings(), run.resultsOf("s").work().warnings());
    }

    @Test
    void aPointThatMustBeComputedFetchesWhatItTakesWithTheOthersOfItsStage() throws IOException {
        authors.code().change("total", "second");
        reader.code().change("total", "second");
        RunReport expected = authors.run(PIPELINE);
        elsewhere.hidden.addAll(work(authors, "e").allKeys());
        elsewhere.hidden.addAll(work(authors, "all").allKeys());
        elsewhere.requests.clear();
        RunReport run = reader.run(PIPELINE);
        assertEquals(5, run.computed());
        assertArrayEquals(authors.values(expected, "all"), reader.values(run, "all"));
        assertEquals(1, requestsForPoints());
    }

    /** Returns the number of requests for results of the points of the first stage, of which one must get all. */
    private long requestsForPoints() throws IOException {
        List<CacheKey> points = points("s");
        assertTrue(elsewhere.fetched.containsAll(points));
        return elsewhere.requests.stream()
                .filter(keys -> keys.stream().anyMatch(points::contains))
                .count();
    }

    @Test
    void withoutASummaryThePointsAreFetchedAtOnce() throws IOException {
        elsewhere.hidden.add(work(authors, "s").summaryKey());
        assertEquals(work(authors, "e").key(3), work(reader, "e").key(3));
        assertEquals(1, requestsForPoints());
    }

    @Test
    void aResultThatIsHereCountsAndNotWhatTheSummarySays() throws IOException {
        Store store = authors.store();
        CacheKey before = work(authors, "e").key(0);
        byte[] other =
                store.read(store.find(work(authors, "s").key(1)).orElseThrow().output("out"));
        store.setAside(work(authors, "s").key(0));
        store.publish(
                work(authors, "s").key(0),
                EntryDraft.builder().output("out", other).build());
        assertNotEquals(before, work(authors, "e").key(0));
    }

    @Test
    void aSummaryIsMadeAgainWhenPointsHaveBeenComputedAgain() throws IOException {
        StageWork work = work(authors, "s");
        assertTrue(authors.store().setAside(work.summaryKey()));
        Entry wrong = authors.store()
                .publish(
                        work.summaryKey(),
                        EntryDraft.builder()
                                .document(
                                        KeyPreimage.DOCUMENT,
                                        KeyPreimage.ofCollection(
                                                        KeyPreimage.SUMMARY,
                                                        0,
                                                        work.key(0).digest())
                                                .toBytes())
                                .output("out", new byte[1])
                                .build());
        authors.store().setAside(work.key(2));
        authors.run(PIPELINE);
        authors.run(PIPELINE);
        Entry mended = authors.store().find(work.summaryKey()).orElseThrow();
        assertNotEquals(wrong.output("out").digest(), mended.output("out").digest());
        assertFalse(work(authors, "s").warnings().isEmpty());
    }
}
