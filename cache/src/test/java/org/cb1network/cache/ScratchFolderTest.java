package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A scratch folder is nobody else's, and nothing is left of it. */
class ScratchFolderTest {

    /** No process of Linux, macOS or Windows has such a number. */
    private static final String NO_PROCESS = "99999999999";

    @TempDir
    private Path place;

    /** What a killed process would have left. */
    private Path left() throws IOException {
        Path mine;
        try (ScratchFolder folder = ScratchFolder.create(List.of(place))) {
            mine = folder.path();
        }
        String name = mine.getFileName().toString();
        Path left =
                mine.resolveSibling(name.replace("-" + ProcessHandle.current().pid() + "-", "-" + NO_PROCESS + "-"));
        Files.createDirectories(left.resolve("store"));
        Files.writeString(left.resolve("store/object"), "half of it");
        Files.createFile(left.resolve(".lock"));
        return left;
    }

    @Test
    void eachHasAnotherNameAndIsGoneWhenItIsClosed() throws IOException {
        Path first;
        try (ScratchFolder one = ScratchFolder.create(List.of(place));
                ScratchFolder two = ScratchFolder.create(List.of(place))) {
            assertNotEquals(one.path(), two.path());
            first = one.path();
            Store.open(one.store()).close();
            assertTrue(Files.isDirectory(first));
        }
        assertFalse(Files.exists(first));
    }

    @Test
    void whatAKilledProcessLeftIsFoundAndRemovedByTheNextOne() throws IOException {
        Path left = left();
        assertEquals(List.of(left), ScratchFolder.abandoned(List.of(place)));
        ScratchFolder.create(List.of(place)).close();
        assertFalse(Files.exists(left));
    }

    @Test
    void whatAnotherProcessUsesIsLeftAloneUntilThatIsKilled() throws Exception {
        try (ChildJvm other = ChildMain.start("scratch", place.toString())) {
            other.await("made ");
            Path used = Path.of(other.lines().get(0).substring("made ".length()));
            ScratchFolder.create(List.of(place)).close();
            assertTrue(Files.exists(used));
            other.kill();
            assertEquals(List.of(used), ScratchFolder.removeAbandoned(List.of(place)));
        }
    }

    @Test
    void whatAProcessLeftThatWasKilledBeforeItLockedItIsRemovedAfterAMinute() throws IOException {
        Path left = left();
        Files.delete(left.resolve(".lock"));
        assertEquals(List.of(), ScratchFolder.removeAbandoned(List.of(place)));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(61)));
        assertEquals(List.of(left), ScratchFolder.removeAbandoned(List.of(place)));
        assertFalse(Files.exists(left));
    }

    @Test
    void whatIsOfAnotherMachineOrNotLockedYetOrSomethingElseIsLeftAlone() throws IOException {
        Path left = left();
        String name = left.getFileName().toString();
        List<Path> others = List.of(
                place.resolve("scratch-0123456789abcdef" + name.substring("scratch-".length() + 16)),
                place.resolve("scratch"),
                place.resolve("scratch-mine"));
        for (Path other : others) {
            Files.createDirectories(other);
            Files.createFile(other.resolve(".lock"));
        }
        Path young = Files.createDirectory(left.resolveSibling(name + "1"));
        assertEquals(List.of(left), ScratchFolder.removeAbandoned(List.of(place)));
        others.forEach(other -> assertTrue(Files.exists(other.resolve(".lock")), other.toString()));
        assertTrue(Files.exists(young));
    }

    /** Fails on the mistake only for an ordinary user: the administrator may change every folder. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void foldersWithoutPermissionsAreRemoved() throws IOException {
        Path made;
        try (ScratchFolder folder = ScratchFolder.create(List.of(place))) {
            made = folder.path();
            for (String permissions : List.of("r-xr-xr-x", "rw-------", "---------")) {
                Path inner = Files.createDirectories(made.resolve(permissions).resolve("inner"));
                Files.createFile(inner.resolve("file"));
                Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString(permissions));
                Files.setPosixFilePermissions(made.resolve(permissions), PosixFilePermissions.fromString(permissions));
            }
        }
        assertFalse(Files.exists(made));
    }

    @Test
    void aLinkIsNeitherUsedNorFollowed() throws IOException {
        Path left = left();
        Path precious = Files.createDirectory(place.resolve("precious"));
        Files.createFile(precious.resolve(".lock"));
        Files.writeString(precious.resolve("thesis.tex"), "years of work");
        Files.createSymbolicLink(left.resolve("link"), precious);
        Files.createSymbolicLink(left.resolveSibling(left.getFileName() + "1"), precious);
        assertEquals(List.of(left), ScratchFolder.removeAbandoned(List.of(place)));
        assertEquals("years of work", Files.readString(precious.resolve("thesis.tex")));
    }

    @Test
    void theFirstPlaceThatCanBeWrittenIsTaken() throws IOException {
        Path file = Files.writeString(place.resolve("file"), "");
        Path second = place.resolve("second");
        try (ScratchFolder folder = ScratchFolder.create(List.of(file, second))) {
            assertEquals(second.toRealPath(), folder.path().getParent());
        }
    }

    @Test
    void whatIsKeptIsNotTakenForLeft() throws IOException {
        Path kept;
        try (ScratchFolder folder = ScratchFolder.create(List.of(place))) {
            Files.writeString(folder.path().resolve("table"), "1");
            kept = folder.keep();
        }
        assertEquals("1", Files.readString(kept.resolve("table")));
        assertEquals(List.of(), ScratchFolder.abandoned(List.of(place)));
        assertEquals(List.of(kept), ScratchFolder.kept(List.of(place)));
    }

    @Test
    void aFullDiskOfAScratchFolderIsNotTheStoresOne() throws IOException {
        try (ScratchFolder folder = ScratchFolder.create(List.of(place))) {
            String said = StoreFailures.writing(folder.store(), "write", new IOException("No space left on device"))
                    .getMessage();
            assertTrue(said.contains("The disk of the scratch folder is full"), said);
            assertFalse(said.contains("gc"), said);
        }
    }
}
