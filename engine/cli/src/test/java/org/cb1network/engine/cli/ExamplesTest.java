package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks in {@code examples}: each of them gives what its lock says at reduced size, and is valid at full size. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../../examples");

    @TempDir
    private Path folder;

    private Shell shell(String example) throws IOException {
        if (Files.exists(EXAMPLES.resolve(example).resolve("scripts"))) {
            Shell.requireProgram("python3");
        }
        return Shell.withCopyOf(EXAMPLES.resolve(example), folder);
    }

    @ParameterizedTest
    @CsvSource({"coba, quick", "cuba, reduced", "brunel, reduced", "adex, reduced", "microcircuit, reduced"})
    void theReducedNetworkGivesWhatItsLockSays(String example, String profile) throws IOException {
        Shell.Result result = shell(example).run("verify", "--profile", profile);
        assertEquals(0, result.exit(), result.out() + result.err());
        assertTrue(result.out().contains("REPRODUCED"), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coba", "cuba", "brunel", "adex"})
    void theFullNetworkIsValid(String example) throws IOException {
        Shell.Result result = shell(example).run("plan");
        assertEquals(0, result.exit(), result.err());
    }
}
