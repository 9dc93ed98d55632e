package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Any change of a store's bytes is detected before use, set aside, treated as a miss, and reported once. */
class CorruptionTest {

    private static final List<String> NAMES = List.of("a", "b", "large c", "large d", "e");

    /** Every kind of file that a store has. */
    private static final List<String> KINDS =
            List.of("objects", "packs", "FORMAT", "CACHEDIR.TAG", "leases", "tmp", "quarantine");

    private static final List<String> FOLDERS = List.of("objects", "packs", "tmp", "quarantine");

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        fill(root);
    }

    private static void fill(Path root) throws IOException {
        try (Store store = Samples.open(root, StoreListener.silent(), FaultyFiles.sound())) {
            for (String name : NAMES) {
                Samples.publish(store, name);
            }
        }
    }

    /** Adds the other contents of a store: leftovers of an ended process, and files set aside. */
    private static void fillWithAll(Path root) throws IOException {
        fill(root);
        Files.write(Samples.litter(root, 1), Samples.bytes(1, 100));
        Files.write(root.resolve("quarantine").resolve("ab".repeat(32) + ".01234567"), Samples.bytes(2, 100));
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
            new Named("another file of the store in its place", (file, random) -> {
                List<Path> others = new ArrayList<>(Samples.files(storeOf(file)));
                others.removeIf(other -> sameContent(other, file));
                Samples.overwrite(file, Files.readAllBytes(others.get(random.nextInt(others.size()))));
            }),
            new Named("a folder in its place", (file, random) -> {
                Files.delete(file);
                Files.createDirectory(file);
            }),
            new Named("a link in its place", (file, random) -> {
                Path elsewhere = storeOf(file).resolveSibling("elsewhere");
                Files.move(file, elsewhere);
                Files.createSymbolicLink(file, elsewhere);
            }),
            new Named(
                    "a foreign file beside it",
                    (file, random) -> Files.write(file.resolveSibling("Thumbs.db"), new byte[10])));

    private static Path storeOf(Path file) {
        Path folder = file.getParent();
        while (!Files.exists(folder.resolve("packs"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static boolean sameContent(Path one, Path other) {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every kind of file, damaged in every way. */
    @TestFactory
    Stream<DynamicTest> damageNeverLeadsToAWrongResult() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String kind : KINDS) {
            for (Named damage : DAMAGES) {
                int trials = kind.equals("packs") ? Scale.trials(8) : Scale.trials(1);
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
        Path here = folder.resolve(name).resolve("store");
        fillWithAll(here);
        SplittableRandom random = new SplittableRandom(seed);
        Path victim = Samples.files(here.resolve(kind)).get(0);
        byte[] before = Files.readAllBytes(victim);
        damage.to(victim, random);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(here, ear, FaultyFiles.sound())) {
            recompute(store);
        } catch (StoreException e) {
            // A folder or a link in place of a file is left to people.
            assertTrue(isNoFile(victim), e.getMessage());
            return;
        }
        Samples.Ear later = new Samples.Ear();
        try (Store store = Samples.open(here, later, FaultyFiles.sound())) {
            for (String entry : NAMES) {
                assertTrue(Samples.isReadable(store, entry), entry);
            }
            DoctorReport report = Samples.examine(store, true);
            assertTrue(report.healthy() || isNoFile(victim), report.toString());
            assertTrue(Samples.examine(store, false).healthy() || isNoFile(victim));
        }
        assertTrue(later.heard().isEmpty() || isNoFile(victim), "reported twice: " + later.heard());
        assertTrue(
                !name.contains("foreign") || Files.exists(victim.resolveSibling("Thumbs.db")),
                "a foreign file was deleted");
        Path elsewhere = here.resolveSibling("elsewhere");
        assertTrue(
                !Files.exists(elsewhere) || Arrays.equals(before, Files.readAllBytes(elsewhere)),
                "a file out of the store was changed");
    }

    private static boolean isNoFile(Path victim) {
        return Files.isSymbolicLink(victim) || Files.isDirectory(victim);
    }

    /** A file system that denies reading or writing one file, whichever user runs the tests. */
    private static final class Forbidding extends FaultyFiles {

        private final Path forbidden;

        Forbidding(Path forbidden) {
            super((step, moment, occurrence) -> {});
            this.forbidden = forbidden;
        }

        private void check(Path file) throws AccessDeniedException {
            if (file.equals(forbidden)) {
                throw new AccessDeniedException(file.toString());
            }
        }

        @Override
        public Input open(Path file) throws IOException {
            check(file);
            return super.open(file);
        }

        @Override
        public Output append(Step step, Path file) throws IOException {
            check(file);
            return super.append(step, file);
        }

        @Override
        public FileChannel openLocks(Path file) throws IOException {
            check(file);
            return super.openLocks(file);
        }
    }

    /**
     * A file without read permission counts as missing, once and for this process only; processes with permission find
     * it.
     */
    @TestFactory
    Stream<DynamicTest> whatMayNotBeReadCountsAsMissingForOneself() {
        return KINDS.stream().map(kind -> DynamicTest.dynamicTest(kind, () -> forbid(kind)));
    }

    private void forbid(String kind) throws IOException {
        Path here = folder.resolve("forbidden " + kind);
        fillWithAll(here);
        Path victim = Samples.files(here.resolve(kind)).get(0);
        byte[] before = Files.readAllBytes(victim);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(here, ear, new Forbidding(victim))) {
            for (String name : NAMES) {
                Samples.isReadable(store, name);
            }
        } catch (StoreException e) {
            // Without its format file, nobody can tell whether it is a store.
            assertEquals("FORMAT", kind, e.getMessage());
            assertEquals(StoreException.Reason.NO_PERMISSION, e.reason());
        }
        assertTrue(ear.heard().size() <= 1, () -> "reported more than once: " + ear.heard());
        assertArrayEquals(before, Files.readAllBytes(victim), "what cannot be read was changed");
        try (Store store = Samples.open(here)) {
            for (String name : NAMES) {
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
    }

    /** Whole folders may vanish or be replaced. */
    @TestFactory
    Stream<DynamicTest> aFolderThatVanishesCostsWhatWasInItAndNothingElse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : FOLDERS) {
            tests.add(DynamicTest.dynamicTest(name + " deleted", () -> loseFolder(name)));
            tests.add(DynamicTest.dynamicTest(name + " a file", () -> spoilFolder(name, false)));
            tests.add(DynamicTest.dynamicTest(name + " a link", () -> spoilFolder(name, true)));
        }
        return tests.stream();
    }

    private static Path folder(Path root, String name) {
        return root.resolve(name);
    }

    private void loseFolder(String name) throws IOException {
        Path here = folder.resolve("without " + name.replaceAll("\\W", "-"));
        fillWithAll(here);
        deleteAll(folder(here, name));
        try (Store store = Samples.open(here, StoreListener.silent(), FaultyFiles.sound())) {
            recompute(store);
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(here, ear, FaultyFiles.sound())) {
            recompute(store);
            DoctorReport report = Samples.examine(store, true);
            assertTrue(report.healthy(), report.toString());
            assertEquals(NAMES.size(), report.entries());
        }
        assertEquals(List.of(), ear.heard(), "reported twice");
    }

    private void spoilFolder(String name, boolean link) throws IOException {
        Path here = folder.resolve("spoiled " + link + name.replaceAll("\\W", "-"));
        fillWithAll(here);
        Path victim = folder(here, name);
        Path outside = folder.resolve("outside " + link + name.replaceAll("\\W", "-"));
        Files.move(victim, outside);
        Map<Path, byte[]> before = contents(outside);
        if (link) {
            Files.createSymbolicLink(victim, outside);
        } else {
            Files.writeString(victim, "a file where a folder should be");
        }
        StoreException e = assertThrows(StoreException.class, () -> {
            try (Store store = Samples.open(here, StoreListener.silent(), FaultyFiles.sound())) {
                recompute(store);
            }
        });
        assertTrue(e.getMessage().contains("Move it away."), e.getMessage());
        assertEquals(before.keySet(), contents(outside).keySet(), "files out of the store came or went");
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            assertArrayEquals(
                    file.getValue(), Files.readAllBytes(file.getKey()), "a file out of the store was changed");
        }
        Files.delete(victim);
        try (Store store = Samples.open(here, StoreListener.silent(), FaultyFiles.sound())) {
            recompute(store);
        }
    }

    private static Map<Path, byte[]> contents(Path folder) throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (Path file : Samples.files(folder)) {
            contents.put(file, Files.readAllBytes(file));
        }
        return contents;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Does what a runner does: use available results, and compute and publish missing ones. */
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
        try (Store store = Samples.open(root, ear)) {
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
        try (Store store = Samples.open(root, ear)) {
            assertTrue(Samples.isReadable(store, "large c"));
            assertEquals(NAMES.size(), store.statistics().entries());
        }
        assertEquals(1, ear.heard().size());
    }

    @Test
    void anObjectReplacedByAnotherIsDetected() throws IOException {
        Path c = Samples.object(root, "large c");
        Samples.overwrite(c, Files.readAllBytes(Samples.object(root, "large d")));
        try (Store store = Samples.open(root)) {
            assertFalse(Samples.isReadable(store, "large c"));
            assertTrue(Samples.isReadable(store, "large d"));
        }
    }

    @Test
    void aMissingObjectMakesItsEntryAMiss() throws IOException {
        Files.delete(Samples.object(root, "large c"));
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            assertTrue(store.find(Samples.key("large c")).isEmpty());
            assertTrue(store.find(Samples.key("large c")).isEmpty());
        }
        assertEquals(List.of(StoreWarning.Kind.MISSING_OBJECT), ear.kinds());
    }

    @Test
    void aLostContentMayBeReplacedByAnother() throws IOException {
        Samples.flipBit(Samples.object(root, "large c"), 1);
        EntryDraft other = EntryDraft.builder()
                .output("table", Samples.content("large other"))
                .build();
        try (Store store = Samples.open(root)) {
            store.publish(Samples.key("large c"), other);
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            Entry entry = store.find(Samples.key("large c")).orElseThrow();
            assertEquals(List.of("table"), List.copyOf(entry.outputs().keySet()));
            assertEquals(Samples.LARGE, store.read(entry.output("table")).length);
        }
        assertEquals(List.of(), ear.heard());
    }

    @Test
    void anObjectThatIsTemporarilyUnreadableIsNotSetAside() throws IOException {
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
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            assertFalse(Samples.isReadable(store, "large c"));
        }
        assertTrue(Files.exists(object));
        broken[0] = false;
        try (Store store = Samples.open(root)) {
            assertTrue(Samples.isReadable(store, "large c"));
        }
    }

    @Test
    void aDamagedRecordCostsOnlyItsEntryAndIsReportedOnce() throws IOException {
        Path pack = Samples.packs(root).get(0);
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + RecordHeader.BYTES + 3);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            for (String name : NAMES) {
                assertEquals(!name.equals("b"), Samples.isReadable(store, name), name);
            }
        }
        assertEquals(List.of(StoreWarning.Kind.CORRUPT_RECORD), ear.kinds());
        try (Store store = Samples.open(root, ear)) {
            assertFalse(store.contains(Samples.key("b")));
            Samples.publish(store, "b");
        }
        assertEquals(1, ear.heard().size());
    }

    @Test
    void aDamagedRecordHeaderCostsOnlyItsEntryAndIsReportedOnce() throws IOException {
        Path pack = Samples.packs(root).get(0);
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + 20);
        Samples.Ear ear = new Samples.Ear();
        for (int i = 0; i < 2; i++) {
            try (Store store = Samples.open(root, ear)) {
                for (String name : NAMES) {
                    assertEquals(!name.equals("b"), Samples.isReadable(store, name), name);
                }
            }
        }
        assertEquals(List.of(StoreWarning.Kind.CORRUPT_RECORD), ear.kinds());
    }

    @Test
    void aPackWithoutItsIndexIsReadRecordByRecordAndRewritten() throws IOException {
        Path pack = Samples.packs(root).get(0);
        Samples.flipBit(pack, (int) Files.size(pack) - 5);
        Samples.flipBit(pack, Samples.recordOf(pack, "b") + 20);
        Samples.Ear ear = new Samples.Ear();
        for (int i = 0; i < 2; i++) {
            try (Store store = Samples.open(root, ear)) {
                for (String name : NAMES) {
                    assertEquals(!name.equals("b"), Samples.isReadable(store, name), name);
                }
            }
        }
        assertEquals(StoreWarning.Kind.DAMAGED_PACK, ear.kinds().get(0));
        assertEquals(1, ear.kinds().stream().distinct().count());
        assertEquals(1, Samples.files(root.resolve("quarantine")).size());
    }

    @Test
    void aDamagedOutputInAPackCostsTheEntriesThatNameItAndIsReplaced() throws IOException {
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "medium f");
        }
        Digest output = Digest.of(Samples.content("medium f"));
        for (Path pack : Samples.packs(root)) {
            if (holds(pack, output)) {
                Samples.flipBit(pack, Samples.recordOf(pack, output) + RecordHeader.BYTES + 7);
            }
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            assertFalse(Samples.isReadable(store, "medium f"));
            assertFalse(store.contains(Samples.key("medium f")));
            Samples.publish(store, "medium f");
        }
        assertEquals(List.of(StoreWarning.Kind.CORRUPT_RECORD), ear.kinds());
        try (Store store = Samples.open(root, ear)) {
            assertTrue(Samples.isReadable(store, "medium f"));
            assertTrue(
                    Samples.examine(store, false).healthy(),
                    Samples.examine(store, false).toString());
        }
        assertEquals(1, ear.heard().size());
    }

    private static boolean holds(Path pack, Digest key) throws IOException {
        try {
            return Samples.recordOf(pack, key) > 0;
        } catch (AssertionError e) {
            return false;
        }
    }

    @Test
    void aDamagedPackHeaderCostsNothing() throws IOException {
        Samples.flipBit(Samples.packs(root).get(0), 15);
        try (Store store = Samples.open(root)) {
            for (String name : NAMES) {
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
    }

    @Test
    void aDamagedFormatFileIsRewritten() throws IOException {
        Samples.flipBit(root.resolve("FORMAT"), 37);
        Samples.Ear ear = new Samples.Ear();
        for (int i = 0; i < 2; i++) {
            try (Store store = Samples.open(root, ear)) {
                assertTrue(Samples.isReadable(store, "a"));
            }
        }
        assertEquals(List.of(StoreWarning.Kind.REPAIRED), ear.kinds());
    }

    @Test
    void damageFoundWhileOthersWriteTheLogIsAMissInThisProcessOnly() throws IOException {
        try (Store writer = Samples.open(root);
                Store reader = Samples.open(root)) {
            Samples.publish(writer, "f");
            Path pack = Samples.packs(root).stream()
                    .filter(file -> Pack.isLog(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
            int position = Samples.recordOf(pack, "f");
            reader.refresh();
            Samples.flipBit(pack, position + RecordHeader.BYTES + 3);
            assertFalse(Samples.isReadable(reader, "f"));
            Samples.flipBit(pack, position + RecordHeader.BYTES + 3);
            assertTrue(Samples.isReadable(writer, "f"));
        }
        try (Store store = Samples.open(root)) {
            assertTrue(Samples.isReadable(store, "f"));
        }
    }
}
