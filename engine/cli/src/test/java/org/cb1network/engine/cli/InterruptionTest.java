package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {

    @TempDir
    private Path folder;

    @Test
    void ctrlCEndsWith130AndEverythingFinishedIsKept() throws Exception {
        Shell shell = new Shell(folder);
        shell.write(
                Shell.PIPELINE.replace("replicate: 1..3", "replicate: 1..200").replace("100 ms", "2 s"));
        try (ChildJvm run = Shell.start(shell.file(), "run", "--json", "-j", "1")) {
            run.await("\"point-computed\"");
            run.await("\"point-computed\"");
            run.signal("INT");
            assertEquals(130, run.join(), run.lines().toString());
        }
        int missing = new ObjectMapper()
                .readTree(shell.run("plan", "--json").outLines().get(0))
                .get("missing")
                .intValue();
        assertTrue(missing <= 398 && missing > 0, missing + " points missing");
        assertTrue(shell.run("log").out().contains("  stopped  "));
    }
}
