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
import java.util.stream.Stream;
import org.cb1network.engine.cli.output.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults introduced into the paper's own pipeline with profile quick. Takes minutes and is not part of the usual tests.
 */
@Tag("scenario")
class VerifyScenarioTest {

    private static final Path ROOT = Path.of("../..");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void computeAndLock() throws IOException {
        Files.copy(ROOT.resolve("pipeline.yaml"), folder.resolve("pipeline.yaml"));
        Files.createDirectory(folder.resolve("reference"));
        try (Stream<Path> files = Files.list(ROOT.resolve("reference"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("reference").resolve(file.getFileName()));
            }
        }
        assertEquals(0, run("run", "-q").exit());
        assertEquals(0, run("verify", "--cached", "--update", "-q").exit());
    }

    private static Shell.Result run(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--file", folder.resolve("pipeline.yaml").toString(), "--profile", "quick"));
        arguments.addAll(List.of(more));
        return Shell.raw(arguments.toArray(String[]::new));
    }

    private static JsonNode verify(int exit, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--json"));
        options.addAll(List.of(more));
        Shell.Result result = run("verify", options.toArray(String[]::new));
        assertEquals(exit, result.exit(), result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private static List<String> changed(JsonNode verification, String level) {
        List<String> messages = new ArrayList<>();
        for (JsonNode check : verification.get("checks")) {
            if (check.get("level").asText().equals(level)
                    && check.get("verdict").asText().equals("changed")) {
                messages.add(check.get("subject").asText() + ": "
                        + check.get("message").asText());
            }
        }
        return messages;
    }

    @Test
    void anEmptyStoreGivesTheSameBytes() throws IOException {
        JsonNode verification = verify(0);
        assertEquals("reproduced", verification.get("verdict").asText());
        assertEquals(136, verification.at("/levels/values/compared").asInt());
        assertEquals(28, verification.at("/levels/claims/compared").asInt());
    }

    @Test
    void aThresholdMovedByATenthOfAMillivoltMakesNumbersAndValuesOrClaimsFail() throws IOException {
        JsonNode verification =
                verify(ExitCode.CHANGED, "--cached", "-p", "model.populations.L4Exc.threshold=-49.9 mV");
        assertTrue(
                changed(verification, "parameters")
                        .contains("simulate: model.populations.L4Exc.threshold was -50 mV, is -49.9 mV"),
                changed(verification, "parameters").toString());
        assertTrue(
                changed(verification, "numbers").size() > 5,
                changed(verification, "numbers").toString());
        List<String> told = new ArrayList<>(changed(verification, "values"));
        told.addAll(changed(verification, "claims"));
        assertTrue(!told.isEmpty(), verification.toString());
    }

    @Test
    void aParameterChangedByOnePercentIsNamed() throws IOException {
        JsonNode verification =
                verify(ExitCode.CHANGED, "--cached", "-p", "model.projections.PvInh -> L23Exc.weight=10.1 nS");
        assertTrue(
                changed(verification, "parameters").stream()
                        .anyMatch(message -> message.contains("PvInh -> L23Exc.weight was 10 nS, is 10.1 nS")),
                changed(verification, "parameters").toString());
    }

    @Test
    void aMistypedPublishedValueIsNamed() throws IOException {
        Path file = folder.resolve("reference/published.csv");
        String text = Files.readString(file);
        try {
            Files.writeString(
                    file, text.replace("spontaneous rate,L23Exc,V2M,,1.25,", "spontaneous rate,L23Exc,V2M,,12.5,"));
            List<String> values = changed(verify(ExitCode.CHANGED, "--cached"), "values");
            assertTrue(
                    values.get(0).contains("L23Exc, V2M was 1.25, is 12.5: the reference data differ"),
                    values.toString());
        } finally {
            Files.writeString(file, text);
        }
    }
}
