package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a file system whose locks reach only one node. There, locks save work but do not protect anything. */
class TwoNodesTest {

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void choose() {
        root = folder.resolve("store");
    }

    static String name(int i) {
        return (i % 20 == 0 ? "large " : i % 5 == 0 ? "medium " : "point ") + i;
    }

    private Store open(long node) throws IOException {
        return Samples.open(root, StoreListener.silent(), new NodeFiles(node));
    }

    /** Eight workers, some of which are killed, while each node collects garbage and repairs. */
    @Test
    void noPublishedEntryIsLostWhateverTheNodesDo() throws IOException, InterruptedException {
        int count = 200;
        SplittableRandom random = new SplittableRandom(5);
        open(1).close();
        List<ChildJvm> maintainers = List.of(
                ChildMain.start("maintain", root.toString(), "1"), ChildMain.start("maintain", root.toString(), "2"));
        Set<String> promised = new TreeSet<>();
        for (int round = 0; round < Scale.trials(2); round++) {
            List<ChildJvm> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                workers.add(ChildMain.start("node", root.toString(), Integer.toString(1 + i % 2), "" + count));
            }
            for (ChildJvm worker : workers.subList(0, 6)) {
                Thread.sleep(random.nextInt(700));
                worker.kill();
            }
            for (ChildJvm worker : workers.subList(6, 8)) {
                assertEquals(0, worker.join(), worker.lines().toString());
            }
            for (ChildJvm worker : workers) {
                promised.addAll(worker.lines());
            }
        }
        for (ChildJvm maintainer : maintainers) {
            maintainer.kill();
            assertTrue(
                    maintainer.lines().stream().allMatch("collected"::equals),
                    maintainer.lines().toString());
        }
        try (Store store = open(1)) {
            for (int i = 0; i < count; i++) {
                assertTrue(Samples.isReadable(store, name(i)), name(i));
            }
            // The last line of a killed worker may be incomplete.
            promised.removeIf(name -> !Samples.isReadable(store, name) && !name.matches("[a-z]+ \\d+"));
            promised.forEach(name -> assertTrue(Samples.isReadable(store, name), name));
            DoctorReport report = Samples.examine(store, true);
            assertTrue(report.healthy(), report.toString());
            assertEquals(count, report.entries());
        }
    }

    @Test
    void noProcessChangesAFileThatAnotherHasWritten() throws IOException {
        try (Store one = open(1)) {
            Samples.publish(one, "a");
            Map<Path, byte[]> before = contents();
            try (Store two = open(2)) {
                Samples.publish(two, "medium b");
                two.setAside(Samples.key("a"));
                Samples.examine(two, true);
            }
            for (Map.Entry<Path, byte[]> file : before.entrySet()) {
                byte[] now = Files.readAllBytes(file.getKey());
                assertTrue(Arrays.equals(file.getValue(), Arrays.copyOf(now, file.getValue().length)));
            }
            one.refresh();
            assertFalse(one.contains(Samples.key("a")));
        }
    }

    @Test
    void aProcessThatComputesForLongIsNotTakenToBeGone() throws IOException, InterruptedException {
        try (Store one = open(1);
                Store two = open(2)) {
            Samples.publish(one, "a");
            long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
            while (System.nanoTime() < end) {
                one.showLife();
                Thread.sleep(20);
            }
            StoreException busy = assertThrows(
                    StoreException.class,
                    () -> Samples.collectGarbage(two, GcPolicy.builder().build()));
            assertEquals(StoreException.Reason.BUSY, busy.reason());
        }
    }

    private Map<Path, byte[]> contents() throws IOException {
        Map<Path, byte[]> contents = new TreeMap<>();
        for (Path pack : Samples.packs(root)) {
            contents.put(pack, Files.readAllBytes(pack));
        }
        return contents;
    }

    @Test
    void garbageIsCollectedOnceTheOtherNodeHasBeenSilent() throws Exception {
        try (Store silent = open(1);
                Store two = open(2)) {
            Samples.publish(silent, "a");
            GcPolicy policy = GcPolicy.builder().grace(Duration.ZERO).build();
            StoreException e = assertThrows(StoreException.class, () -> Samples.collectGarbage(two, policy));
            assertEquals(StoreException.Reason.BUSY, e.reason());
            Thread.sleep(400);
            assertEquals(1, Samples.collectGarbage(two, policy).entriesKept());
            // The process had not ended after all, and continues with a new log.
            Samples.publish(silent, "b");
            silent.flush();
            two.refresh();
            assertTrue(Samples.isReadable(two, "a"));
            assertTrue(Samples.isReadable(two, "b"));
            assertTrue(Samples.isReadable(silent, "a"));
        }
    }

    @Test
    void recordsInALogRemovedByOthersAreWrittenAgain() throws Exception {
        try (Store silent = open(1);
                Store two = open(2)) {
            Samples.publish(silent, "a");
            silent.flush();
            Path log = Samples.packs(root).get(0);
            Path retired = log.resolveSibling(Pack.retired(log.getFileName().toString()));
            Files.move(log, retired);
            Samples.publish(silent, "b");
            silent.flush();
            Files.delete(retired);
            two.refresh();
            assertTrue(Samples.isReadable(two, "b"));
        }
    }

    @Test
    void temporaryFilesOfAnotherNodeAreNotTouched() throws IOException {
        try (Store one = open(1)) {
            Path temporary = one.newTemporaryFile();
            try (Store two = open(2)) {
                two.newTemporaryFile();
                Samples.examine(two, true);
            }
            assertTrue(Files.exists(temporary));
        }
    }
}
