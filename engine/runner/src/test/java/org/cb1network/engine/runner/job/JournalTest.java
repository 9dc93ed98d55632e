package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private List<Map<String, String>> lines(Journal.Reader reader) throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        reader.readOn(lines::add);
        return lines;
    }

    @Test
    void aReaderGetsEachLineOnce() throws IOException {
        Journal journal = new Journal(folder.resolve("w"));
        Journal.Reader reader = new Journal.Reader(folder.resolve("w"));
        journal.write("started", "host", "n1");
        assertEquals(List.of(Map.of("event", "started", "host", "n1")), lines(reader));
        journal.write("ended", "why", "\"quoted\"\n");
        assertEquals(List.of(Map.of("event", "ended", "why", "\"quoted\"\n")), lines(reader));
        assertEquals(List.of(), lines(reader));
    }

    @Test
    void aLineThatIsWrittenOnlyInPartIsReadWhenItIsComplete() throws IOException {
        Path file = folder.resolve("w");
        Journal.Reader reader = new Journal.Reader(file);
        Files.writeString(file, "{\"event\":\"sta");
        assertEquals(List.of(), lines(reader));
        Files.writeString(file, "rted\"}\n", StandardOpenOption.APPEND);
        assertEquals(List.of(Map.of("event", "started")), lines(reader));
    }

    @Test
    void whatAKilledProcessLeftOfALineDoesNotSpoilTheNext() throws IOException {
        Path file = folder.resolve("w");
        Files.writeString(file, "{\"event\":\"computing\",\"poi");
        new Journal(file).write("started");
        assertEquals(List.of(Map.of("event", "started")), lines(new Journal.Reader(file)));
    }

    @Test
    void aJournalThatIsGoneHasNoLines() throws IOException {
        assertEquals(List.of(), lines(new Journal.Reader(folder.resolve("none"))));
    }

    @Test
    void aLineThatMeansNothingDoesNotHideTheNext() throws IOException {
        Path file = folder.resolve("w");
        Files.writeString(file, "{\"event\":\"bad\"}\n{\"event\":\"started\"}\n");
        List<String> events = new ArrayList<>();
        new Journal.Reader(file).readOn(line -> {
            if ("bad".equals(line.get(Journal.EVENT))) {
                throw new IllegalArgumentException();
            }
            events.add(line.get(Journal.EVENT));
        });
        assertEquals(List.of("started"), events);
    }

    @Test
    void aFileThatHasBecomeShorterIsReadFromItsBeginning() throws IOException {
        Path file = folder.resolve("w");
        Journal journal = new Journal(file);
        journal.write("started", "host", "n1");
        Journal.Reader reader = new Journal.Reader(file);
        lines(reader);
        Files.writeString(file, "");
        journal.write("ended");
        assertEquals(List.of(Map.of("event", "ended")), lines(reader));
    }
}
