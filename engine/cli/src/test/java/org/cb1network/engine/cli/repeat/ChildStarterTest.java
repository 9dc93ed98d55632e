package org.cb1network.engine.cli.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.cb1network.engine.runner.run.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the JVM is a shell script")
class ChildStarterTest {

    @TempDir
    private Path folder;

    private String problemOf(String script, long probeSeconds) throws IOException {
        return starter(probeSeconds).problemOf(setup(script));
    }

    private static ChildStarter starter(long probeSeconds) {
        return new ChildStarter("Main", List.of(), new Cancellation(), probeSeconds);
    }

    private JvmSetup setup(String script) throws IOException {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\n" + script + "\n");
        assertTrue(java.toFile().setExecutable(true));
        return new JvmSetup("fake", "a script", java, List.of(), 1, 1);
    }

    @Test
    void aJvmThatHangsIsGivenUpAtTheLimit() throws IOException {
        assertEquals("its JVM does not start", problemOf("exec sleep 20", 1));
    }

    @Test
    void aJvmThatSaysMuchIsHeardToTheEnd() throws IOException {
        assertEquals("", problemOf("yes x | head -n 100000; echo 'openjdk version \"17.0.1\"'", 30));
    }

    @Test
    void aJvmThatIsStoppedWithThisProcessSaysNothingAboutItsCondition() {
        // With this code a JVM ends after Ctrl-C.
        assertThrows(CancellationException.class, () -> problemOf("exit 130", 30));
    }

    @Test
    void aComputationThatIsStoppedWithThisProcessIsNoResult() {
        assertThrows(
                CancellationException.class,
                () -> starter(30).compute(setup("kill -TERM $$"), List.of(), folder.resolve("store")));
    }

    @Test
    void anOldJvmIsRefused() throws IOException {
        assertEquals("this program needs Java 17 or later", problemOf("echo 'openjdk version \"11.0.1\"'", 30));
    }
}
