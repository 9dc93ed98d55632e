package org.cb1network.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class ChildProcessTest {

    @TempDir
    private Path folder;

    @Test
    void whatAProgramPrintedLastIsKeptWhenItsReaderIsSlow() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ChildProcess program = new ChildProcess(
                List.of("sh", "-c", "printf first; sleep 0.1; printf ' last'; exit 3"), folder, Map.of(), 60);
        int exit = program.run(
                (bytes, length) -> {
                    printed.write(bytes, 0, length);
                    sleepPastTheEnd();
                },
                () -> {});
        assertEquals(3, exit);
        assertEquals("first last", printed.toString(StandardCharsets.UTF_8));
    }

    /** The program ends meanwhile, and everything it started is ended. */
    private static void sleepPastTheEnd() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
