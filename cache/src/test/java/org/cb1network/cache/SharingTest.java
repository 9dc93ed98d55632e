package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several stores on one folder, in one process and in several. */
class SharingTest {

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void choose() {
        root = folder.resolve("store");
    }

    @Test
    void entriesPublishedByOthersAreSeenAfterRefreshing() throws IOException {
        try (Store one = Samples.open(root);
                Store two = Samples.open(root)) {
            Samples.publish(one, "a");
            Samples.publish(two, "large b");
            assertFalse(one.contains(Samples.key("large b")));
            one.refresh();
            assertTrue(Samples.isReadable(one, "large b"));
            two.refresh();
            assertTrue(Samples.isReadable(two, "a"));
        }
        assertEquals(2, Samples.packs(root).size());
    }

    @Test
    void aStoreIsCreatedAlthoughTheDoctorOfAnotherProcessRemovesItsTemporaryFiles() throws IOException {
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            if (step == Step.MOVE_FORMAT && moment == FaultyFiles.Moment.BEFORE && occurrence <= 2) {
                try (DirectoryStream<Path> temporaries = Files.newDirectoryStream(root, "FORMAT.*")) {
                    for (Path temporary : temporaries) {
                        Files.delete(temporary);
                    }
                }
            }
        });
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            Samples.publish(store, "a");
        }
        try (Store store = Samples.open(root)) {
            assertTrue(Samples.isReadable(store, "a"));
        }
    }

    @Test
    void aSecondContentIsRejectedWhicheverProcessPublishedTheFirst() throws IOException {
        try (Store one = Samples.open(root);
                Store two = Samples.open(root)) {
            Samples.publish(one, "a");
            EntryDraft different =
                    EntryDraft.builder().output("table", new byte[1]).build();
            assertThrows(NondeterminismException.class, () -> two.publish(Samples.key("a"), different));
        }
    }

    @Test
    void leasesExcludeEachOther() throws IOException {
        try (Store one = Samples.open(root);
                Store two = Samples.open(root)) {
            Lease lease = one.tryLease(Samples.key("a")).orElseThrow();
            assertTrue(one.tryLease(Samples.key("a")).isEmpty());
            assertTrue(two.tryLease(Samples.key("a")).isEmpty());
            assertTrue(two.tryLease(Samples.key("b")).isPresent());
            lease.close();
            lease.close();
            assertTrue(two.tryLease(Samples.key("a")).isPresent());
            assertTrue(one.tryLease(Samples.key("a")).isEmpty());
        }
        try (Store three = Samples.open(root)) {
            assertTrue(three.tryLease(Samples.key("a")).isPresent());
        }
    }

    @Test
    void closingOneStoreLeavesTheLocksOfAnotherAlone() throws IOException, InterruptedException {
        try (Store one = Samples.open(root)) {
            try (Lease lease = one.tryLease(Samples.key("point 0")).orElseThrow()) {
                Samples.open(root).close();
                ChildJvm child = ChildMain.start("hold", root.toString(), "point 0");
                assertEquals(Samples.key("point 0"), lease.key());
                assertEquals(1, child.join(), () -> "the other process got the lease");
            }
        }
    }

    /** A folder may be listed while a file in it is renamed, and the list may have the file under neither name. */
    @Test
    void anEntryIsFoundWhileItsLogIsBeingSealed() throws IOException {
        boolean[] renaming = {false};
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public List<String> list(Path listed) throws IOException {
                List<String> names = super.list(listed);
                boolean missesIt = renaming[0] && listed.endsWith("packs");
                renaming[0] &= !missesIt;
                return missesIt ? List.of() : names;
            }
        };
        Store writer = Samples.open(root);
        Samples.publish(writer, "a");
        try (Store reader = Samples.open(root, StoreListener.silent(), files)) {
            assertTrue(Samples.isReadable(reader, "a"));
            writer.close();
            renaming[0] = true;
            reader.refresh();
            assertTrue(Samples.isReadable(reader, "a"));
        }
    }

    @Test
    void aLogThatIsSealedBetweenItsListingAndItsOpeningIsLookedForAgain() throws IOException {
        Store writer = Samples.open(root);
        Runnable[] meanwhile = {() -> {}};
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public List<String> list(Path listed) throws IOException {
                List<String> names = super.list(listed);
                if (listed.endsWith("packs")) {
                    meanwhile[0].run();
                }
                return names;
            }
        };
        try (Store reader = Samples.open(root, StoreListener.silent(), files)) {
            Samples.publish(writer, "a");
            meanwhile[0] = () -> {
                meanwhile[0] = () -> {};
                try {
                    writer.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            reader.refresh();
            assertTrue(Samples.isReadable(reader, "a"));
        }
    }

    @Test
    void processesThatStartTogetherComputeEachPointOnce() throws IOException, InterruptedException {
        int count = 150;
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(ChildMain.start("compute", root.toString(), Integer.toString(count)));
        }
        List<String> computed = new ArrayList<>();
        for (ChildJvm child : children) {
            assertEquals(0, child.join(), child.lines().toString());
            computed.addAll(child.lines());
        }
        assertEquals(count, computed.size(), computed.toString());
        assertTrue(computed.stream().allMatch(line -> line.startsWith("HELD ")));
        try (Store store = Samples.open(root)) {
            for (int i = 0; i < count; i++) {
                assertTrue(Samples.isReadable(store, (i % 10 == 0 ? "large " : "point ") + i));
            }
        }
    }

    @Test
    void theLeaseOfAKilledProcessIsFree() throws IOException, InterruptedException {
        ChildJvm child = ChildMain.start("hold", root.toString(), "a");
        child.await("HELD");
        try (Store store = Samples.open(root)) {
            assertTrue(store.tryLease(Samples.key("a")).isEmpty());
            child.kill();
            assertTrue(store.tryLease(Samples.key("a")).isPresent());
        }
    }

    @Test
    void aSuspendedProcessIsNotWaitedForAndDoesNoHarmWhenItResumes() throws IOException, InterruptedException {
        ChildJvm child = ChildMain.start("hold", root.toString(), "large a");
        child.await("HELD");
        child.signal("STOP");
        try (Store store = Samples.open(root)) {
            assertTrue(store.tryLease(Samples.key("large a")).isEmpty());
            Samples.publish(store, "large a");
            Files.createFile(folder.resolve("go"));
            child.signal("CONT");
            assertEquals(0, child.join(), child.lines().toString());
            store.refresh();
            assertTrue(Samples.isReadable(store, "large a"));
            assertEquals(1, store.statistics().entries());
        }
    }

    @Test
    void everythingReportedAsPublishedSurvivesAKilledProcess() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < Scale.trials(2); trial++) {
            Path here = folder.resolve("killed " + trial);
            ChildJvm child = ChildMain.start("publish", here.toString(), "100000");
            child.await("point " + random.nextInt(200));
            child.kill();
            List<String> published = child.lines().stream()
                    .filter(line -> line.startsWith("point "))
                    .toList();
            try (Store store = Samples.open(here)) {
                // The last line may be incomplete.
                for (String name : published.subList(0, published.size() - 1)) {
                    assertTrue(Samples.isReadable(store, name), name);
                }
                Samples.publish(store, "next");
            }
            assertTrue(Samples.packs(here).stream()
                    .noneMatch(pack -> pack.toString().endsWith(Pack.LOG)));
        }
    }

    @Test
    void garbageCollectionMayRunBetweenProcessesThatReadAndPublish() throws IOException, InterruptedException {
        try (Store store = Samples.open(root)) {
            for (int i = 0; i < 40; i++) {
                Samples.publish(store, name(i));
            }
        }
        ChildJvm child = ChildMain.start("collect", root.toString(), "12");
        int published = 0;
        for (int round = 0; child.lines().size() < 12; round++) {
            try (Store store = Samples.open(root)) {
                for (int i = round % 40; i < 40; i += 7) {
                    Optional<Entry> kept = store.find(Samples.key(name(i)));
                    assertTrue(i % 2 == 1 || kept.isPresent(), name(i) + " is reachable and was removed");
                    assertTrue(kept.isEmpty() || Samples.isReadable(store, name(i)), name(i));
                    if (kept.isEmpty()) {
                        Samples.publish(store, name(i));
                        published++;
                    }
                }
            }
            Thread.sleep(1);
        }
        assertEquals(0, child.join(), child.lines().toString());
        assertTrue(published > 0);
        try (Store store = Samples.open(root)) {
            assertTrue(
                    Samples.examine(store, false).healthy(),
                    Samples.examine(store, false).toString());
        }
    }

    private static String name(int i) {
        return (i % 4 < 2 ? "large " : i % 3 == 0 ? "medium " : "point ") + i;
    }

    @Test
    void recordsOfARemovedLogAreWrittenAgainByItsProcess() throws IOException {
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "large b");
            Files.delete(Samples.packs(root).get(0));
            store.flush();
            assertEquals(1, Samples.packs(root).size());
            assertTrue(Samples.isReadable(store, "a"));
        }
        try (Store store = Samples.open(root)) {
            assertTrue(Samples.isReadable(store, "a"));
            assertTrue(Samples.isReadable(store, "large b"));
        }
    }

    @Test
    void smallPacksAreMerged() throws IOException {
        for (int i = 0; i < 40; i++) {
            try (Store one = Samples.open(root);
                    Store two = Samples.open(root)) {
                Samples.publish(one, "one " + i);
                Samples.publish(two, "two " + i);
            }
        }
        assertTrue(Samples.packs(root).size() <= Merge.MANY + 2);
        try (Store store = Samples.open(root)) {
            for (int i = 0; i < 40; i++) {
                assertTrue(Samples.isReadable(store, "one " + i));
                assertTrue(Samples.isReadable(store, "two " + i));
            }
        }
    }

    @Test
    void aKeyPublishedTwiceIndependentlyCountsOnceAndIsReportedIfContentsDiffer() throws IOException {
        // Two stores that were filled separately and whose packs were then merged.
        Path other = folder.resolve("other");
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "same");
        }
        try (Store store = Samples.open(other)) {
            store.publish(
                    Samples.key("a"),
                    EntryDraft.builder().output("table", new byte[1]).build());
            Samples.publish(store, "same");
        }
        for (Path pack : Samples.packs(other)) {
            Files.copy(pack, root.resolve("packs").resolve(pack.getFileName()));
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            assertTrue(Samples.isReadable(store, "a"), "the earlier one counts");
            assertTrue(Samples.isReadable(store, "same"));
            assertEquals(2, store.statistics().entries());
        }
        assertEquals(List.of(StoreWarning.Kind.CONFLICT), ear.kinds());
    }
}
