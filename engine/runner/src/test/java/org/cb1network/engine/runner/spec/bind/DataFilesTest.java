package org.cb1network.engine.runner.spec.bind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.spec.Documents;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.TestStages;
import org.cb1network.engine.runner.spec.TestStages.ChooseParameters;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.DataFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

    @TempDir
    private Path place;

    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        folder = Files.createDirectories(place.resolve("pipeline"));
        Files.writeString(place.resolve("outside.csv"), "secret");
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("rates.csv"), "abc");
        Files.writeString(folder.resolve("data/copy.csv"), "abc");
    }

    private PipelineSpec read(String path) throws IOException {
        String yaml = Documents.small("targets: {E: 5 Hz}", "targets: {E: 5 Hz}, measured: \"" + path + "\"");
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), yaml);
        return PipelineReader.read(file, "paper", List.of(), TestStages.catalog());
    }

    private String problem(String path) {
        String message = assertThrows(PipelineException.class, () -> read(path)).getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }

    @Test
    void aFileCountsByItsContentAndNotByItsName() throws IOException {
        Map<String, String> one = Documents.canonical(read("data/rates.csv"), "choice", 0);
        Map<String, String> copy = Documents.canonical(read("data/copy.csv"), "choice", 0);

        // The digest of "abc" in FIPS 180-2, appendix B.1.
        assertEquals("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", one.get("measured"));
        assertEquals(one, copy);
    }

    @Test
    void aFileChangedAfterwardsIsNotRead() throws IOException {
        ChooseParameters parameters = (ChooseParameters)
                Documents.resolve(read("data/rates.csv"), "choice", 0).parameters();
        DataFile file = parameters.measured().orElseThrow();

        assertArrayEquals("abc".getBytes(UTF_8), file.read(Files::readAllBytes));
        Files.writeString(file.path(), "abd");
        DataFileException changed = assertThrows(DataFileException.class, () -> file.read(Files::readAllBytes));
        assertEquals(file.path() + ": it has changed since the pipeline was read; run again", changed.getMessage());
    }

    @Test
    void aFileReadDuringAWriteIsNotUsed() throws IOException {
        Path path = Files.writeString(folder.resolve("changing.csv"), "abc");
        DataFile file = DataFile.of(path);
        DataFileException changed =
                assertThrows(DataFileException.class, () -> file.read(content -> Files.writeString(content, "abd")));
        assertTrue(changed.getMessage().contains("has changed since"), changed.getMessage());
    }

    @Test
    void aMissingFileIsReported() throws IOException {
        Path path = Files.writeString(folder.resolve("gone.csv"), "abc");
        DataFile file = DataFile.of(path);
        Files.delete(path);
        DataFileException gone = assertThrows(DataFileException.class, () -> file.read(Files::readAllBytes));
        assertEquals(path + ": NoSuchFileException", gone.getMessage());
    }

    @Test
    void onlyFilesInTheFolderOfThePipelineAreRead() throws IOException {
        String outside =
                " is not in the folder of the pipeline; write its path relative to the pipeline file, without '.' and '..'";

        assertEquals("'../outside.csv'" + outside, problem("../outside.csv"));
        assertEquals("'data/../../outside.csv'" + outside, problem("data/../../outside.csv"));
        assertEquals("'/etc/hostname'" + outside, problem("/etc/hostname"));
        assertEquals("''" + outside, problem(""));
        Files.createSymbolicLink(folder.resolve("link.csv"), place.resolve("outside.csv"));
        assertEquals(
                "'link.csv' is a link to a file outside the folder of the pipeline; copy the file into the folder",
                problem("link.csv"));
        Files.createSymbolicLink(folder.resolve("up"), place);
        assertEquals(
                "'up/outside.csv' is a link to a file outside the folder of the pipeline; copy the file into the folder",
                problem("up/outside.csv"));
    }

    @Test
    void anythingButAFileIsReported() {
        assertEquals("there is no file 'none.csv'; paths are relative to the pipeline file", problem("none.csv"));
        assertEquals("'data' is not a file; paths are relative to the pipeline file", problem("data"));
        assertTrue(problem("a\\0b").endsWith(" is not a path"));
    }

    @Test
    void filesOfOneNameInTwoFoldersAreDistinguishedInTables() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("data/m1")).resolve("rates.csv"), "1");
        Files.writeString(Files.createDirectories(folder.resolve("data/m2")).resolve("rates.csv"), "2");
        Files.writeString(Files.createDirectories(folder.resolve("data/m3")).resolve("rates.csv"), "2");

        assertEquals(
                List.of("data/m1/rates.csv", "data/m2/rates.csv"),
                readAxis("data/m1/rates.csv, data/m2/rates.csv")
                        .stage("choice")
                        .sweep()
                        .axes()
                        .get(0)
                        .values());
        String twice = assertThrows(PipelineException.class, () -> readAxis("data/m2/rates.csv, data/m3/rates.csv"))
                .getMessage();
        assertTrue(
                twice.contains("the content of 'data/m3/rates.csv' is twice on this axis; the first one is at"), twice);
    }

    private PipelineSpec readAxis(String values) throws IOException {
        String yaml = Documents.small(
                        "with: {targets: {E: 5 Hz}}",
                        "with: {targets: {E: 5 Hz}}\n    sweep: {mouse: {set: with.measured, values: [" + values
                                + "]}}")
                .replace("computed: \"${choice.choice.probability}\"", "computed: 0.1");
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), yaml);
        return PipelineReader.read(file, "paper", List.of(), TestStages.catalog());
    }
}
