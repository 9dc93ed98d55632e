package org.cb1network.stages.science;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that take tables under any names, and name them in their parameters. */
class NamedInputsTest {

    private static final String PIPELINE = """
            pipeline: named-inputs
            seed: 1
            model:
              time-step: 0.1 ms
              receptors: {excitatory: {reversal: 0 mV, decay: 5 ms}}
              populations:
                E: {size: 1, releases: excitatory, leak: 10 nS, capacitance: 200 pF, rest: -70 mV, reset: -70 mV, threshold: -50 mV, refractory: 5 ms}
            conditions: {weak: {}, strong: {}}
            stages:
              network:
                run: simulate
                with: {duration: 100 ms}
                sweep: {condition: [weak, strong], replicate: 1..2}
              claims:
                run: test-claims
                inputs: {quiet: "${network.rates}", driven: "${network.rates}"}
                with:
                  by: population
                  claims:
                    - {claim: stronger, in: driven, quantity: rate, larger: {condition: strong}, smaller: {condition: weak}}
              comparison:
                run: compare-published
                inputs: {measured: "${network.rates}"}
                with:
                  references:
                    - {name: figure, file: values.csv, grouped-by: panel, counterparts: {a: {in: measured, quantity: rate}}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeValues() throws IOException {
        Files.writeString(
                folder.resolve("values.csv"),
                "panel,quantity,population,condition,x,value,reading_uncertainty,unit\na,rate,E,weak,,4,1,Hz\n");
    }

    private PipelineSpec read(String pipeline) throws IOException {
        return PipelineReader.read(
                pipeline.getBytes(StandardCharsets.UTF_8),
                folder.resolve("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(),
                StageCatalog.ofThisProgram());
    }

    /** Asserts that there is one problem, in the line and column of a text that replaces another. */
    private void assertProblem(String message, String original, String changed) {
        String pipeline = PIPELINE.replace(original, changed);
        List<String> before =
                pipeline.substring(0, pipeline.indexOf(changed)).lines().toList();
        String last = before.get(before.size() - 1);
        int column = last.length() + changed.indexOf(": ") + ": ".length() + 1;
        var error = assertThrows(PipelineException.class, () -> read(pipeline));
        assertEquals(
                folder.resolve("pipeline.yaml") + ":" + before.size() + ":" + column + ": " + message,
                error.getMessage());
    }

    @Test
    void theNamesAreFree() throws IOException {
        assertEquals(3, read(PIPELINE).stages().size());
    }

    @Test
    void aClaimAboutAnInputThatTheStageDoesNotHaveIsAnErrorAtItsName() {
        assertProblem("there is no input 'drive'; did you mean 'driven'?", "in: driven", "in: drive");
    }

    @Test
    void aCounterpartInAnInputThatTheStageDoesNotHaveIsAnErrorAtItsName() {
        assertProblem("there is no input 'measure'; did you mean 'measured'?", "in: measured", "in: measure");
    }
}
