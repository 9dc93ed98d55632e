package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void thePlanShowsWhatRunsAndWhy() {
        assertEquals(
                List.of(
                        "sim         will run, 6 of 6 points: it has not run before",
                        "mean-rates  waits for sim, 1 point at most",
                        "2 stages to do, up to 7 points, a few seconds"),
                shell.run("plan").outLines());
        shell.run("run");
        assertEquals(
                List.of("sim         cached, 6 points", "mean-rates  cached, 1 point", "nothing to do"),
                shell.run("plan").outLines());
    }

    @Test
    void aPlanOfManyPointsNeedsLittleMemory() throws Exception {
        shell.write(Shell.PIPELINE.replace("replicate: 1..3", "replicate: 1..100000"));
        ProcessBuilder plan = new ProcessBuilder(ChildJvm.command(
                ChildJvm.THIS_JDK,
                List.of("-Xmx32m", "-XX:+UseSerialGC"),
                Main.class,
                "plan",
                "--file",
                shell.file().toString()));
        try (ChildJvm child = ChildJvm.start(plan)) {
            assertEquals(0, child.join(), child.lines().toString());
            assertTrue(
                    String.join("\n", child.lines()).contains("will run, 200,000 of 200,000 points"),
                    child.lines().toString());
        }
    }

    @Test
    void thePlanAsJsonHasOneObjectPerStage() throws IOException {
        List<String> lines = shell.run("plan", "--json").outLines();
        JsonNode sim = new ObjectMapper().readTree(lines.get(0));
        assertEquals("run", sim.get("state").textValue());
        assertEquals(6, sim.get("missing").intValue());
        JsonNode rates = new ObjectMapper().readTree(lines.get(1));
        assertEquals("sim", rates.get("waitingFor").get(0).textValue());
        assertTrue(rates.get("seconds").doubleValue() > 0, "the expected computing time");
    }

    @Test
    void optionsOfShowThatCannotActAreRefused() {
        shell.run("run");
        for (String[] refused : new String[][] {
            {"show", "sim", "--csv"},
            {"show", "sim", "--point", "3"},
            {"show", "sim", "--where", "condition=weak"},
            {"show", "sim.rates", "--csv", "--rows", "3"},
            {"show", "sim", "--log", "--json"}
        }) {
            assertEquals(2, shell.run(refused).exit(), String.join(" ", refused));
        }
        assertEquals(0, shell.run("show", "sim.rates", "--rows", "3").exit());
    }

    @Test
    void theLogOfAProfileListsItsRuns() {
        shell.run("run");
        shell.run("run", "--profile", "longer");
        List<String> log = shell.run("log", "--profile", "longer").outLines();
        assertEquals(1, log.size());
        assertTrue(log.get(0).endsWith("  --profile longer"), log.get(0));
        assertEquals(2, shell.run("log").outLines().size());
        List<String> ofTheDefault = shell.run("log", "--profile", "paper").outLines();
        assertEquals(1, ofTheDefault.size());
        assertFalse(ofTheDefault.get(0).contains("--profile"), ofTheDefault.get(0));
        assertEquals(
                "no runs with profile short yet",
                shell.run("log", "--profile", "short").out().strip());
    }

    @Test
    void aNameOfAPipelineIsNoPath() throws IOException {
        shell.write(Shell.PIPELINE.replace("pipeline: tiny", "pipeline: '../../my \"tiny\"'"));
        shell.run("verify", "--update");
        shell.run("run");
        assertEquals(0, shell.run("export").exit());
        assertTrue(Files.exists(folder.resolve("results/my-tiny--paper.zip")));
        assertTrue(shell.run("dag", "--format", "dot").out().startsWith("digraph \"../../my \\\"tiny\\\"\" {"));
    }

    @Test
    void whyNamesTheParameterWithBothValues() throws IOException {
        shell.run("run");
        shell.write(Shell.PIPELINE.replace("weight: 4 nS", "weight: 5 nS"));
        assertEquals(
                List.of(
                        "sim: will run, 3 of 6 points",
                        "  parameter model.projections.E -> E.weight: 4 nS -> 5 nS (3 points, such as condition=strong,"
                                + " replicate=1)"),
                shell.run("why", "sim").outLines().subList(0, 2));
    }

    @Test
    void whyWithoutAStageIsAboutAllThatHaveToRun() throws IOException {
        shell.run("run");
        assertEquals(List.of("nothing has to run"), shell.run("why").outLines());
        shell.write(Shell.PIPELINE.replace("weight: 4 nS", "weight: 5 nS"));
        assertEquals(shell.run("why", "sim").outLines(), shell.run("why").outLines());
    }

    @Test
    void whySaysOnceWhatSeveralStagesAreComparedWith() throws IOException {
        String two = Shell.PIPELINE.replace(
                "stages:\n  sim:",
                "stages:\n  other: {run: simulate, with: {duration: 100 ms}, condition: strong}\n  sim:");
        shell.write(two);
        shell.run("run");
        shell.write(two.replace("weight: 4 nS", "weight: 5 nS"));

        List<String> lines = shell.run("why", "other", "sim").outLines();

        assertEquals(5, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("other: will run"), lines.toString());
        assertTrue(lines.get(2).startsWith("sim: will run"), lines.toString());
        assertTrue(lines.get(4).startsWith("Compared with the run of "), lines.toString());
    }

    @Test
    void wordsThatPeopleTryAreUnderstood() {
        shell.run("run");
        assertEquals(
                shell.run("show", "mean-rates.summary").out(),
                shell.run("show", "mean-rates", "summary").out());
        assertEquals(shell.run("plan").out(), shell.run("plan", "-n").out());
        Shell.Result quiet = shell.run("status", "-q", "--exit-code", "-p", "seed=2");
        assertEquals(3, quiet.exit());
        assertEquals("", quiet.out());
        Shell.Result slip = shell.run("show", "sim.rate");
        assertTrue(slip.err().contains("did you mean 'rates'?"), slip.err());
    }

    @Test
    void statusHasAnExitCodeOnRequest() {
        assertEquals(3, shell.run("status", "--exit-code").exit());
        assertEquals(0, shell.run("status").exit());
        shell.run("run");
        Shell.Result status = shell.run("status", "--exit-code");
        assertEquals(0, status.exit());
        assertEquals("up to date: 2 stages", status.outLines().get(0));
    }

    @Test
    void aFailedRunLeavesItsStagesOutOfDate() {
        shell.run("run");
        assertEquals(1, shell.run("run", "-p", Shell.FAILING).exit());
        Shell.Result failed = shell.run("status", "--exit-code", "-p", Shell.FAILING);
        assertEquals(3, failed.exit());
        assertEquals("out of date: 2 of 2 stages; see 'plan'", failed.outLines().get(0));
        assertEquals(0, shell.run("status", "--exit-code").exit());
    }

    @Test
    void aReportSaysThatResultsAreMissing() {
        shell.run("run", "sim");
        Shell.Result some = shell.run("report");
        assertEquals(0, some.exit());
        assertEquals(
                "not complete: 1 of 2 stages has no up-to-date results; 'run' computes them",
                some.outLines().get(1));
        shell.run("run");
        assertEquals(1, shell.run("report").outLines().size());
    }

    @Test
    void resultsThatAreNotThereYetAreNoWrongArguments() {
        for (String[] early : new String[][] {
            {"show", "sim.rates"},
            {"show", "mean-rates.summary"},
            {"tables", "sim.rates", "--to", folder.resolve("rates.csv").toString()},
            {"tables", "mean-rates.summary", "--to", folder.resolve("rates.csv").toString()},
            {"repeat"},
            {"report"}
        }) {
            Shell.Result result = shell.run(early);
            assertEquals(3, result.exit(), String.join(" ", early) + result.err());
        }
        assertEquals(2, shell.run("show", "similar.rates").exit());
    }

    @Test
    void dagShowsEdgesAsTextAndForGraphviz() {
        assertEquals(
                List.of("sim (simulate, 6 points)", "mean-rates (summarize-rates, 1 point)", "  <- ${sim.rates}"),
                shell.run("dag").outLines());
        assertTrue(shell.run("dag", "--format", "dot").out().contains("\"sim\" -> \"mean-rates\";"));
    }

    @Test
    void showPrintsSchemaOriginSummaryAndFirstRows() {
        shell.run("run");
        String shown = shell.run("show", "sim.spikes", "--rows", "2").out();
        assertTrue(shown.startsWith("sim.spikes  condition=weak, replicate=1"), shown);
        assertTrue(shown.contains("content: sha-256 "), shown);
        assertTrue(shown.contains("  parameter duration: 100 ms"), shown);
        assertTrue(shown.contains("one row per spike"), shown);
        assertTrue(shown.contains("more rows)"), shown);
    }

    @Test
    void showExportsEveryDigitAsCsvAndJson() throws IOException {
        shell.run("run");
        Table rates = Table.read(folder.resolve("results/tables/sim.rates.arrow"));
        StringBuilder csv = new StringBuilder();
        TableText.csv(rates, csv);
        assertEquals(csv.toString(), shell.run("show", "sim.rates", "--csv").out());
        JsonNode json = new ObjectMapper()
                .readTree(shell.run("show", "sim.rates", "--json").out());
        assertEquals(6, json.size());
        double[] read = new double[6];
        for (int row = 0; row < 6; row++) {
            read[row] = json.get(row).get("rate").doubleValue();
        }
        assertArrayEquals(rates.float64("rate"), read);
    }

    @Test
    void showListsTheOutputsOfAStageAndOnePointOfThem() {
        assertTrue(shell.run("show", "sim").out().startsWith("sim.rates  mean rate of each population"));
        shell.run("run");
        assertTrue(shell.run("show", "sim.spikes", "--point", "5").out().contains("condition=strong, replicate=3"));
    }

    @Test
    void showExplainsWhatCannotBeShown() {
        assertTrue(shell.run("show", "sim.rates")
                .err()
                .contains("stage 'sim' has no result for condition=weak, replicate=1 yet; run it first"));
        assertTrue(shell.run("show", "mean-rates")
                .err()
                .contains("stage 'mean-rates' has no results yet: it needs sim; run 'mean-rates' first"));
        assertUsageError("stage 'sim' has no output 'rats'; did you mean 'rates'?", "show", "sim.rats");
        assertUsageError("the pipeline has no stage 'sin'; did you mean 'sim'?", "show", "sin.rates");
        assertUsageError("--point must be from 0 to 5, not 6", "show", "sim.rates", "--point", "6");
        assertUsageError("--rows must not be negative, not -1", "show", "sim.rates", "--rows", "-1");
    }

    @Test
    void tablesOfAllPointsAreShownWithTheirAxes() throws IOException {
        shell.run("run");
        List<String> csv = shell.run("show", "sim.spikes", "--csv").outLines();
        assertEquals("condition,replicate,population,neuron,step", csv.get(0));
        assertTrue(csv.get(1).startsWith("weak,1,E,"), csv.get(1));
        assertTrue(csv.get(csv.size() - 1).startsWith("strong,3,E,"), csv.get(csv.size() - 1));
        int rows = 0;
        for (int i = 0; i < 6; i++) {
            rows += shell.run("show", "sim.spikes", "--csv", "--point", Integer.toString(i))
                            .outLines()
                            .size()
                    - 1;
        }
        assertEquals(rows, csv.size() - 1);
        JsonNode json = new ObjectMapper()
                .readTree(shell.run("show", "sim.spikes", "--json").out());
        assertEquals(rows, json.size());
        assertEquals("strong", json.get(rows - 1).get("condition").textValue());
        String first = shell.run("show", "sim.spikes").out();
        assertTrue(first.contains("one of 6 points, which have condition (weak, strong), replicate (1, 2, 3)"), first);
    }

    @Test
    void optionsThatContradictEachOtherAreRejected() {
        assertUsageError(
                "--csv and --json exclude each other; leave one of them out", "show", "sim.rates", "--csv", "--json");
        assertUsageError("--quiet and --verbose exclude each other; leave one of them out", "run", "-q", "-v");
        assertUsageError("--quiet and --verbose exclude each other; leave one of them out", "verify", "-q", "-v");
    }

    @Test
    void aMissingRunIsExplainedByTheNumberOfRuns() {
        assertTrue(shell.run("diff", "last", "last").err().contains(": it has none"));
        shell.run("run");
        assertTrue(shell.run("diff", "last", "last~5").err().contains(": it has one, 'last'"));
        shell.run("run", "-p", "seed=2");
        String two = shell.run("diff", "last", "last~5").err();
        assertTrue(two.contains(": it has 2, 'last' to 'last~1'"), two);
    }

    @Test
    void aStageIsNotFoundByAnInvisibleCharacter() {
        String said = shell.run("show", "si\u200bm.rates").err();
        assertTrue(said.contains("did you mean 'sim'?; U+200B (ZERO WIDTH SPACE) is in it: remove it"), said);
    }

    private void assertUsageError(String message, String... arguments) {
        Shell.Result result = shell.run(arguments);
        assertEquals("pipeline: " + message, result.err().strip());
        assertEquals(2, result.exit());
    }

    @Test
    void gcRemovesExactlyWhatThePipelineDoesNotReach() throws IOException {
        shell.run("run");
        shell.run("run", "-p", "stages.sim.with.duration=120 ms");
        Shell.Result dry = shell.run("gc", "--unreachable", "--grace", "0h", "--dry-run");
        assertTrue(dry.out().startsWith("would remove "), dry.out());
        assertEquals(0, shell.run("gc", "--unreachable", "--grace", "0h").exit());
        assertEquals(0, shell.run("status", "--exit-code").exit());
        assertEquals(0, shell.run("doctor").exit());
    }

    @Test
    void gcNeedsAnOptionThatSaysWhatToRemove() {
        assertUsageError("say what to remove: --unused-for, --max-size or --unreachable", "gc");
        assertUsageError(
                "--unused-for takes a number with h, d or w, such as 30d, not 'soon'", "gc", "--unused-for", "soon");
        assertUsageError(
                "--max-size takes a number with MB, GB or TB, such as 2GB, not '1kB'", "gc", "--max-size", "1kB");
    }

    @Test
    void doctorFindsDamageAndTheNextRunRecomputes() throws IOException {
        shell.run("run");
        assertTrue(shell.run("doctor").out().startsWith("sound: "));
        String longer = "stages.sim.with.duration=3 s";
        shell.run("run", "-p", longer);
        byte[] rates = Files.readAllBytes(folder.resolve("results/trial/tables/sim.rates.arrow"));
        damageAllOutputs();
        Shell.Result found = shell.run("doctor", "--dry-run");
        assertEquals(6, found.exit(), found.out());
        assertTrue(shell.run("doctor").out().contains("repaired: "));
        Shell.Result run = shell.run("run", "-p", longer);
        assertEquals(0, run.exit());
        assertTrue(run.err().contains("6 points computed of 7"), run.err());
        assertArrayEquals(rates, Files.readAllBytes(folder.resolve("results/trial/tables/sim.rates.arrow")));
        assertTrue(shell.run("doctor").out().contains("sound: "));
    }

    private void damageAllOutputs() throws IOException {
        StoredOutputs.damage(folder.resolve(".pipeline/store"), output -> true);
    }

    @Test
    void schemaIsJson() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(Shell.raw("schema").out());
        assertTrue(schema.has("$schema"));
    }
}
