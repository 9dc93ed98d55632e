package org.cb1network.engine.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cb1network.engine.stage.ChildProcess;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stream is a terminal, in a process with a terminal of its own. */
@EnabledOnOs(OS.LINUX)
class TerminalTest {

    @TempDir
    private Path folder;

    /** Says in a file which of the streams of its process are terminals. */
    static final class Streams {

        private Streams() {}

        public static void main(String[] arguments) throws IOException {
            Files.writeString(
                    Path.of(arguments[0]),
                    Terminal.ofStandardOutput().isPresent() + " "
                            + Terminal.ofStandardError().isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', true true", "2>err.log, true false", ">out.log, false true", ">both.log 2>&1, false false"})
    void aRedirectedStreamIsNoTerminalAndTheOtherOneIs(String redirection, String terminals) throws Exception {
        assumeTrue(ChildProcess.onPath("script").isPresent(), "script is not installed");
        Path answer = folder.resolve("answer");
        String command = String.join(
                "' '", ChildJvm.command(ChildJvm.THIS_JDK, ChildJvm.STARTS_FAST, Streams.class, answer.toString()));
        ProcessBuilder script = new ProcessBuilder("script", "-qec", "'" + command + "' " + redirection, "/dev/null");
        Map<String, String> environment = script.environment();
        environment.put("TERM", "xterm");
        environment.remove("CI");
        Process process = script.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        process.getOutputStream().close();
        assertEquals(0, process.waitFor(), this::said);
        assertEquals(terminals, Files.readString(answer));
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
