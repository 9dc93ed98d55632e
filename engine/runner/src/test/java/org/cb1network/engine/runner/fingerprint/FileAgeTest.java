package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAgeTest {

    /** A file that was there before this JVM. */
    private static final Path OLD = Path.of(System.getProperty("java.home"), "release");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void assumeThatMovesAreNoted() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
    }

    @Test
    void aFileOfTheJvmIsOlderThanTheProcess() throws IOException {
        assertFalse(FileAge.mayBeYoungerThanThisProcess(OLD));
    }

    @Test
    void aFileWrittenNowIsYounger() throws IOException {
        assertTrue(FileAge.mayBeYoungerThanThisProcess(Files.writeString(folder.resolve("new"), "new")));
    }

    @Test
    void anOldFileMovedIntoPlaceNowIsYounger() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2022-01-01T00:00:00Z")));
        assertTrue(FileAge.mayBeYoungerThanThisProcess(Files.move(file, folder.resolve("moved"))));
    }

    @Test
    void aLinkCreatedNowIsYoungerAlthoughTheFileIsOld() throws IOException {
        assertTrue(FileAge.mayBeYoungerThanThisProcess(Files.createSymbolicLink(folder.resolve("link"), OLD)));
    }

    @Test
    void aFileFromTheFutureIsNotJudged() {
        Instant start = Instant.parse("2022-01-01T00:00:00Z");
        Instant now = start.plusSeconds(10);
        assertFalse(FileAge.isWithin(now.plusSeconds(1), start, now));
        assertFalse(FileAge.isWithin(start.minusMillis(1), start, now));
        assertTrue(FileAge.isWithin(start, start, now));
        assertTrue(FileAge.isWithin(now, start, now));
    }
}
