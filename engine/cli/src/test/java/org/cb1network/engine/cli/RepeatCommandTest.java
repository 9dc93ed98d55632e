package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @Test
    void withoutResultsThereIsNothingToRepeat() {
        Shell.Result repeat = shell.run("repeat");
        assertEquals(2, repeat.exit());
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
        assertEquals(2, repeat.exit());
        assertTrue(repeat.err().contains("run the pipeline first, or raise --longest"), repeat.err());
        assertEquals(2, shell.run("verify", "--repeat", "--cached").exit());
    }
}
