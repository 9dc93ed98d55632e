package org.cb1network.stages.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.SourceFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the program of a command is looked for. */
@DisabledOnOs(OS.WINDOWS)
class ProgramTest {

    @TempDir
    private Path pipeline;

    @TempDir
    private Path scratch;

    private Program program;

    @BeforeEach
    void listAScript() throws IOException {
        Path script = Files.writeString(pipeline.resolve("cv.sh"), "#!/bin/sh\n");
        program = new Program(new SourceFiles(pipeline, new TreeMap<>(Map.of("cv.sh", DataFile.of(script)))));
    }

    private void assertRefused(String name, String... parts) {
        IOException refused = assertThrows(IOException.class, () -> program.in(scratch, List.of(name)));
        for (String part : parts) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        }
    }

    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void aNameWithoutFolderIsSearchedInThePath() throws IOException {
        List<String> command = program.in(scratch, List.of("sh", "-c", "true"));
        assertTrue(Path.of(command.get(0)).isAbsolute(), command.get(0));
        assertEquals(List.of("-c", "true"), command.subList(1, 3));
        assertRefused("no-such-program", "there is no program 'no-such-program' on this machine", "the PATH is");
    }

    @Test
    void aListedFileIsTheCopyInTheFolderOfThePointAndMustBeExecutable() throws IOException {
        Files.writeString(scratch.resolve("cv.sh"), "#!/bin/sh\n");
        assertRefused("cv.sh", "'cv.sh' cannot be executed", "put its interpreter before it");
        Path copy = executable(scratch.resolve("cv.sh"));
        assertEquals(List.of(copy.toString()), program.in(scratch, List.of("cv.sh")));
    }

    @Test
    void aPathIsRelativeToTheFolderOfThePipeline() throws IOException {
        Path python = executable(pipeline.resolve(".venv/bin/python"));
        assertEquals(List.of(python.toString(), "cv.py"), program.in(scratch, List.of(".venv/bin/python", "cv.py")));
        assertRefused("bin/python", "'bin/python' does not exist", "relative to the pipeline's folder");
    }
}
