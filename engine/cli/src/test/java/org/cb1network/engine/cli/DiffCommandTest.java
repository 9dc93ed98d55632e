package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.cache.Digest;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

    private static final String HEAVIER = Shell.PIPELINE.replace("weight: 4 nS", "weight: 5 nS");

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    private Shell.Result diff(String before, String now) {
        return shell.run("diff", before, now);
    }

    @Test
    void aRunDoesNotDifferFromItself() {
        shell.run("run");
        Shell.Result diff = diff("last", "last");
        assertEquals(0, diff.exit(), diff.err());
        assertTrue(diff.out().endsWith("\nno difference in 2 stages\n"), diff.out());
    }

    @Test
    void theChangedParameterComesFirstAndItsConsequencesAreMarked() throws IOException {
        shell.run("run");
        shell.write(HEAVIER);
        shell.run("run");
        Shell.Result diff = diff("last~1", "last");
        assertEquals(4, diff.exit(), diff.err());
        List<String> lines = diff.out().lines().toList();
        assertTrue(lines.get(0).matches("A: run \\S+ \\(done\\)"), diff.out());
        int sim = lines.indexOf("sim: changed");
        assertEquals(
                "  parameter model.projections.E -> E.weight: 4 nS -> 5 nS (3 points, such as condition=strong,"
                        + " replicate=1)",
                lines.get(sim + 1));
        assertTrue(
                lines.get(sim + 2)
                        .matches("  rates: [123] of 6 rows changed \\(rows matched by condition, replicate\\)"),
                diff.out());
        assertTrue(lines.indexOf("mean-rates: follows from sim") > sim, diff.out());
        assertTrue(
                diff.out().contains("  spikes: different in 3 of 6 points, such as condition=strong, replicate=1"),
                diff.out());
        assertTrue(diff.out().endsWith("\n2 of 2 stages differ\n"), diff.out());
    }

    @Test
    void aColumnIsShownWithMeansEffectSizeAndTheLargestDifference() throws IOException {
        shell.run("run");
        shell.write(HEAVIER.replace("rate: 40 Hz", "rate: 80 Hz"));
        shell.run("run");
        JsonNode column = null;
        for (String line : shell.run("diff", "--json", "last~1", "last").outLines()) {
            JsonNode event = new ObjectMapper().readTree(line);
            boolean rate = event.get("event").textValue().equals("diff-column")
                    && event.get("stage").textValue().equals("sim")
                    && event.get("column").textValue().equals("rate");
            column = rate ? event : column;
        }
        assertEquals(6, column.get("cells").intValue());
        assertTrue(column.get("meanB").doubleValue() > column.get("meanA").doubleValue(), column.toString());
        assertTrue(column.get("effectSize").doubleValue() > 0, column.toString());
        assertTrue(column.get("where").textValue().startsWith("condition="), column.toString());
    }

    @Test
    void newAndRemovedPointsAndStagesAreNamed() throws IOException {
        shell.run("run");
        shell.write(Shell.PIPELINE.replace("1..3", "2..4").replace("mean-rates:", "means:"));
        shell.run("run");
        String out = diff("last~1", "last").out();
        assertTrue(out.contains("  new point (2 points, such as condition=weak, replicate=4)"), out);
        assertTrue(out.contains("  no longer a point (2 points, such as condition=weak, replicate=1)"), out);
        assertTrue(out.contains("2 added, 2 removed"), out);
        assertTrue(out.contains("means: only in B"), out);
        assertTrue(out.contains("mean-rates: only in A"), out);
    }

    @Test
    void aStageWithoutResultsInAFailedRunIsNotCalledEqual() {
        shell.run("run");
        shell.run("run", "-p", Shell.FAILING);
        Shell.Result diff = diff("last", "last~1");
        assertEquals(4, diff.exit(), diff.out());
        List<String> lines = diff.out().lines().toList();
        assertTrue(lines.contains("  -p " + Shell.FAILING + ": only in A"), diff.out());
        assertTrue(lines.contains("sim: no results in A"), diff.out());
        assertTrue(lines.contains("mean-rates: no results in A"), diff.out());
        assertTrue(diff.out().endsWith("\n2 of 2 stages differ\n"), diff.out());
        assertTrue(diff("last~1", "last").out().contains("\nsim: no results in B\n"), "the other way round");
    }

    @Test
    void whatNeitherOfTwoRunsHasIsNeitherEqualNorInOneOfThem() {
        shell.run("run", "-p", Shell.FAILING);
        shell.run("run", "-p", Shell.FAILING, "sim");
        Shell.Result diff = diff("last~1", "last");
        assertTrue(diff.out().contains("\nmean-rates: neither has all its results\n"), diff.out());
        assertTrue(
                diff.out().endsWith("\nno difference in 0 stages; of 2 stages neither has all results\n"), diff.out());
        assertEquals(0, diff.exit(), diff.out());
    }

    @Test
    void aFailedRunHasNoResultsToCompareWithALock() {
        shell.run("verify", "--cached", "--update");
        shell.run("run", "-p", Shell.FAILING);
        Shell.Result diff = diff(folder.resolve("pipeline.lock").toString(), "last");
        assertEquals(4, diff.exit(), diff.out());
        assertTrue(diff.out().contains("\nsim: no results in B\n"), diff.out());
    }

    @Test
    void thePointsWithoutResultsInAFailedRunAreNamed() throws IOException {
        shell.write(Shell.PIPELINE
                .replace("strong: {projections.E -> E.weight: 4 nS}", "silent: {afferents.X.rate: 0 Hz}")
                .replace("[weak, strong]", "[weak, silent]"));
        shell.run("run", "--keep-going", "-p", "stages.sim.with.maximum-rate=1 Hz");
        shell.run("run");
        Shell.Result diff = diff("last~1", "last");
        assertTrue(
                diff.out().contains("\n  no result in A (3 points, such as condition=weak, replicate=1)\n"),
                diff.out());
    }

    @Test
    void aDifferentSeedIsReportedAsSuch() throws IOException {
        shell.run("run");
        shell.write(Shell.PIPELINE.replace("seed: 1", "seed: 2"));
        shell.run("run");
        assertTrue(
                diff("last~1", "last")
                        .out()
                        .contains("  seed: the seed of the pipeline has changed (6 points, such as"),
                "seed");
    }

    @Test
    void anotherCheckoutIsNamedByItsFolderItsPipelineFolderOrItsStore() throws IOException {
        shell.run("run");
        Shell other = new Shell(elsewhere);
        other.write(HEAVIER);
        other.run("run");
        for (String name : List.of("", ".pipeline", ".pipeline/store")) {
            Shell.Result diff = diff("last", elsewhere.resolve(name).toString());
            assertEquals(4, diff.exit(), diff.err());
            assertTrue(diff.out().contains("model.projections.E -> E.weight: 4 nS -> 5 nS"), diff.out());
            assertTrue(diff.out().contains("  spikes: different in 3 of 6 points"), diff.out());
        }
        other.write(Shell.PIPELINE);
        other.run("run");
        assertEquals(0, diff("last", elsewhere.toString()).exit());
    }

    @Test
    void aFolderOfResultsIsComparedByItsContents() throws IOException {
        shell.run("run");
        assertEquals(0, diff("last", folder.resolve("results").toString()).exit());
        Path copy = copy(folder.resolve("results"), elsewhere.resolve("kept"));
        shell.write(HEAVIER);
        shell.run("run");
        Shell.Result diff = diff(copy.toString(), folder.resolve("results").toString());
        assertEquals(4, diff.exit());
        assertTrue(diff.out().contains("sim: different results"), diff.out());
        assertTrue(diff.out().contains("rows matched by condition, replicate"), diff.out());
        assertEquals(4, diff(copy.toString(), "last").exit());
        assertEquals(0, diff(copy.toString(), "last~1").exit());
    }

    @Test
    void anEditedCsvCopyOfATableIsADifference() throws IOException {
        shell.run("run");
        Path results = folder.resolve("results");
        StringBuilder text = new StringBuilder();
        TableText.csv(Table.read(Files.readAllBytes(results.resolve("tables/sim.rates.arrow"))), text);
        Path csv = Files.writeString(results.resolve("tables/sim.rates.csv"), text);
        Files.writeString(
                results.resolve("tables/MANIFEST"),
                Digest.of(csv).hex() + "  sim.rates.csv\n",
                StandardOpenOption.APPEND);
        assertEquals(0, diff("last", results.toString()).exit());
        Files.writeString(csv, text + "edited");
        Shell.Result diff = diff("last", results.toString());
        assertEquals(4, diff.exit(), diff.out());
        assertTrue(diff.out().contains("rates.csv"), diff.out());
    }

    @Test
    void anEditedCsvFileBesideAFigureIsADifference() throws IOException {
        shell.write(Shell.WITH_A_FIGURE);
        shell.run("run");
        Path results = folder.resolve("results");
        assertEquals(0, diff("last", results.toString()).exit());
        Files.writeString(results.resolve("figures/curves.data.csv"), "x,edited\n", StandardOpenOption.APPEND);
        Shell.Result diff = diff("last", results.toString());
        assertEquals(4, diff.exit(), diff.out());
        assertTrue(diff.out().contains("  data.csv: "), diff.out());
    }

    @Test
    void filesThatNoRunWroteAreNoResults() throws IOException {
        shell.run("run");
        Path results = folder.resolve("results");
        Files.copy(results.resolve("tables/sim.rates.arrow"), results.resolve("tables/mine.rates.arrow"));
        Files.createDirectories(results.resolve("figures"));
        Files.writeString(results.resolve("tables/notes.txt"), "mine");
        Shell.Result diff = diff("last", results.toString());
        assertEquals(0, diff.exit(), diff.out());
        assertFalse(diff.out().contains("mine") || diff.out().contains("notes"), diff.out());
    }

    private static Path copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(all::add);
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
        return to;
    }

    @Test
    void aResultThatDiffersUnderTheSameKeyIsNotCalledEqual() throws IOException {
        shell.run("run");
        new Shell(elsewhere).run("run");
        AuditCommandTest.moveASpike(elsewhere.resolve(".pipeline/store"), "condition=weak, replicate=2");
        Shell.Result diff = diff("last", elsewhere.toString());
        assertEquals(4, diff.exit(), diff.out());
        assertTrue(diff.out().contains("sim: different results"), diff.out());
        assertTrue(
                diff.out().contains("spikes: different in 1 of 6 points, such as condition=weak, replicate=2"),
                diff.out());
    }

    @Test
    void aResultNoLongerInTheStoreDiffersByDigest() throws IOException {
        shell.run("run");
        shell.write(HEAVIER);
        shell.run("run");
        shell.run("gc", "--unreachable", "--grace", "0h");
        String out = diff("last~1", "last").out();
        assertTrue(out.contains("the results that would explain why are no longer in the store"), out);
        assertTrue(out.contains("; its bytes are not available for comparison"), out);
    }

    @Test
    void aLockIsComparedWithTheRunsBeforeAndAfterAChange() throws IOException {
        shell.run("verify", "--cached", "--update");
        Path lock = folder.resolve("pipeline.lock");
        shell.run("run");
        Shell.Result same = diff(lock.toString(), folder.resolve("results").toString());
        assertEquals(0, same.exit(), same.out());
        shell.write(HEAVIER);
        shell.run("run");
        Shell.Result diff = diff(lock.toString(), "last");
        assertEquals(4, diff.exit(), diff.out());
        assertTrue(diff.out().contains("sim: different results"), diff.out());
        assertTrue(diff.out().contains("; its bytes are not available for comparison"), diff.out());
    }

    @Test
    void twoLocksDifferByTheParameterAndTheArtifactsAfterIt() throws IOException {
        shell.run("verify", "--cached", "--update");
        Path lock = folder.resolve("pipeline.lock");
        Path kept = Files.copy(lock, elsewhere.resolve("kept.lock"));
        assertEquals(0, diff(kept.toString(), lock.toString()).exit());
        shell.write(HEAVIER);
        shell.run("verify", "--cached", "--update");
        Shell.Result diff = diff(kept.toString(), lock.toString());
        assertEquals(4, diff.exit(), diff.err());
        assertTrue(diff.out().contains("4 nS") && diff.out().contains("5 nS"), diff.out());
        assertTrue(diff.out().contains("sim: different results"), diff.out());
        Shell.Result other = shell.run("diff", "--profile", "longer", kept.toString(), lock.toString());
        assertTrue(other.err().contains("has no profile 'longer'; it has paper"), other.err());
    }

    @Test
    void aRunIsNamedByItsTimeAsTheLogPrintsIt() {
        shell.run("run");
        String time = shell.run("log").outLines().get(0).split(" ", 2)[0];
        assertEquals(0, diff(time, "last").exit());
    }

    @Test
    void anUnknownSideIsExplained() {
        shell.run("run");
        assertUsageError("there is no such run of pipeline.yaml in the history: it has one, 'last'", "last~7");
        assertUsageError("no run began at 1999-01-01; 'log' lists the runs", "1999-01-01");
        assertUsageError(
                "'lats' is neither a file or folder nor a run: runs are 'last', 'last~1' and so on, or times as 'log'"
                        + " prints them",
                "lats");
        assertUsageError(
                "'' is neither a file or folder nor a run: runs are 'last', 'last~1' and so on, or times as 'log' prints"
                        + " them",
                "");
        assertUsageError(
                elsewhere + " holds nothing to compare: name the folder of a pipeline that has run, its .pipeline, or a"
                        + " folder of results with tables and figures",
                elsewhere.toString());
        assertFalse(Files.exists(elsewhere.resolve("FORMAT")), "no store is made by looking for one");
    }

    private void assertUsageError(String message, String side) {
        Shell.Result result = diff(side, "last");
        assertEquals("pipeline: " + message, result.err().strip());
        assertEquals(2, result.exit());
    }
}
