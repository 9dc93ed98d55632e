package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RepeatCommandTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    @Tag("scenario")
    void pointsGiveTheSameResultsUnderOtherConditions() throws IOException {
        shell.run("run");
        Shell.Result repeat = shell.run(
                "repeat",
                "--json",
                "--points",
                "all",
                "--longest",
                "60",
                "--conditions",
                "threads,serial-gc,first-compiler");
        assertEquals(0, repeat.exit(), repeat.out() + repeat.err());
        List<JsonNode> events = new ArrayList<>();
        for (String line : repeat.outLines()) {
            events.add(new ObjectMapper().readTree(line));
        }
        assertEquals(4, events.size());
        for (JsonNode condition : events.subList(0, 3)) {
            assertEquals("reproduced", condition.get("verdict").textValue(), condition.toString());
            assertEquals(7, condition.get("points").intValue());
        }
        assertEquals("repeat-finished", events.get(3).get("event").textValue());
    }

    /** The point takes some seconds, which is longer than a process needs to notice that the one that started it has ended. */
    @Test
    @Tag("scenario")
    @DisabledOnOs(OS.WINDOWS)
    void aKilledCommandLeavesNoProcessThatComputesForNobody() throws Exception {
        shell.write(
                Shell.PIPELINE.replace("100 ms", "100 s").replace("1..3", "1").replace("[weak, strong]", "[weak]"));
        assertEquals(0, shell.run("run", "sim").exit());
        ProcessHandle child;
        try (ChildJvm repeat = Shell.start(shell.file(), "repeat", "--longest", "60", "--conditions", "serial-gc")) {
            while (scratchFolders().stream().noneMatch(scratch -> Files.exists(scratch.resolve("store")))) {
                assertTrue(repeat.isAlive(), () -> "it ended by itself");
                Thread.sleep(20);
            }
            child = repeat.children().findFirst().orElseThrow();
            repeat.kill();
        }
        child.onExit().get(1, TimeUnit.MINUTES);
        String said = Files.readString(scratchFolders().get(0).resolve("out.txt"));
        assertTrue(said.endsWith("it was not computed\n"), said);
        assertEquals(0, shell.run("doctor").exit());
        assertEquals(List.of(), scratchFolders());
    }

    private List<Path> scratchFolders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(".pipeline"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("scratch-"))
                    .toList();
        }
    }

    @Test
    void withoutResultsThereIsNothingToRepeat() {
        Shell.Result repeat = shell.run("repeat");
        assertEquals(3, repeat.exit());
        assertTrue(repeat.err().contains("run the pipeline first, or raise --longest"), repeat.err());
    }

    @Test
    void anUnknownConditionIsAnsweredWithTheAvailableOnes() {
        Shell.Result repeat = shell.run("repeat", "--conditions", "full-moon");
        assertEquals(2, repeat.exit());
        assertTrue(
                repeat.err().startsWith("pipeline: there is no condition 'full-moon'; there are threads, "),
                repeat.err());
    }

    @Test
    void verifyCanRepeat() {
        Shell.Result repeat = shell.run("verify", "--repeat", "3");
        assertEquals(3, repeat.exit());
        assertTrue(repeat.err().contains("run the pipeline first, or raise --longest"), repeat.err());
        assertEquals(2, shell.run("verify", "--repeat", "--cached").exit());
    }
}
