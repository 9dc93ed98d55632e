package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aFileIsReplacedAndNoTemporaryFileRemains() throws IOException {
        Path file = folder.resolve("file.txt");
        WholeFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
        WholeFile.write(file, temporary -> {
            assertEquals("old", Files.readString(file));
            Files.writeString(temporary, "new");
        });
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("file.txt"), names());
    }

    @Test
    void aFileThatCannotBeWrittenIsUnchanged() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assertThrows(
                IOException.class,
                () -> WholeFile.write(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IOException("no space left");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file.txt"), names());
    }

    @Test
    void aProblemNamesTheFileAndNotTheTemporaryOne() throws IOException {
        Path inNoFolder = folder.resolve("missing/file.txt");
        FileSystemException problem =
                assertThrows(FileSystemException.class, () -> WholeFile.write(inNoFolder, new byte[1]));
        assertEquals(inNoFolder + ": there is no such file or folder", FileProblem.describe(problem));
        Path place = Files.createDirectories(folder.resolve("file.txt"));
        problem = assertThrows(FileSystemException.class, () -> WholeFile.write(place, new byte[1]));
        assertEquals(place + ": this is a folder where a file should be: move it away", FileProblem.describe(problem));
    }

    private Path written(String name, Duration ago) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    @Test
    void whatKilledProcessesLeftOfTheSameFileIsRemoved() throws IOException {
        Path left = written(".file.txt.999999999.tmp", Duration.ofHours(1));
        List<Path> others = List.of(
                written(".file.txt.999999998.tmp", Duration.ZERO),
                written(
                        ".file.txt."
                                + ProcessHandle.current().parent().orElseThrow().pid() + ".tmp",
                        Duration.ofHours(1)),
                written(".another.txt.999999999.tmp", Duration.ofHours(1)),
                written("notes.tmp", Duration.ofHours(1)));
        WholeFile.write(folder.resolve("file.txt"), new byte[1]);
        assertFalse(Files.exists(left));
        others.forEach(other -> assertTrue(Files.exists(other), other.toString()));
    }

    @Test
    void theNameOfATemporaryFileIdentifiesItsProcess() throws IOException {
        WholeFile.write(folder.resolve("file.txt"), temporary -> {
            Matcher name = WholeFile.TEMPORARY.matcher(temporary.getFileName().toString());
            assertTrue(name.matches());
            assertEquals(Long.toString(ProcessHandle.current().pid()), name.group(1));
            Files.writeString(temporary, "content");
        });
    }

    @Test
    void aProblemThatNamesNoFileIsThatOfTheFileInUse() {
        Path file = folder.resolve("file.txt");
        FileSystemException problem = assertThrows(
                FileSystemException.class,
                () -> FileProblem.naming(file, () -> {
                    throw new IOException("No space left on device");
                }));
        assertEquals(file + ": No space left on device", FileProblem.describe(problem));
    }
}
