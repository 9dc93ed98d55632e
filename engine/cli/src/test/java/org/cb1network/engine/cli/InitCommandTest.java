package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyExampleIsAValidPipelineWithItsSchema(InitCommand.Example example) throws IOException {
        Path made = folder.resolve("new");
        Shell.Result result = Shell.raw("init", "--example", example.toString(), made.toString());
        assertEquals(0, result.exit(), result.err());
        String pipeline = Files.readString(made.resolve("pipeline.yaml"));
        assertFalse(pipeline.contains("../"), pipeline);
        assertTrue(Files.exists(made.resolve("pipeline.schema.json")));
        Shell.Result dag =
                Shell.raw("dag", "--file", made.resolve("pipeline.yaml").toString());
        assertEquals(0, dag.exit(), dag.err());
    }

    @Test
    void cobaRunsAndDrawsItsActivityAndCurves() throws IOException {
        Shell.requireProgram("python3");
        Shell.raw("init", folder.resolve("new").toString());
        String file = folder.resolve("new/pipeline.yaml").toString();
        Shell.Result result = Shell.raw("run", "--file", file, "--profile", "quick");
        assertEquals(0, result.exit(), result.err());
        Path figures = folder.resolve("new/results/quick/figures");
        assertTrue(Files.exists(figures.resolve("activity.svg")));
        assertTrue(Files.exists(figures.resolve("rate-curves.svg")));
        assertTrue(Files.exists(figures.resolve("count-curves.svg")));
    }

    @Test
    void thePaperHasAProfileThatAnalysesItWithAScript() throws IOException {
        Shell.requireProgram("python3");
        Shell.raw("init", "--example", "paper", folder.resolve("new").toString());
        String file = folder.resolve("new/pipeline.yaml").toString();
        Shell.Result result = Shell.raw("run", "--file", file, "--profile", "script", "rate-spread-bars");
        assertEquals(0, result.exit(), result.err());
        assertTrue(Files.exists(folder.resolve("new/results/script/figures/rate-spread-bars.svg")));
    }

    @Test
    void aFolderThatHasOneOfTheFilesStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "mine\n");
        Shell.Result result = Shell.raw("init", folder.toString());
        assertEquals(2, result.exit());
        assertTrue(result.err().contains(".gitignore exists already; nothing was written"), result.err());
        assertEquals("mine\n", Files.readString(folder.resolve(".gitignore")));
        assertFalse(Files.exists(folder.resolve("pipeline.yaml")));
    }

    @Test
    void ifOneFileCannotBeWrittenNoneIsLeft() throws IOException {
        Files.writeString(folder.resolve(".github"), "a file where a folder is needed");
        Shell.Result result = Shell.raw("init", folder.toString());
        assertEquals(7, result.exit());
        assertTrue(result.err().contains(".github"), result.err());
        assertFalse(Files.exists(folder.resolve("pipeline.yaml")));
        assertFalse(Files.exists(folder.resolve("pipeline.schema.json")));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        Shell.Result result = Shell.raw("init", file.toString());
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("notes.txt is a file, not a folder; name another folder"), result.err());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeadsNowhereIsNoFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
        Shell.Result result = Shell.raw("init", link.toString());
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("link is a link to something that does not exist"), result.err());
    }
}
