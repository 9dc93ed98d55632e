package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {

    @TempDir
    private Path folder;

    private Path file;
    private GrowingFile reader;

    @BeforeEach
    void begin() {
        file = folder.resolve("w-001.out");
        reader = new GrowingFile(file);
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void append(String text) throws IOException {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatIsNotThereYetHasNoLines() throws IOException {
        assertEquals("", reader.lines());
        append("one\n");
        assertEquals("one\n", reader.lines());
    }

    @Test
    void eachLineIsReadOnceAndWhenItIsComplete() throws IOException {
        append("one\ntw");
        assertEquals("one\n", reader.lines());
        append("o\nthree\n");
        assertEquals("two\nthree\n", reader.lines());
        assertEquals("", reader.lines());
    }

    @Test
    void aCharacterThatIsWrittenInTwoPartsIsWhole() throws IOException {
        byte[] line = "µs\n".getBytes(StandardCharsets.UTF_8);
        append(Arrays.copyOf(line, 1));
        assertEquals("", reader.lines());
        append(Arrays.copyOfRange(line, 1, line.length));
        assertEquals("µs\n", reader.lines());
    }

    @Test
    void aFileThatHasBecomeShorterIsReadFromItsBeginning() throws IOException {
        append("one\ntwo\n");
        reader.lines();
        Files.writeString(file, "new\n");
        assertEquals("new\n", reader.lines());
    }

    @Test
    void theRestHasAnIncompleteLineToo() throws IOException {
        append("one\ntw");
        assertEquals("one\ntw", reader.rest());
    }
}
