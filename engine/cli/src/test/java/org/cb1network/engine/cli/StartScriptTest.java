package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code pipeline} and {@code pipeline.cmd} start the program that lies beside them. */
class StartScriptTest {

    private static final Path REPOSITORY = Path.of("../..");

    /** In the place of Java: prints its arguments, one on a line, and ends with 7. */
    private static final String JAVA = """
            #!/bin/sh
            printf '%s\\n' "$@"
            exit 7
            """;

    @TempDir
    private Path place;

    private Path folder;

    private record Ended(int exit, List<String> lines) {}

    @BeforeEach
    void install() throws IOException {
        folder = Files.createDirectory(place.resolve("with a blank")).toRealPath();
        Files.copy(REPOSITORY.resolve("pipeline"), folder.resolve("pipeline"));
        Files.createFile(folder.resolve("pipeline.jar"));
        Path java = folder.resolve("runtime/bin/java");
        Files.createDirectories(folder.resolve("runtime/bin"));
        Files.writeString(java, JAVA);
        assertTrue(java.toFile().setExecutable(true));
    }

    /** Starts it in another folder than its own. */
    private Ended start(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said.lines().toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theProgramBesideTheScriptGetsTheArgumentsAndItsExitCodeIsPassedOn() throws Exception {
        Ended ended = start(folder.resolve("pipeline"), "run", "-p", "stages.sim.with.duration=50 ms", "", "*");
        assertEquals(
                List.of(
                        "-jar",
                        folder.resolve("pipeline.jar").toString(),
                        "run",
                        "-p",
                        "stages.sim.with.duration=50 ms",
                        "",
                        "*"),
                ended.lines());
        assertEquals(7, ended.exit());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToTheScriptFindsTheProgram() throws Exception {
        Path link = Files.createSymbolicLink(place.resolve("link"), folder.resolve("pipeline"));
        assertEquals(
                folder.resolve("pipeline.jar").toString(),
                start(link, "plan").lines().get(1));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withoutTheProgramTheScriptSaysHowToBuildIt() throws Exception {
        Files.delete(folder.resolve("pipeline.jar"));
        Ended ended = start(folder.resolve("pipeline"), "plan");
        assertEquals(2, ended.exit());
        assertEquals(
                List.of("pipeline: there is no " + folder.resolve("pipeline.jar")
                        + " yet; build it: mvn -q -Pfast package"),
                ended.lines());
    }

    /** Its text only: there is no Windows where the tests run. */
    @Test
    void theScriptForWindowsPassesArgumentsAndExitCodeOnEachWay() throws IOException {
        String script = Files.readString(REPOSITORY.resolve("pipeline.cmd"));
        List<String> starts =
                script.lines().filter(line -> line.contains(" -jar ")).toList();
        assertEquals(3, starts.size(), script);
        for (String start : starts) {
            assertTrue(start.endsWith(" -jar \"%~dp0pipeline.jar\" %*"), start);
        }
        assertTrue(script.endsWith("exit /b %errorlevel%\r\n"), script);
        assertFalse(script.replace("\r\n", "").contains("\n"), "cmd needs its own line ends");
    }
}
