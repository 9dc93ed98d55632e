package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.toys.TightProcess;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with little memory, in child processes. */
class ResourcesTest {

    /** A million with {@code -Dpoints.number=1000000 -Dpoints.heap=192m}. */
    private static final int POINTS = Integer.getInteger("points.number", 20_000);

    private static final String HEAP = System.getProperty("points.heap", "24m");

    @TempDir
    private Path folder;

    private List<String> run(String heap, String... arguments) throws IOException, InterruptedException {
        ChildJvm child = ChildJvm.start(List.of("-XX:+UseSerialGC", "-Xmx" + heap), TightProcess.class, arguments);
        int exit = child.join();
        assertEquals(0, exit, child.lines().toString());
        return child.lines();
    }

    @Test
    void pointsThatExceedTheMemoryFailWithNumbersAndTheOthersAreComputed() throws Exception {
        List<String> lines = run("64m", "hungry", folder.toString());
        assertEquals("5", lines.get(lines.size() - 1), lines.toString());
        List<String> failures = lines.subList(0, lines.size() - 1);
        assertEquals(
                List.of("x=6", "x=7", "x=8"),
                failures.stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .sorted()
                        .toList());
        for (String failure : failures) {
            assertTrue(failure.matches("x=\\d: out of memory: \\d+ MiB of \\d+ MiB in use; .*-Xmx.*-j"), failure);
        }
        try (Workbench bench = new Workbench(folder, Toy.add())) {
            assertEquals(List.of(), bench.temporaryFiles());
            assertTrue(bench.store().examine(false, bytes -> {}).healthy());
        }
    }

    @Test
    void manyPointsNeedLittleMemory() throws Exception {
        List<String> lines = run(HEAP, "points", folder.toString(), Integer.toString(POINTS));
        assertEquals(
                List.of(POINTS + " missing", POINTS + " computed", "0 computed"),
                lines.subList(0, 3),
                lines.toString());
        System.out.println(POINTS + " points with -Xmx" + HEAP + ": " + lines.get(3));
    }
}
