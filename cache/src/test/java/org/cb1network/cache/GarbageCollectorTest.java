package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GarbageCollectorTest {

    private static final List<String> NAMES = List.of("a", "b", "large c", "large d", "e");

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        try (Store store = Samples.open(root)) {
            for (String name : NAMES) {
                Samples.publish(store, name);
            }
        }
    }

    private static Set<CacheKey> keys(List<String> names) {
        Set<CacheKey> keys = new TreeSet<>();
        names.forEach(name -> keys.add(Samples.key(name)));
        return keys;
    }

    private static GcPolicy.Builder now() {
        return GcPolicy.builder().grace(Duration.ZERO);
    }

    private static void assertHolds(Store store, List<String> names) {
        for (String name : NAMES) {
            assertEquals(names.contains(name), Samples.isReadable(store, name), name);
        }
    }

    private static long bytesOf(StoreStatistics statistics) {
        return statistics.packBytes() + statistics.objectBytes() + statistics.quarantinedBytes();
    }

    @Test
    void withoutALimitNothingIsRemoved() throws IOException {
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(store, now().build());
            assertEquals(5, report.entriesKept());
            assertEquals(0, report.entriesRemoved());
            assertEquals(0, report.objectsRemoved());
            assertEquals(report.bytesBefore(), report.bytesAfter());
            assertHolds(store, NAMES);
        }
    }

    @Test
    void exactlyTheReachableEntriesAreKept() throws IOException {
        List<String> kept = List.of("a", "large c");
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(
                    store, now().keep(keys(kept)).onlyReachable(true).build());
            assertEquals(2, report.entriesKept());
            assertEquals(3, report.entriesRemoved());
            assertEquals(1, report.objectsKept());
            assertEquals(1, report.objectsRemoved());
            assertHolds(store, kept);
            StoreStatistics statistics = store.statistics();
            assertEquals(report.bytesAfter(), bytesOf(statistics));
        }
        try (Store store = Samples.open(root)) {
            assertHolds(store, kept);
            assertEquals(1, Samples.packs(root).size());
        }
    }

    @Test
    void entriesUsedInTheGracePeriodAreKept() throws IOException {
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(
                    store, GcPolicy.builder().onlyReachable(true).build());
            assertEquals(0, report.entriesRemoved());
            assertHolds(store, NAMES);
        }
    }

    /** Another process may begin at any moment of a collection; it has a log by then, and it may need what goes. */
    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"RETIRE_PACK", "WRITE_MERGED", "MOVE_MERGED", "DELETE_PACK", "RETIRE_OBJECT", "DELETE_OBJECT"})
    void anEntryThatIsPublishedMeanwhileKeepsItsOutputs(Step step) throws IOException {
        for (FaultyFiles.Moment moment : FaultyFiles.Moment.values()) {
            for (int number = 1; number <= 2; number++) {
                int at = number;
                List<Store> others = new ArrayList<>();
                Path here = folder.resolve(step + " " + moment + " " + at);
                try (Store store = Samples.open(here)) {
                    NAMES.forEach(name -> publish(store, name));
                }
                FaultyFiles files =
                        new FaultyFiles((reached, when, occurrence) -> {
                            if (reached == step && when == moment && occurrence == at && others.isEmpty()) {
                                others.add(Samples.open(here));
                                NAMES.forEach(name -> publish(others.get(0), name));
                            }
                        }) {
                            @Override
                            public long nowMillis() {
                                // To a clock that is ahead nothing is young.
                                return super.nowMillis() + 3_600_000;
                            }
                        };
                try (Store store = Samples.open(here, StoreListener.silent(), files)) {
                    Samples.collectGarbage(store, now().onlyReachable(true).build());
                }
                for (Store other : others) {
                    other.close();
                }
                try (Store store = Samples.open(here)) {
                    assertTrue(Samples.examine(store, false).healthy(), here + ": " + Samples.examine(store, false));
                }
            }
        }
    }

    private static void publish(Store store, String name) {
        try {
            Samples.publish(store, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStoreWhoseOwnLogWasRemovedIsNotItsOwnNeighbour() throws IOException {
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "another");
            for (Path pack : Samples.packs(root)) {
                if (Pack.isLog(String.valueOf(pack.getFileName()))) {
                    Files.delete(pack);
                }
            }
            Samples.collectGarbage(store, now().build());
            assertHolds(store, NAMES);
            assertTrue(Samples.isReadable(store, "another"));
        }
    }

    @Test
    void aDryRunPredictsTheCollectionAndChangesNothing() throws IOException {
        try (Store store = Samples.open(root)) {
            Files.write(Samples.litter(root, 1), new byte[10]);
            GcPolicy.Builder policy = now().keep(keys(List.of("b", "large d"))).onlyReachable(true);
            GcReport foreseen =
                    Samples.collectGarbage(store, policy.dryRun(true).build());
            assertTrue(foreseen.dryRun());
            assertHolds(store, NAMES);
            GcReport done = Samples.collectGarbage(store, policy.dryRun(false).build());
            assertEquals(foreseen.entriesRemoved(), done.entriesRemoved());
            assertEquals(foreseen.entriesKept(), done.entriesKept());
            assertEquals(foreseen.objectsRemoved(), done.objectsRemoved());
            assertEquals(foreseen.temporariesRemoved(), done.temporariesRemoved());
            assertEquals(foreseen.bytesBefore(), done.bytesBefore());
            assertEquals(foreseen.bytesAfter(), done.bytesAfter());
        }
    }

    /** Makes entries look as if they had been stored this long ago. */
    private void age(List<String> names, Duration age) throws IOException {
        TimeMachine.rewrite(Samples.packs(root).get(0), names, System.currentTimeMillis() - age.toMillis());
    }

    @Test
    void entriesUnusedForLongAreRemoved() throws IOException {
        age(List.of("a", "large c", "e"), Duration.ofDays(40));
        try (Store store = Samples.open(root)) {
            store.recordUse(List.of(Samples.key("e")));
            GcReport report = Samples.collectGarbage(
                    store, now().unusedFor(Duration.ofDays(30)).build());
            assertEquals(2, report.entriesRemoved());
            assertHolds(store, List.of("b", "large d", "e"));
        }
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(
                    store, now().unusedFor(Duration.ofDays(30)).build());
            assertEquals(0, report.entriesRemoved(), "the use of e has been kept");
        }
    }

    @Test
    void usesRecordedInOnePackAreKeptForEntriesInAnother() throws IOException {
        age(NAMES, Duration.ofDays(40));
        try (Store other = Samples.open(root)) {
            Samples.publish(other, "point in the second");
            other.recordUse(List.of(Samples.key("a")));
        }
        try (Store other = Samples.open(root)) {
            Samples.collectGarbage(
                    other, now().keep(keys(NAMES)).onlyReachable(true).build());
            assertFalse(other.contains(Samples.key("point in the second")));
        }
        try (Store store = Samples.open(root)) {
            Samples.collectGarbage(store, now().unusedFor(Duration.ofDays(30)).build());
            assertHolds(store, List.of("a"));
        }
    }

    @Test
    void reachableEntriesAreKeptHoweverOld() throws IOException {
        age(List.of("a", "b"), Duration.ofDays(40));
        try (Store store = Samples.open(root)) {
            Samples.collectGarbage(
                    store,
                    now().keep(keys(List.of("a")))
                            .unusedFor(Duration.ofDays(30))
                            .build());
            assertHolds(store, List.of("a", "large c", "large d", "e"));
        }
    }

    @Test
    void theLeastRecentlyUsedIsRemovedFirstUntilTheRestFits() throws IOException {
        age(List.of("large d", "b"), Duration.ofDays(2));
        try (Store store = Samples.open(root)) {
            long bytes = bytesOf(store.statistics());
            GcReport report = Samples.collectGarbage(
                    store, now().maxBytes(bytes - Samples.LARGE / 2).build());
            assertHolds(store, List.of("a", "large c", "e"));
            assertTrue(report.bytesAfter() <= bytes - Samples.LARGE / 2);
            assertEquals(List.of(), report.remarks());
        }
    }

    @Test
    void aSizeThatCannotBeMetIsReported() throws IOException {
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(
                    store, now().keep(keys(NAMES)).maxBytes(1000).build());
            assertEquals(1, report.remarks().size());
            assertHolds(store, NAMES);
        }
    }

    @Test
    void aClockThatWasSetBackRemovesNothing() throws IOException {
        age(NAMES, Duration.ofDays(-400));
        try (Store store = Samples.open(root)) {
            GcReport report = Samples.collectGarbage(
                    store,
                    GcPolicy.builder()
                            .unusedFor(Duration.ofDays(30))
                            .onlyReachable(true)
                            .build());
            assertEquals(0, report.entriesRemoved());
        }
    }

    @Test
    void unreferencedObjectsAreRemovedAfterTheGracePeriod() throws IOException {
        Path orphan = Samples.object(root, "large orphan");
        try (Store store = Samples.open(root)) {
            Files.createDirectories(orphan.getParent());
            Files.write(orphan, Samples.content("large orphan"));
            assertEquals(
                    0, Samples.collectGarbage(store, GcPolicy.builder().build()).objectsRemoved());
            Files.setLastModifiedTime(
                    orphan, FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.HOURS.toMillis(2)));
            assertEquals(
                    1, Samples.collectGarbage(store, GcPolicy.builder().build()).objectsRemoved());
            assertFalse(Files.exists(orphan));
            assertHolds(store, NAMES);
        }
    }

    @Test
    void nothingIsRemovedWhileAnotherProcessUsesTheStore() throws IOException {
        try (Store writer = Samples.open(root)) {
            Samples.publish(writer, "large new");
            Path temporary = writer.newTemporaryFile();
            try (Store store = Samples.open(root)) {
                StoreException e = assertThrows(
                        StoreException.class,
                        () -> Samples.collectGarbage(
                                store, now().onlyReachable(true).build()));
                assertEquals(StoreException.Reason.BUSY, e.reason());
                assertEquals(
                        6,
                        Samples.collectGarbage(
                                        store,
                                        now().onlyReachable(true).dryRun(true).build())
                                .entriesRemoved());
            }
            assertTrue(Files.exists(temporary));
            assertTrue(Samples.isReadable(writer, "large new"));
            assertHolds(writer, NAMES);
        }
    }

    @Test
    void leftoversAndOldQuarantineAreRemovedAndForeignFilesKept() throws IOException {
        Path foreign = root.resolve("quarantine/notes.txt");
        Path litter = Samples.litter(root, 1);
        Path aside = root.resolve("quarantine/" + "0".repeat(64) + ".01234567");
        for (Path file : List.of(foreign, litter, aside)) {
            Files.write(file, new byte[10]);
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
        try (Store store = Samples.open(root)) {
            assertEquals(1, Samples.collectGarbage(store, now().build()).temporariesRemoved());
        }
        assertFalse(Files.exists(litter));
        assertFalse(Files.exists(aside));
        assertTrue(Files.exists(foreign));
    }

    @Test
    void manySmallPacksBecomeOne() throws IOException {
        List<Store> stores = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stores.add(Samples.open(root));
            Samples.publish(stores.get(i), "point " + i);
        }
        for (Store store : stores) {
            store.close();
        }
        assertTrue(Samples.packs(root).size() < Merge.MANY);
        try (Store store = Samples.open(root)) {
            Samples.collectGarbage(store, now().build());
            assertHolds(store, NAMES);
            for (int i = 0; i < 20; i++) {
                assertTrue(Samples.isReadable(store, "point " + i));
            }
        }
    }

    @Test
    void nothingIsRemovedWhileAnotherProcessHasTheStoreOpen() throws IOException {
        try (LockFile locks = LockFile.open(new SystemFiles(), root.resolve("leases"));
                Store store = Samples.open(root)) {
            assertTrue(locks.tryShared(LockPosition.USERS).isPresent());
            StoreException e = assertThrows(StoreException.class, () -> Samples.collectGarbage(store, now().build()));
            assertEquals(StoreException.Reason.BUSY, e.reason());
        }
    }

    @Test
    void objectsAreKeptIfTheirReferencesAreUnknown() throws IOException {
        Path pack = Samples.packs(root).get(0);
        byte[] content = Files.readAllBytes(pack);
        content[11] = 9;
        CRC32C crc = new CRC32C();
        crc.update(content, 0, Pack.HEAD_BYTES - 4);
        ByteBuffer.wrap(content).putInt(Pack.HEAD_BYTES - 4, (int) crc.getValue());
        Samples.overwrite(pack, content);
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            GcReport report =
                    Samples.collectGarbage(store, now().onlyReachable(true).build());
            assertEquals(0, report.objectsRemoved());
            assertEquals(1, report.remarks().size());
        }
        assertEquals(2, Samples.objects(root).size());
        assertTrue(Files.exists(pack));
        assertEquals(List.of(StoreWarning.Kind.UNREADABLE), ear.kinds());
    }
}
