package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a store: noticed before use, set aside, a miss, reported once. */
class CorruptionTest {

    private static final List<String> NAMES = List.of("a", "b", "large c", "large d", "e");

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        fill(root);
    }

    private static void fill(Path root) throws IOException {
        try (Store store = Store.open(root, StoreListener.silent(), FaultyFiles.sound())) {
            for (String name : NAMES) {
                Samples.publish(store, name);
            }
        }
    }

    /** A way to damage a file. */
    private interface Damage {
        void to(Path file, SplittableRandom random) throws IOException;
    }

    private record Named(String name, Damage damage) {}

    private static final List<Named> DAMAGES = List.of(
            new Named("a flipped bit", (file, random) -> {
                byte[] content = Files.readAllBytes(file);
                if (content.length > 0) {
                    content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                    Samples.overwrite(file, content);
                }
            }),
            new Named("a cut", (file, random) -> {
                byte[] content = Files.readAllBytes(file);
                Samples.overwrite(file, Arrays.copyOf(content, random.nextInt(Math.max(1, content.length))));
            }),
            new Named("a cut with zeros behind", (file, random) -> {
                byte[] content = Files.readAllBytes(file);
                int from = random.nextInt(Math.max(1, content.length));
                Arrays.fill(content, from, content.length, (byte) 0);
                Samples.overwrite(file, content);
            }),
            new Named("emptying", (file, random) -> Samples.overwrite(file, new byte[0])),
            new Named("deletion", (file, random) -> Files.delete(file)),
            new Named(
                    "other bytes",
                    (file, random) ->
                            Samples.overwrite(file, Samples.bytes(random.nextLong(), random.nextInt(100_000)))),
            new Named("a folder in its place", (file, random) -> {
                Files.delete(file);
                Files.createDirectory(file);
            }),
            new Named(
                    "a foreign file beside it",
                    (file, random) -> Files.write(file.resolveSibling("Thumbs.db"), new byte[10])));

    /** Every kind of file, damaged in every way. */
    @TestFactory
    Stream<DynamicTest> damageNeverLeadsToAWrongResult() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String kind : List.of("objects", "entries", "FORMAT", "CACHEDIR.TAG", "claims")) {
            for (Named damage : DAMAGES) {
                int trials = kind.equals("entries") ? Scale.trials(8) : Scale.trials(1);
                for (int trial = 0; trial < trials; trial++) {
                    long seed = trial;
                    String name = kind + ", " + damage.name() + ", seed " + seed;
                    tests.add(DynamicTest.dynamicTest(name, () -> damage(kind, damage.damage(), seed, name)));
                }
            }
        }
        return tests.stream();
    }

    private void damage(String kind, Damage damage, long seed, String name) throws IOException {
        Path here = folder.resolve(name);
        fill(here);
        SplittableRandom random = new SplittableRandom(seed);
        Path victim = Samples.files(here.resolve(kind)).get(0);
        damage.to(victim, random);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Store.open(here, ear, FaultyFiles.sound())) {
            recompute(store);
        } catch (StoreException e) {
            // A folder where a file should be, or the like: people have to see to that.
            assertTrue(Files.isDirectory(victim), e.getMessage());
            return;
        }
        Samples.Ear later = new Samples.Ear();
        try (Store store = Store.open(here, later, FaultyFiles.sound())) {
            for (String entry : NAMES) {
                assertTrue(Samples.isReadable(store, entry), entry);
            }
            DoctorReport report = store.examine(true);
            assertTrue(report.healthy() || Files.isDirectory(victim), report.toString());
            assertTrue(store.examine(false).healthy() || Files.isDirectory(victim));
        }
        assertTrue(later.heard().isEmpty() || Files.isDirectory(victim), "reported twice: " + later.heard());
        assertTrue(
                !name.contains("foreign") || Files.exists(victim.resolveSibling("Thumbs.db")),
                "a foreign file was deleted");
    }

    /** What a runner does: take what is there, compute and publish what is not. */
    private static void recompute(Store store) throws IOException {
        for (String name : NAMES) {
            if (!Samples.isReadable(store, name)) {
                assertTrue(store.find(Samples.key(name)).isEmpty(), name + " is damaged and yet found");
                Samples.publish(store, name);
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
    }

    @Test
    void aDamagedObjectIsSetAsideAndReportedOnce() throws IOException {
        Samples.flipBit(Samples.object(root, "large c"), 12345);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Store.open(root, ear)) {
            Entry entry = store.find(Samples.key("large c")).orElseThrow();
            CorruptObjectException e =
                    assertThrows(CorruptObjectException.class, () -> store.read(entry.output("table")));
            assertEquals(entry.output("table"), e.output());
            assertTrue(store.find(Samples.key("large c")).isEmpty());
            assertFalse(store.contains(Samples.key("large c")));
            assertThrows(CorruptObjectException.class, () -> store.file(entry.output("table")));
            Samples.publish(store, "large c");
        }
        assertEquals(List.of(StoreWarning.Kind.CORRUPT_OBJECT), ear.kinds());
        assertEquals(1, Samples.files(root.resolve("quarantine")).size());
        try (Store store = Store.open(root, ear)) {
            assertTrue(Samples.isReadable(store, "large c"));
            assertEquals(NAMES.size(), store.statistics().entries());
        }
        assertEquals(1, ear.heard().size());
    }

    @Test
    void anObjectReplacedByAnotherOneIsNoticed() throws IOException {
        Path c = Samples.object(root, "large c");
        Samples.overwrite(c, Files.readAllBytes(Samples.object(root, "large d")));
        try (Store store = Store.open(root)) {
            assertFalse(Samples.isReadable(store, "large c"));
            assertTrue(Samples.isReadable(store, "large d"));
        }
    }

    @Test
    void aMissingObjectMakesItsEntryAMiss() throws IOException {
        Files.delete(Samples.object(root, "large c"));
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Store.open(root, ear)) {
            assertTrue(store.find(Samples.key("large c")).isEmpty());
            assertTrue(store.find(Samples.key("large c")).isEmpty());
        }
        assertEquals(List.of(StoreWarning.Kind.MISSING_OBJECT), ear.kinds());
    }

    @Test
    void anotherContentMayReplaceOneThatIsLost() throws IOException {
        Samples.flipBit(Samples.object(root, "large c"), 1);
        EntryDraft other = EntryDraft.builder()
                .output("table", Samples.content("large other"))
                .build();
        try (Store store = Store.open(root)) {
            store.publish(Samples.key("large c"), other);
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Store.open(root, ear)) {
            Entry entry = store.find(Samples.key("large c")).orElseThrow();
            assertEquals(List.of("table"), List.copyOf(entry.outputs().keySet()));
            assertEquals(Samples.LARGE, store.read(entry.output("table")).length);
        }
        assertEquals(List.of(), ear.heard());
    }

    @Test
    void whatCannotBeReadForAMomentIsNotSetAside() throws IOException {
        boolean[] broken = {true};
        Path object = Samples.object(root, "large c");
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public Input open(Path file) throws IOException {
                if (broken[0] && file.equals(object)) {
                    throw new IOException("Too many open files");
                }
                return super.open(file);
            }
        };
        try (Store store = Store.open(root, StoreListener.silent(), files)) {
            assertFalse(Samples.isReadable(store, "large c"));
        }
        assertTrue(Files.exists(object));
        broken[0] = false;
        try (Store store = Store.open(root)) {
            assertTrue(Samples.isReadable(store, "large c"));
        }
    }

    @Test
    void aDamagedRecordCostsOnlyItsEntryAndIsReportedOnce() throws IOException {
        Path segment = Samples.segments(root).get(0);
        Samples.flipBit(segment, Samples.recordOf(segment, "b") + RecordHeader.BYTES + 3);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Store.open(root, ear)) {
            for (String name : NAMES) {
                assertEquals(!name.equals("b"), Samples.isReadable(store, name), name);
            }
        }
        assertEquals(List.of(StoreWarning.Kind.CORRUPT_RECORD), ear.kinds());
        try (Store store = Store.open(root, ear)) {
            assertFalse(store.contains(Samples.key("b")));
            Samples.publish(store, "b");
        }
        assertEquals(1, ear.heard().size());
    }

    @Test
    void aDamagedHeadOfARecordIsMendedWhenTheStoreIsOpened() throws IOException {
        Path segment = Samples.segments(root).get(0);
        Samples.flipBit(segment, Samples.recordOf(segment, "b") + 20);
        Samples.Ear ear = new Samples.Ear();
        for (int i = 0; i < 2; i++) {
            try (Store store = Store.open(root, ear)) {
                for (String name : NAMES) {
                    assertEquals(!name.equals("b"), Samples.isReadable(store, name), name);
                }
            }
        }
        assertEquals(List.of(StoreWarning.Kind.DAMAGED_SEGMENT), ear.kinds());
        assertEquals(
                List.of(segment.getFileName()),
                Samples.files(root.resolve("quarantine")).stream()
                        .map(Path::getFileName)
                        .toList());
    }

    @Test
    void aDamagedHeadOfASegmentCostsNothing() throws IOException {
        Samples.flipBit(Samples.segments(root).get(0), 15);
        try (Store store = Store.open(root)) {
            for (String name : NAMES) {
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
    }

    @Test
    void aDamagedFormatFileIsWrittenAnew() throws IOException {
        Samples.flipBit(root.resolve("FORMAT"), 37);
        Samples.Ear ear = new Samples.Ear();
        for (int i = 0; i < 2; i++) {
            try (Store store = Store.open(root, ear)) {
                assertTrue(Samples.isReadable(store, "a"));
            }
        }
        assertEquals(List.of(StoreWarning.Kind.MENDED), ear.kinds());
    }

    @Test
    void damageFoundWhileOthersWriteTheSegmentIsAMissOnlyForOneself() throws IOException {
        try (Store writer = Store.open(root);
                Store reader = Store.open(root)) {
            Samples.publish(writer, "f");
            Path segment = Samples.segments(root).get(0);
            int position = Samples.recordOf(segment, "f");
            reader.refresh();
            Samples.flipBit(segment, position + RecordHeader.BYTES + 3);
            assertFalse(Samples.isReadable(reader, "f"));
            Samples.flipBit(segment, position + RecordHeader.BYTES + 3);
            assertTrue(Samples.isReadable(writer, "f"));
        }
        try (Store store = Store.open(root)) {
            assertTrue(Samples.isReadable(store, "f"));
        }
    }
}
