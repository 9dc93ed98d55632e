package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cb1network.engine.cli.output.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    /** The tiny pipeline, with published values, a claim and a figure. */
    private static final String PIPELINE =
            Shell.PIPELINE.replace("100 ms", "300 ms").replace("profiles:\n", """
              comparison:
                run: compare-published
                inputs:
                  release: ${sim.rates}
                  spontaneous: ${sim.rates}
                  membrane: ${sim.rates}
                  responses: ${sim.rates}
                  responses-l23: ${sim.rates}
                  gains: ${sim.rates}
                  sttc: ${sim.rates}
                  dynamics: ${sim.rates}
                with:
                  references:
                    - name: figure
                      file: data/published.csv
                      grouped-by: panel
                      counterparts: {a: {in: spontaneous, quantity: rate}}
              claims:
                run: test-claims
                inputs:
                  spontaneous: ${sim.rates}
                  membrane: ${sim.rates}
                  driven: ${sim.rates}
                  sttc: ${sim.rates}
                  gains: ${sim.rates}
                  gains-l23: ${sim.rates}
                with:
                  by: population
                  claims:
                    - {claim: strong synapses make more spikes, in: spontaneous, quantity: rate, larger: {condition: strong}, smaller: {condition: weak}}
              picture:
                run: draw-published-comparison
                inputs: {comparison: "${comparison.comparison}"}
            profiles:
            """);

    private static final String PUBLISHED = """
            panel,quantity,population,condition,x,value,reading_uncertainty,unit
            a,rate,E,weak,,40,1000,Hz
            a,rate,E,strong,,4000,1,Hz
            """;

    private static final byte[] ARROW_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
        shell.write(PIPELINE);
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/published.csv"), PUBLISHED);
    }

    private Shell.Result verify(int exit, String... more) {
        Shell.Result result =
                shell.run(Stream.concat(Stream.of("verify"), Stream.of(more)).toArray(String[]::new));
        assertEquals(exit, result.exit(), result.out() + result.err());
        return result;
    }

    private void lock() {
        assertEquals(0, shell.run("run", "-q").exit());
        verify(0, "--cached", "--update");
    }

    private static void assertHas(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), "'" + part + "' is not in:\n" + text);
        }
    }

    @Test
    void withoutALockNothingIsCheckable() {
        assertHas(verify(ExitCode.NOT_CHECKABLE).err(), "there is no ", "pipeline.lock", "verify --update");
        assertHas(verify(ExitCode.NOT_CHECKABLE, "--json").out(), "\"verdict\" : \"not checkable\"", "there is no ");
        lock();
        assertHas(verify(ExitCode.NOT_CHECKABLE, "--profile", "longer").err(), "no results of the profile 'longer'");
    }

    @Test
    void aSlipInTheNameOfTheProfileIsNotTakenForAMissingLock() {
        for (String command : List.of("verify", "export")) {
            Shell.Result result = shell.run(command, "--profile", "longr");
            assertHas(result.err(), "there is no profile 'longr'; did you mean 'longer'?");
            assertEquals(ExitCode.USAGE, result.exit());
        }
    }

    @Test
    void aFolderIsNoBundle() {
        assertHas(verify(ExitCode.USAGE, ".").err(), ". is a folder; name a zip file made by 'export'");
    }

    @Test
    void theFolderOfAJUnitFileIsMade() {
        shell.run("verify", "--update");
        Path file = folder.resolve("reports/ci/verify.xml");
        assertEquals(
                0, shell.run("verify", "--cached", "--junit", file.toString()).exit());
        assertTrue(Files.exists(file));
    }

    @Test
    void nothingIsComputedForAJUnitFileThatCannotBeWritten() throws IOException {
        shell.run("verify", "--update");
        Path inTheWay = Files.writeString(folder.resolve("reports"), "a file");
        Shell.Result verify =
                shell.run("verify", "--junit", inTheWay.resolve("verify.xml").toString());
        assertEquals(7, verify.exit());
        assertTrue(verify.err().contains(inTheWay + " is a file where a folder should be"), verify.err());
        assertFalse(verify.err().contains("stages to do"), verify.err());
    }

    @Test
    void aComputationInAnEmptyStoreIsReproducedAndLeavesNothingBehind() throws IOException {
        lock();
        String out = verify(0).out();
        assertHas(
                out,
                "computed in an empty store, 10 points",
                "1 of 2 published values lies outside the range of the model, as in the lock",
                "REPRODUCED: everything matches pipeline.lock.");
        try (Stream<Path> left = Files.list(folder.resolve(".pipeline"))) {
            assertEquals(
                    List.of("history", "store"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aFailureBeforeTheFirstResultLeavesNothingBehind() throws IOException {
        lock();
        Path place = Files.createDirectory(folder.resolve("scratch"));
        String err = verify(ExitCode.STAGE_FAILED, "-p", Shell.FAILING, "--scratch-dir", place.toString())
                .err();
        assertFalse(err.contains("are kept in"), err);
        try (Stream<Path> left = Files.list(place)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void scratchFoldersAreWhereTheUserSaysAndAFolderThatIsNotThereIsNotMade() throws IOException {
        lock();
        Path place = folder.resolve("scratch");
        assertHas(verify(2, "--scratch-dir", place.toString()).err(), "there is no folder " + place);
        assertFalse(Files.exists(place));
        Files.createDirectory(place);
        String[] changed = {"-p", "model.populations.E.capacitance=202 pF", "--scratch-dir", place.toString()};
        assertHas(verify(ExitCode.CHANGED, changed).err(), "The computed results are kept in " + place.toRealPath());
        assertHas(shell.run("doctor", "--scratch-dir", place.toString()).out(), ": kept by 'verify'");
    }

    @Test
    void aParameterThatChangedByOnePercentIsCaughtAndNamed() throws IOException {
        lock();
        Shell.Result result = verify(ExitCode.CHANGED, "-p", "model.populations.E.capacitance=202 pF");
        assertHas(
                result.out(),
                "simulate: model.populations.E.capacitance was 200 pF, is 202 pF",
                "sim.spikes: point condition=weak, replicate=1, it had ",
                "column step: was ",
                "mean-rates.summary: row 1 (condition=weak), column rate: was ");
        assertHas(result.err(), "The computed results are kept in ");
        Path kept = Path.of(result.err().replaceAll("(?s).*kept in (.*?)\\. Delete.*", "$1"));
        assertTrue(Files.isRegularFile(kept.resolve("store/FORMAT")), kept.toString());
    }

    @Test
    void theResultsOfAFailedVerificationAreShownByTheCommandThatItPrints() throws IOException {
        lock();
        String override = "model.populations.E.capacitance=202 pF";
        Shell.Result result = verify(ExitCode.CHANGED, "-p", override);
        String command = Iterables.getLast(result.err().lines().toList()).strip();
        String beginning = "show STAGE.OUTPUT --cache-dir ";
        assertTrue(command.startsWith(beginning), command);
        assertTrue(command.endsWith(" --file " + shell.file() + " --profile paper -p '" + override + "'"), command);
        String store = command.substring(beginning.length(), command.indexOf(" --file"));
        assertEquals(
                0,
                shell.run("show", "mean-rates.summary", "--cache-dir", store, "-p", override)
                        .exit());
    }

    @Test
    void aMutationOfTheSimulatorMakesNumbersFailNotOnlyDigests() {
        lock();
        String out = verify(ExitCode.CHANGED, "--cached", "-p", "model.populations.E.threshold=-50.1 mV")
                .out();
        assertHas(
                out,
                "  numbers    comparison.comparison.computed: figure, a, rate, E, weak",
                "model.populations.E.threshold was -50 mV");
    }

    @Test
    void aMistypedPublishedValueIsCaughtAndNamed() throws IOException {
        lock();
        Files.writeString(folder.resolve("data/published.csv"), PUBLISHED.replace("weak,,40,", "weak,,4.0,"));
        assertHas(
                verify(ExitCode.CHANGED, "--cached").out(),
                "compare-published: references.0.file was sha256:",
                "the published value of figure, a, rate, E, weak was 40.0, is 4.0: the reference data differ",
                "  pictures   picture: panels a, b: ");
        assertTrue(Files.isRegularFile(folder.resolve("results/differences/picture-difference.png")));
    }

    @Test
    void anAlteredDigestOfTheLockIsCaughtAndNamed() throws IOException {
        lock();
        Path file = folder.resolve("pipeline.lock");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceFirst("sim.spikes: \\{sha256: \"[0-9a-f]{64}", "sim.spikes: {sha256: \"" + "0".repeat(64)));
        assertHas(
                verify(ExitCode.CHANGED, "--cached").out(),
                "not checkable:",
                "sim.spikes: the bytes differ, and the table named by the lock is not available",
                "CHANGED: the results differ from pipeline.lock");
    }

    /** Selects an output; others are lists of code, which only {@code why} reads. */
    private static boolean isTable(byte[] output) {
        return Arrays.equals(ARROW_MAGIC, Arrays.copyOf(output, ARROW_MAGIC.length));
    }

    @Test
    void aCorruptedOutputOfTheStoreIsCaughtAndNamed() throws IOException {
        shell.write(PIPELINE.replace(
                "300 ms, record: {spikes: [E]}", "3 s, record: {spikes: [E], membrane: [E], neurons: 3}"));
        lock();
        Path store = folder.resolve(".pipeline/store");
        int largest = StoredOutputs.all(store).stream()
                .filter(VerifyCommandTest::isTable)
                .mapToInt(output -> output.length)
                .max()
                .orElseThrow();
        StoredOutputs.damage(store, output -> isTable(output) && output.length == largest);
        String out = verify(ExitCode.CHANGED, "--cached").out();
        assertHas(out, "sim.", ": point condition=", "is damaged or missing", "The store is damaged");
        assertHas(verify(ExitCode.CHANGED, "--cached").out(), "is no longer in the store");
        shell.run("doctor");
        assertEquals(0, shell.run("run", "-q").exit());
        verify(0, "--cached");
    }

    @Test
    void lockedResultsAreFoundWithAgainst() throws IOException {
        lock();
        Path bundle = folder.resolve("bundle.zip");
        assertEquals(0, shell.run("export", bundle.toString()).exit());
        Path old = folder.resolve("old");
        Files.move(folder.resolve(".pipeline"), old.resolveSibling("old-pipeline"));
        Files.createDirectories(old);
        Files.move(folder.resolve("old-pipeline"), old.resolve(".pipeline"));
        Files.move(folder.resolve("results"), old.resolve("results"));
        String[] changed = {"-p", "model.populations.E.capacitance=202 pF"};
        assertHas(
                verify(ExitCode.CHANGED, changed).out(),
                "sim.spikes: the bytes differ, and the table",
                "not available");
        assertHas(
                verify(ExitCode.CHANGED, changed[0], changed[1], "--against", old.toString())
                        .out(),
                "sim.spikes: point condition=weak, replicate=1, it had ");
        String packed = verify(ExitCode.CHANGED, changed[0], changed[1], "--against", bundle.toString())
                .out();
        assertHas(
                packed,
                "sim.spikes: the bytes differ",
                "mean-rates.summary: row 1 (condition=weak), column rate: was ");
    }

    @Test
    void aPlaceThatCannotBeUsedIsSaidBeforeAnythingIsComputed() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no bundle");
        assertHas(verify(ExitCode.USAGE, "--update", "--against", "nowhere").err(), "--against: there is no nowhere");
        assertHas(
                verify(ExitCode.USAGE, "--update", "--against", notes.toString())
                        .err(),
                "notes.txt");
        verify(ExitCode.USAGE, "--repeat", "--against", folder.toString());
        assertFalse(Files.exists(folder.resolve("pipeline.lock")));
    }

    @Test
    void updateLocksOneProfileAndKeepsTheOther() throws IOException {
        lock();
        String before = Files.readString(folder.resolve("pipeline.lock"));
        verify(0, "--update", "--profile", "longer");
        String after = Files.readString(folder.resolve("pipeline.lock"));
        assertTrue(after.contains(before.substring(before.indexOf("    artifacts:\n"))), after);
        verify(0, "--cached");
        verify(0, "--cached", "--profile", "longer");
        verify(ExitCode.USAGE, "--update", "-p", "seed=2");
    }

    @Test
    void theOutcomeIsAvailableAsJsonAndJUnitXml() throws Exception {
        lock();
        Path junit = folder.resolve("verify.xml");
        JsonNode json = new ObjectMapper()
                .readTree(verify(0, "--cached", "--json", "--junit", junit.toString())
                        .out());
        assertEquals("reproduced", json.get("verdict").asText());
        assertEquals("paper", json.get("profile").asText());
        assertEquals(0, json.at("/levels/bytes/changed").asInt());
        var tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("testcase");
        assertEquals(json.get("checks").size(), tests.getLength());
    }

    @Test
    void theReportShowsOnlyTheVerificationOfItsOwnResults() throws IOException {
        lock();
        verify(0, "--cached");
        shell.run("report");
        String page = Files.readString(folder.resolve("results/report.html"));
        assertHas(
                page,
                "<h2 id=\"verification-heading\">Verification</h2>",
                "REPRODUCED: everything matches pipeline.lock.");
        Files.writeString(folder.resolve("data/published.csv"), PUBLISHED.replace("4000", "4010"));
        shell.run("run", "-q");
        String other = Files.readString(folder.resolve("results/report.html"));
        assertHas(other, "was of other results than those on this page");
        assertFalse(other.contains("REPRODUCED"), other);
    }

    @Test
    void aBundleIsCheckedWithoutComputingAndAForgeryIsCaught() throws IOException {
        lock();
        Path bundle = folder.resolve("bundle.zip");
        Shell.Result export = shell.run("export", bundle.toString());
        assertEquals(0, export.exit(), export.err());
        byte[] first = Files.readAllBytes(bundle);
        shell.run("export", bundle.toString());
        assertEquals(Arrays.hashCode(first), Arrays.hashCode(Files.readAllBytes(bundle)));
        assertHas(
                verify(0, bundle.toString()).out(),
                "checked without computing",
                "output with one table per point",
                "REPRODUCED");
        // Changes a digit of the published value in the uncompressed zip, so that its checksum is wrong.
        String text = new String(first, StandardCharsets.ISO_8859_1).replace("strong,,4000", "strong,,4010");
        Files.write(bundle, text.getBytes(StandardCharsets.ISO_8859_1));
        assertHas(verify(ExitCode.USAGE, bundle.toString()).err(), "'data/published.csv' is damaged");
        assertHas(verify(ExitCode.USAGE, folder.resolve("none.zip").toString()).err(), "there is no file");
    }

    @Test
    void aBundleNeedsResultsAndALock() throws IOException {
        assertHas(shell.run("export").err(), "the bundle could not be checked");
        lock();
        Files.writeString(folder.resolve("data/published.csv"), PUBLISHED.replace("4000", "4010"));
        Shell.Result stale = shell.run("export");
        assertEquals(ExitCode.STALE, stale.exit());
        assertHas(stale.err(), "no results of pipeline.yaml that are up to date; 'run' computes them");
    }
}
