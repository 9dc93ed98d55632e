package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.cb1network.cache.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceCommandTest {

    private static final String STAGES = """
            stages:
              constants:
                run: describe-model
                sweep: {condition: [V1, V2M]}
              of-cb1:
                run: illustrate-release
                with: {duration: 200 ms, from: 1, to: 0, levels: 5}
              of-pv:
                run: illustrate-release
                with: {duration: 50 ms, from: 1, to: 1, levels: 1}
              drawing:
                run: draw-model
                inputs:
                  projections: ${constants.projections}
                  spikes-pv: ${of-pv.spikes}
                  conductance-pv: ${of-pv.conductance}
                  spikes-cb1: ${of-cb1.spikes}
                  conductance-cb1: ${of-cb1.conductance}
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void draw() throws IOException {
        shell = new Shell(folder);
        String model = Shell.PIPELINE.substring(0, Shell.PIPELINE.indexOf("stages:"));
        shell.write(model.replace("weak:", "V1:").replace("strong:", "V2M:") + STAGES);
        Shell.Result run = shell.run("run", "-q");
        assertEquals(0, run.exit(), run.err());
    }

    private Path figure(String extension) {
        return folder.resolve("results").resolve("figures").resolve("drawing." + extension);
    }

    @Test
    void figuresAreReportedAndExportedAfterGarbageCollectionWithoutWritingToTheStore() throws IOException {
        assertEquals(0, shell.run("verify", "--cached", "--update", "-q").exit());
        assertEquals(0, shell.run("gc", "--unreachable", "--grace", "0h").exit());
        for (String command : List.of("report", "export")) {
            Shell.Result result = shell.run(command);
            assertEquals(0, result.exit(), result.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg", "pdf", "png"})
    void aFigureFoundAnywhereIsTracedToItsStages(String extension) throws IOException {
        Path elsewhere = Files.copy(figure(extension), folder.resolve("found." + extension));
        Shell.Result trace = shell.run("trace", elsewhere.toString());
        assertEquals(0, trace.exit(), trace.err());
        assertTrue(trace.out().contains("This very file is drawing." + extension), trace.out());
        assertTrue(trace.out().contains("  conductance-cb1: of-cb1.conductance, sha-256 "), trace.out());
        assertTrue(trace.out().contains("  projections: constants.projections, sha-256 "), trace.out());
        assertTrue(trace.out().contains("of-pv (illustrate-release), 1 point"), trace.out());
        assertTrue(trace.out().contains("  axis condition: V1, V2M"), trace.out());
        assertTrue(trace.out().contains("  computed here: 2 points, 2 joined tables\n"), trace.out());
        assertTrue(trace.out().contains("  computed here: 1 point\n"), trace.out());
        assertTrue(trace.out().contains("  parameter duration: 200 ms"), trace.out());
        assertTrue(trace.out().contains("  seed: "), trace.out());
        assertTrue(trace.out().contains("  code: "), trace.out());
    }

    @Test
    void aTableIsNotTraced() {
        Path table = folder.resolve("results").resolve("tables").resolve("constants.projections.arrow");
        Shell.Result trace = shell.run("trace", table.toString());
        assertEquals(2, trace.exit());
        assertTrue(trace.err().contains("is a table") && trace.err().contains("'show STAGE.OUTPUT'"), trace.err());
    }

    @Test
    void theShortFormNamesOnlyTheTables() {
        Shell.Result trace = shell.run("trace", "--short", figure("svg").toString());
        assertTrue(trace.out().contains("of-pv.spikes"), trace.out());
        assertFalse(trace.out().contains("parameter "), trace.out());
    }

    @Test
    void aFigureOfAnEarlierPipelineIsTracedAsLongAsTheStoreKeepsWhatItWasDrawnFrom() throws IOException {
        Path old = Files.copy(figure("png"), folder.resolve("old.png"));
        shell.write(Files.readString(shell.file()).replace("duration: 200 ms", "duration: 300 ms"));
        shell.run("run", "-q");
        Shell.Result trace = shell.run("trace", old.toString());
        assertEquals(3, trace.exit(), trace.out());
        assertTrue(trace.out().contains("This very file is not among the present results"), trace.out());
        assertTrue(trace.out().contains("  conductance-cb1: an earlier of-cb1.conductance, sha-256 "), trace.out());
        assertTrue(trace.out().contains("  conductance-pv: of-pv.conductance, sha-256 "), trace.out());
        String time = " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
        assertTrue(
                Pattern.compile("  stage of-cb1, computed" + time)
                        .matcher(trace.out())
                        .find(),
                "times to the second: " + trace.out());
        assertTrue(trace.out().contains("  parameter duration: 200 ms"), trace.out());
    }

    @Test
    void tablesUnknownToTheStoreAreNamedAndSetTheExitCode() throws IOException {
        Path old = Files.copy(figure("png"), folder.resolve("old.png"));
        shell.write(Files.readString(shell.file()).replace("duration: 200 ms", "duration: 300 ms"));
        Path empty = folder.resolve("empty");
        Store.open(empty).close();
        Shell.Result trace = shell.run("trace", old.toString(), "--cache-dir", empty.toString());
        assertEquals(3, trace.exit(), trace.out());
        assertTrue(trace.out().contains("  conductance-cb1: unknown"), trace.out());
        assertTrue(trace.out().contains("The tables marked 'unknown' are not results of"), trace.out());
    }

    @Test
    void aFigureOfAnotherProfileSaysWhichOneToName() throws IOException {
        Path figure = figure("svg");
        Path listing = figure.resolveSibling("MANIFEST");
        Files.writeString(
                listing,
                Files.readString(listing).replaceFirst("# results of [^\n]*", "# results of other.yaml, profile long"));
        Path empty = folder.resolve("empty");
        Store.open(empty).close();
        Shell.Result trace = shell.run("trace", figure.toString(), "--cache-dir", empty.toString());
        assertTrue(
                trace.out().contains("the folder of the figure has results of other.yaml, profile long"), trace.out());
        assertTrue(
                trace.out()
                        .contains(
                                "This very file is not among the present results of pipeline.yaml. Its folder has results of"
                                        + " other.yaml, profile long: name that file and profile"),
                trace.out());
    }

    @Test
    void aForeignFileIsRejectedWithAReason() throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        Shell.Result trace = shell.run("trace", foreign.toString());
        assertEquals(2, trace.exit());
        assertTrue(trace.err().contains("does not say what it was drawn from"), trace.err());
        Shell.Result missing = shell.run("trace", folder.resolve("missing.svg").toString());
        assertEquals(2, missing.exit());
        assertTrue(missing.err().contains("there is no file"), missing.err());
    }
}
