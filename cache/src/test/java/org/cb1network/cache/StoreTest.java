package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    private Path folder;

    private Path root;
    private final Samples.Ear ear = new Samples.Ear();
    private Store store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("store");
        store = Samples.open(root, ear);
    }

    @AfterEach
    void closeQuietly() throws IOException {
        store.close();
        assertEquals(List.of(), ear.heard());
        assertEquals(List.of(), Samples.files(root.resolve("tmp")));
    }

    private void reopen() throws IOException {
        store.close();
        store = Samples.open(root, ear);
    }

    @Test
    void aPublishedEntryCanBeFoundAndRead() throws IOException {
        for (String name : List.of("small", "medium", "large")) {
            assertFalse(store.contains(Samples.key(name)));
            assertTrue(store.find(Samples.key(name)).isEmpty());
            Entry published = Samples.publish(store, name);
            assertTrue(store.contains(Samples.key(name)));
            Entry found = store.find(Samples.key(name)).orElseThrow();
            assertEquals(published.outputs(), found.outputs());
            assertEquals(published.storedAt(), found.storedAt());
            assertTrue(Samples.isReadable(store, name));
        }
        reopen();
        assertTrue(Samples.isReadable(store, "small"));
        assertTrue(Samples.isReadable(store, "large"));
        assertEquals(
                Set.of(Samples.key("large"), Samples.key("medium"), Samples.key("small")), new TreeSet<>(store.keys()));
    }

    @Test
    void anEntryMayHaveNoOutputsAndEmptyOnes() throws IOException {
        store.publish(Samples.key("none"), EntryDraft.builder().build());
        Entry empty = store.publish(
                Samples.key("empty"),
                EntryDraft.builder().output("x", new byte[0]).build());
        reopen();
        assertTrue(store.find(Samples.key("none")).orElseThrow().outputs().isEmpty());
        assertEquals(0, store.read(empty.output("x")).length);
    }

    @Test
    void publishingTheSameAgainChangesNothing() throws IOException {
        Entry first = Samples.publish(store, "large");
        long length = Files.size(Samples.packs(root).get(0));
        EntryDraft again = EntryDraft.builder()
                .document("provenance", Samples.utf8("another time"))
                .output("table", Samples.content("large"))
                .output("log", Samples.utf8("log of large"))
                .build();
        Entry second = store.publish(Samples.key("large"), again);
        assertEquals(first.storedAt(), second.storedAt());
        assertEquals(length, Files.size(Samples.packs(root).get(0)));
        assertEquals(1, Samples.objects(root).size());
    }

    @Test
    void anObjectThatSeveralEntriesHaveIsWrittenOnce() throws IOException {
        Samples.publish(store, "large");
        Object file = fileKey("large");
        publishTwin("twin");
        assertEquals(file, fileKey("large"), "a file that others may read was replaced");
        assertEquals(List.of(), Samples.files(root.resolve("tmp")));
    }

    @Test
    void anObjectThatIsDamagedIsReplacedByTheNextEntryThatHasIt() throws IOException {
        Samples.publish(store, "large");
        Samples.flipBit(Samples.object(root, "large"), 7);
        publishTwin("twin");
        assertArrayEquals(Samples.content("large"), Files.readAllBytes(Samples.object(root, "large")));
    }

    private Object fileKey(String name) throws IOException {
        return Files.readAttributes(Samples.object(root, name), BasicFileAttributes.class)
                .fileKey();
    }

    private void publishTwin(String name) throws IOException {
        store.publish(
                Samples.key(name),
                EntryDraft.builder().output("table", Samples.content("large")).build());
    }

    @Test
    void aSecondContentForAKeyIsRejectedAndTheFirstStays() throws IOException {
        Samples.publish(store, "large");
        EntryDraft different = EntryDraft.builder()
                .output("table", Samples.bytes(99, Samples.LARGE))
                .output("log", Samples.utf8("log of large"))
                .output("more", new byte[1])
                .build();
        NondeterminismException alarm =
                assertThrows(NondeterminismException.class, () -> store.publish(Samples.key("large"), different));
        assertEquals(Samples.key("large"), alarm.key());
        assertEquals(List.of("more", "table"), alarm.outputs());
        assertTrue(alarm.getMessage().contains(Samples.key("large").digest().shortHex()));
        assertTrue(Samples.isReadable(store, "large"));
        reopen();
        assertTrue(Samples.isReadable(store, "large"));
    }

    @Test
    void outputsMayBeWrittenToTemporaryFilesFirst() throws IOException {
        Path large = store.newTemporaryFile();
        Files.write(large, Samples.content("large"));
        Path small = store.newTemporaryFile();
        Files.write(small, Samples.content("small"));
        Path foreign = folder.resolve("foreign");
        Files.write(foreign, Samples.content("large foreign"));
        Entry entry = store.publish(
                Samples.key("files"),
                EntryDraft.builder()
                        .output("large", large)
                        .output("small", small)
                        .output("foreign", foreign)
                        .build());
        assertFalse(Files.exists(large));
        assertFalse(Files.exists(small));
        assertTrue(Files.exists(foreign));
        assertArrayEquals(Samples.content("large"), store.read(entry.output("large")));
        assertArrayEquals(Samples.content("small"), store.read(entry.output("small")));
        assertArrayEquals(Samples.content("large foreign"), store.read(entry.output("foreign")));
    }

    @Test
    void temporaryFilesOfARejectedEntryAreRemoved() throws IOException {
        Samples.publish(store, "small");
        Path temporary = store.newTemporaryFile();
        Files.write(temporary, Samples.content("large"));
        assertThrows(
                NondeterminismException.class,
                () -> store.publish(
                        Samples.key("small"),
                        EntryDraft.builder().output("table", temporary).build()));
        assertFalse(Files.exists(temporary));
    }

    @Test
    void equalLargeOutputsAreStoredOnce() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            store.publish(
                    Samples.key(name),
                    EntryDraft.builder()
                            .output("table", Samples.content("large"))
                            .build());
        }
        assertEquals(1, Samples.objects(root).size());
        assertEquals(3, store.statistics().entries());
        assertEquals(Samples.LARGE, store.statistics().objectBytes());
    }

    @Test
    void outputsCanBeReadInPlace() throws IOException {
        for (String name : List.of("small", "medium", "large")) {
            Path file = store.file(Samples.publish(store, name).output("table"));
            assertArrayEquals(Samples.content(name), Files.readAllBytes(file));
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            assertFalse(rights.contains(PosixFilePermission.OWNER_WRITE));
        }
    }

    @Test
    void manySmallEntriesMakeFewFiles() throws IOException {
        for (int i = 0; i < 2000; i++) {
            Samples.publish(store, "point " + i);
        }
        reopen();
        for (int i = 2000; i < 3000; i++) {
            Samples.publish(store, "point " + i);
        }
        assertEquals(2, Samples.packs(root).size());
        assertEquals(0, Samples.objects(root).size());
        reopen();
        for (int i = 0; i < 3000; i++) {
            assertTrue(Samples.isReadable(store, "point " + i));
        }
    }

    @Test
    void invalidAndDuplicateNamesAreRejected() {
        EntryDraft.Builder draft = EntryDraft.builder().output("x", new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> draft.output("../x", new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> draft.document("X", new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> draft.output("x", new byte[0]));
        Entry entry = new Entry(Samples.key("a"), Instant.EPOCH, new TreeMap<>(), new TreeMap<>());
        assertThrows(IllegalArgumentException.class, () -> entry.output("y"));
    }

    @Test
    void anInterruptedThreadStillPublishesAndReads() throws IOException {
        Samples.publish(store, "before");
        Thread.currentThread().interrupt();
        try {
            Samples.publish(store, "large during");
            Samples.publish(store, "during");
            store.flush();
            assertTrue(Samples.isReadable(store, "large during"));
            assertTrue(store.tryLease(Samples.key("x")).isPresent());
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        Samples.publish(store, "after");
        reopen();
        for (String name : List.of("before", "large during", "during", "after")) {
            assertTrue(Samples.isReadable(store, name), name);
        }
    }

    @Test
    void manyThreadsMayPublishAndRead() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 8; t++) {
            int first = t;
            Thread thread = new Thread(() -> {
                for (int i = first; i < first + 200; i++) {
                    try {
                        String name = (i % 40 == 0 ? "large " : "") + i;
                        Samples.publish(store, name);
                        assertTrue(Samples.isReadable(store, name));
                    } catch (IOException | AssertionError e) {
                        failures.add(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(207, store.statistics().entries());
    }

    @Test
    void usesWithinTenMinutesAreRecordedOnce() throws IOException {
        Samples.publish(store, "a");
        store.recordUse(List.of(Samples.key("a"), Samples.key("unknown")));
        long length = Files.size(Samples.packs(root).get(0));
        store.recordUse(List.of(Samples.key("a")));
        assertEquals(length, Files.size(Samples.packs(root).get(0)));
    }

    @Test
    void aStoreOpenedForReadingCreatesAndChangesNothing() throws IOException {
        Samples.publish(store, "large");
        Samples.publish(store, "small");
        store.close();
        List<Path> before = Samples.files(root);
        try (Store reader = Store.openForReading(root, ear)) {
            assertTrue(reader.isReadOnly());
            assertTrue(Samples.isReadable(reader, "large"));
            assertTrue(Samples.isReadable(reader, "small"));
            StoreException e = assertThrows(StoreException.class, () -> Samples.publish(reader, "other"));
            assertEquals(StoreException.Reason.READ_ONLY, e.reason());
        }
        assertEquals(before, Samples.files(root));
    }

    @Test
    void openingAMissingStoreForReadingFailsAndCreatesNone() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        StoreException e = assertThrows(StoreException.class, () -> Store.openForReading(nowhere, ear));
        assertEquals(StoreException.Reason.NO_STORE, e.reason());
        assertEquals("There is no store at " + nowhere + ".", e.getMessage());
        assertFalse(Files.exists(nowhere));
    }

    @Test
    void aClosedStoreRejectsUse() throws IOException {
        store.close();
        assertThrows(IllegalStateException.class, () -> store.contains(Samples.key("a")));
        store.close();
    }

    @Test
    void backupProgramsAreToldToSkipIt() throws IOException {
        assertTrue(Files.readString(root.resolve("CACHEDIR.TAG"))
                .startsWith("Signature: 8a477f597d28d172789f06886806bc55"));
    }
}
