package org.cb1network.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of users' files before a stage runs. */
class DataFileProblemTest {

    @TempDir
    private Path folder;

    private final AtomicInteger reads = new AtomicInteger();

    private Object read(Path file) throws IOException {
        reads.incrementAndGet();
        throw new IOException("line 3 is wrong");
    }

    @Test
    void aFileIsReadOnceForEachQuestion() throws IOException {
        Path path = Files.writeString(folder.resolve("rows.csv"), "a\n");
        DataFile file = DataFile.of(path);
        for (int point = 0; point < 5; point++) {
            assertEquals(Optional.of(path + ": line 3 is wrong"), file.problem(List.of(10), this::read));
        }
        assertEquals(1, reads.get());
        file.problem(List.of(20), this::read);
        assertEquals(2, reads.get());
    }

    @Test
    void aLargeFileIsLeftToTheStage() throws IOException {
        Path path = folder.resolve("rows.csv");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertEquals(Optional.empty(), new DataFile(path, "").problem(List.of(), this::read));
        assertEquals(0, reads.get());
    }
}
