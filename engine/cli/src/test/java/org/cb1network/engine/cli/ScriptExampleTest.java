package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of {@code examples/script}. Without Python or R a test is skipped, and says so. */
@DisabledOnOs(OS.WINDOWS)
class ScriptExampleTest {

    private static final Path EXAMPLE = Path.of("../../examples/script");

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void copyTheExample() throws IOException {
        shell = Shell.withCopyOf(EXAMPLE, folder);
    }

    @Test
    void theExampleRunsAndVariabilityIsPlausible() {
        Shell.requireProgram("python3");
        Shell.Result result = shell.run("run");
        assertEquals(0, result.exit(), result.err());
        String rows = shell.run("show", "cv.cv", "--csv").out();
        assertEquals(13, rows.lines().count(), rows);
        for (String row : rows.lines().skip(1).toList()) {
            double cv = Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
            assertTrue(cv > 0.05 && cv < 2, row);
        }
        assertTrue(Files.exists(folder.resolve("results/figures/cv-figure.figure.svg")));
        assertTrue(Files.exists(folder.resolve("results/figures/cv-curves.svg")));
    }

    @Test
    void rGivesTheNumbersThatPythonGives() {
        Shell.requireProgram("python3");
        Shell.requireProgram("Rscript");
        assertEquals(0, shell.run("run", "cv").exit());
        Shell.Result result = shell.run("run", "cv", "--profile", "r");
        assertEquals(0, result.exit(), result.err());
        String python = shell.run("show", "cv.cv", "--csv").out();
        String r = shell.run("show", "cv.cv", "--csv", "--profile", "r").out();
        assertEquals(digits(python), digits(r));
    }

    /** The rows without the last digits of their numbers, which the two languages round differently. */
    private static String digits(String rows) {
        return rows.replaceAll("(\\.\\d{1,10})\\d*", "$1");
    }
}
