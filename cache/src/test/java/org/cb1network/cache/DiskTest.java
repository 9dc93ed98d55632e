package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, missing permissions, and files in place of folders. */
class DiskTest {

    /** Steps whose failure does not stop a store, which tries again later. */
    private static final Set<Step> MAY_FAIL_SILENTLY = EnumSet.of(
            Step.FORCE_OBJECT_FOLDER,
            Step.SET_OBJECT_ASIDE,
            Step.DELETE_TEMPORARY,
            Step.CUT_LOG,
            Step.SEAL_LOG,
            Step.RETIRE_PACK,
            Step.WRITE_MERGED,
            Step.FORCE_MERGED,
            Step.MOVE_MERGED,
            Step.SET_PACK_ASIDE,
            Step.DELETE_PACK,
            Step.PROTECT_OBJECT);

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void choose() {
        root = folder.resolve("store");
    }

    @TestFactory
    Stream<DynamicTest> aFullDiskIsCalledSoAndNothingHalfWrittenIsEverRead() throws IOException {
        FaultyFiles counting = FaultyFiles.sound();
        new Protocol(folder.resolve("undisturbed"), counting).run();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<Step, Integer> step : counting.occurrences().entrySet()) {
            for (FaultyFiles.Moment moment : Scale.momentsOfFailure(step.getKey())) {
                for (int at : Scale.some(step.getValue())) {
                    String name = step.getKey() + " " + moment + " " + at;
                    tests.add(DynamicTest.dynamicTest(name, () -> fillUp(step.getKey(), moment, at)));
                }
            }
        }
        return tests.stream();
    }

    /** Fills the disk from this moment on until the process has given up. */
    private void fillUp(Step where, FaultyFiles.Moment when, int at) throws IOException {
        Path here = folder.resolve(where + "-" + when + "-" + at);
        boolean[] struck = {false};
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            if (step == where && moment == when && occurrence == at) {
                struck[0] = true;
                throw new IOException("No space left on device");
            }
        });
        Protocol protocol = new Protocol(here, files);
        try {
            protocol.run();
            assertTrue(!struck[0] || MAY_FAIL_SILENTLY.contains(where), "nobody noticed");
        } catch (StoreException e) {
            assertEquals(StoreException.Reason.DISK_FULL, e.reason(), e.getMessage());
            assertTrue(e.getMessage().contains("disk is full"), e.getMessage());
            assertTrue(e.getMessage().contains(here.getFileName().toString()), e.getMessage());
        } catch (AssertionError e) {
            // The protocol expects a healthy store here.
            assertTrue(struck[0], e.toString());
        }
        CrashTest.checkAfterCrash(here, protocol.promised());
    }

    @Test
    void whatARemovedLogHeldIsCopiedWhenTheDiskHasRoomAgain() throws IOException {
        boolean[] full = {false};
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            if (full[0] && step == Step.APPEND_RECORD && moment == FaultyFiles.Moment.HALF) {
                throw new IOException("No space left on device");
            }
        });
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            Samples.publish(store, "a");
            Samples.publish(store, "b");
            for (Path log : Samples.packs(root)) {
                Files.delete(log);
            }
            full[0] = true;
            assertThrows(StoreException.class, () -> Samples.publish(store, "c"));
            full[0] = false;
            Samples.publish(store, "c");
        }
        try (Store store = Samples.open(root)) {
            for (String name : List.of("a", "b", "c")) {
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
    }

    @Test
    void aFailedPublicationCanBeRepeatedWithTheSameStore() throws IOException {
        boolean[] full = {true};
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            if (full[0] && step == Step.APPEND_RECORD && moment == FaultyFiles.Moment.HALF) {
                throw new IOException("Disk quota exceeded");
            }
        });
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            for (String name : List.of("a", "large b")) {
                StoreException e = assertThrows(StoreException.class, () -> Samples.publish(store, name));
                assertEquals(StoreException.Reason.DISK_FULL, e.reason());
                assertFalse(Samples.isReadable(store, name));
            }
            full[0] = false;
            Samples.publish(store, "a");
            Samples.publish(store, "large b");
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            assertTrue(Samples.isReadable(store, "a"));
            assertTrue(Samples.isReadable(store, "large b"));
            assertEquals(1, Samples.packs(root).size());
        }
        assertEquals(List.of(), ear.heard());
    }

    /** A store on a read-only disk. */
    private static final class ReadOnly extends FaultyFiles {
        ReadOnly() {
            super((step, moment, occurrence) -> {
                throw new IOException("Read-only file system");
            });
        }

        @Override
        public boolean isWritable(Path path) {
            return false;
        }

        @Override
        public FileChannel openLocks(Path file) throws IOException {
            throw new AccessDeniedException(file.toString());
        }
    }

    @Test
    void aReadOnlyStoreCanBeReadAndRejectsWrites() throws IOException {
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "large b");
        }
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear, new ReadOnly())) {
            assertTrue(store.isReadOnly());
            assertTrue(Samples.isReadable(store, "a"));
            assertTrue(Samples.isReadable(store, "large b"));
            Entry b = store.find(Samples.key("large b")).orElseThrow();
            assertTrue(Files.exists(store.file(b.output("table"))));
            assertEquals(2, store.statistics().entries());
            assertTrue(Samples.examine(store, false).healthy());
            store.recordUse(List.of(Samples.key("a")));
            store.flush();
            for (StoreException e : List.of(
                    assertThrows(StoreException.class, () -> Samples.publish(store, "c")),
                    assertThrows(StoreException.class, () -> store.setAside(Samples.key("a"))),
                    assertThrows(StoreException.class, store::newTemporaryFile),
                    assertThrows(StoreException.class, () -> store.file(b.output("log"))),
                    assertThrows(StoreException.class, () -> Samples.examine(store, true)),
                    assertThrows(
                            StoreException.class,
                            () -> Samples.collectGarbage(
                                    store, GcPolicy.builder().build())))) {
                assertEquals(StoreException.Reason.READ_ONLY, e.reason());
                assertTrue(e.getMessage().contains(root.toString()), e.getMessage());
            }
        }
        assertEquals(List.of(), ear.heard());
    }

    @Test
    void damageInAReadOnlyStoreIsAMiss() throws IOException {
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "large b");
        }
        Path pack = Samples.packs(root).get(0);
        Samples.flipBit(pack, Samples.recordOf(pack, "a") + RecordHeader.BYTES + 9);
        Samples.flipBit(Samples.object(root, "large b"), 0);
        try (Store store = Samples.open(root, StoreListener.silent(), new ReadOnly())) {
            assertFalse(Samples.isReadable(store, "a"));
            assertFalse(Samples.isReadable(store, "large b"));
            assertTrue(store.find(Samples.key("large b")).isEmpty());
        }
    }

    @Test
    void aFolderWithinTheStoreThatCannotBeWrittenIsNamedWithTheUmaskBeforeAnythingIsPublished() throws IOException {
        Samples.open(root).close();
        Path packs = root.resolve("packs");
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public boolean isWritable(Path path) {
                return !path.equals(packs);
            }
        };
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            assertTrue(store.isReadOnly());
            StoreException e = assertThrows(StoreException.class, store::requireWritable);
            assertEquals(StoreException.Reason.READ_ONLY, e.reason());
            assertTrue(e.getMessage().contains("no permission to write to " + packs), e.getMessage());
            assertTrue(e.getMessage().contains("umask 002"), e.getMessage());
        }
    }

    @Test
    void whoeverMayWriteToTheFoldersMayUseTheLocksWhateverTheUmask() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "there are no groups here");
        Samples.open(root).close();
        Files.delete(root.resolve("leases"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxr-x"));
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
        }
        assertTrue(Files.getPosixFilePermissions(root.resolve("leases")).contains(PosixFilePermission.GROUP_WRITE));
    }

    @Test
    void missingPermissionsAreReportedAsSuch() throws IOException {
        Samples.open(root).close();
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {
            throw new AccessDeniedException(root.resolve("packs").toString());
        });
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            StoreException e = assertThrows(StoreException.class, () -> Samples.publish(store, "a"));
            assertEquals(StoreException.Reason.NO_PERMISSION, e.reason());
            assertTrue(e.getMessage().contains("permissions"), e.getMessage());
        }
    }

    @Test
    void aFileSystemWithoutLocksWorksAndIsReportedOnce() throws IOException {
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public FileLock tryLock(FileChannel locks, long position, boolean shared) throws IOException {
                throw new IOException("No locks available");
            }
        };
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear, files)) {
            Samples.publish(store, "a");
            Lease lease = store.tryLease(Samples.key("b")).orElseThrow();
            assertTrue(store.tryLease(Samples.key("b")).isEmpty(), "within the process leases hold");
            lease.close();
            assertEquals(
                    1, Samples.collectGarbage(store, GcPolicy.builder().build()).entriesKept());
        }
        assertEquals(List.of(StoreWarning.Kind.NO_LOCKS), ear.kinds());
        try (Store store = Samples.open(root)) {
            assertTrue(Samples.isReadable(store, "a"));
        }
    }

    @Test
    void aFileIsNotAStore() throws IOException {
        Files.createFile(root);
        StoreException e = assertThrows(StoreException.class, () -> Samples.open(root));
        assertEquals(StoreException.Reason.NOT_A_DIRECTORY, e.reason());
        StoreException below = assertThrows(StoreException.class, () -> Samples.open(root.resolve("below")));
        assertEquals(StoreException.Reason.NOT_A_DIRECTORY, below.reason(), below.getMessage());
    }

    @Test
    void aStoreDoesNotHoldAnother() throws IOException {
        Samples.open(root).close();
        Path link = Files.createSymbolicLink(root.resolveSibling("link"), root.resolve("tmp"));
        for (Path inside : List.of(root.resolve("new"), root.resolve("tmp"), root.resolve("packs/a/b"), link)) {
            StoreException e = assertThrows(StoreException.class, () -> Samples.open(inside));
            assertEquals(StoreException.Reason.NOT_A_STORE, e.reason());
            assertTrue(e.getMessage().contains("is in the store " + root.toRealPath()), e.getMessage());
        }
        Samples.open(root).close();
    }

    @Test
    void aFolderWithOtherContentsIsNotTurnedIntoAStore() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("thesis.tex"), "42");
        StoreException e = assertThrows(StoreException.class, () -> Samples.open(root));
        assertEquals(StoreException.Reason.NOT_A_STORE, e.reason());
        assertEquals(1, Samples.files(root).size());
    }

    @Test
    void anEmptyFolderAndALinkToAFolderMayBecomeAStore() throws IOException {
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(root, folder.resolve("elsewhere"));
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
        }
        assertTrue(Files.exists(folder.resolve("elsewhere/FORMAT")));
    }

    @Test
    void aNewerFormatIsRejected() throws IOException {
        Samples.open(root).close();
        String text = "cb1-network store of results\nformat 7\n";
        CRC32C crc = new CRC32C();
        crc.update(Samples.utf8(text));
        Files.writeString(root.resolve("FORMAT"), text + String.format("check %08x\n", crc.getValue()));
        StoreException e = assertThrows(StoreException.class, () -> Samples.open(root));
        assertEquals(StoreException.Reason.OTHER_VERSION, e.reason());
        assertTrue(e.getMessage().contains("format 7"), e.getMessage());
    }

    @Test
    void aPathThatIsTooLongIsAStoreError() {
        Path tooLong = folder.resolve("x".repeat(300));
        StoreException e = assertThrows(StoreException.class, () -> Samples.open(tooLong));
        assertTrue(e.getMessage().contains("Cannot create the folder"), e.getMessage());
    }

    @Test
    void aFolderOfTheStoreOnAnotherDeviceIsAnErrorThatNamesTheFileAndNothingIsPublished() throws IOException {
        FaultyFiles files = new FaultyFiles((step, moment, occurrence) -> {}) {
            @Override
            public void move(Step step, Path from, Path to) throws IOException {
                if (step == Step.MOVE_OBJECT) {
                    throw new AtomicMoveNotSupportedException(
                            from.toString(), to.toString(), "Invalid cross-device link");
                }
                super.move(step, from, to);
            }
        };
        try (Store store = Samples.open(root, StoreListener.silent(), files)) {
            StoreException e = assertThrows(StoreException.class, () -> Samples.publish(store, "large a"));
            assertEquals(StoreException.Reason.INPUT_OUTPUT, e.reason());
            assertTrue(e.getMessage().contains("Invalid cross-device link"), e.getMessage());
            assertTrue(e.getMessage().contains("one device"), e.getMessage());
            assertFalse(store.contains(Samples.key("large a")));
            Samples.publish(store, "b");
        }
        assertEquals(List.of(), Samples.files(root.resolve("tmp")));
    }

    @Test
    void linksOutOfTheStoreAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        for (String name : List.of("objects", "packs", "tmp", "quarantine", "leases", "FORMAT", "CACHEDIR.TAG")) {
            Path here = folder.resolve("with link " + name);
            Samples.open(here).close();
            Files.delete(here.resolve(name));
            Files.createSymbolicLink(here.resolve(name), outside);
            StoreException e = assertThrows(StoreException.class, () -> Samples.open(here), name);
            assertEquals(StoreException.Reason.UNSAFE, e.reason());
        }
        assertEquals(List.of(), Samples.files(outside));
    }

    @Test
    void linksBelowTheObjectsAndEntriesAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path victim = folder.resolve("victim");
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
        }
        Path pack = Samples.packs(root).get(0);
        Files.move(pack, victim);
        Files.createSymbolicLink(pack, victim);
        byte[] before = Files.readAllBytes(victim);
        Files.createSymbolicLink(Samples.object(root, "large b"), outside.resolve("object"));
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear)) {
            assertFalse(store.contains(Samples.key("a")));
            Samples.publish(store, "large b");
            assertTrue(Samples.isReadable(store, "large b"));
            Samples.publish(store, "c");
            DoctorReport report = Samples.examine(store, true);
            assertEquals(1, report.findings().size(), report.toString());
        }
        assertEquals(List.of(StoreWarning.Kind.UNREADABLE), ear.kinds());
        assertEquals(List.of(), Samples.files(outside));
        assertEquals(before.length, Files.size(victim));
    }
}
