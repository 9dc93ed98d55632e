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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    private Path table(String name) {
        return folder.resolve("results").resolve("tables").resolve(name);
    }

    @Test
    void theFirstLineNamesTheOverrides() {
        assertEquals(
                "tiny, -p seed=3: 2 stages to do, up to 7 points, a few seconds",
                shell.run("run", "-p", "seed=3").err().lines().findFirst().orElseThrow());
    }

    @Test
    void aMappingIsEmptiedByAnEmptyOne() {
        Shell.Result emptied = shell.run("plan", "-p", "stages.sim.with.record={}");
        Shell.Result other = shell.run("plan", "-p", "stages.sim.with.record={spikes: []}");
        assertEquals(other.out(), emptied.out());
        assertEquals(
                0, shell.run("run", "-p", "stages.sim.with.record={spikes: []}").exit());
        assertTrue(shell.run("run", "-p", "stages.sim.with.record={}").err().startsWith("nothing to do"));
    }

    @Test
    void aRunSaysOnErrHowMuchThereIsToDoAndOnOutWhereTheResultsAre() {
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                "tiny: 2 stages to do, up to 7 points, a few seconds",
                run.err().lines().findFirst().orElseThrow());
        assertTrue(run.err().contains("7 points computed of 7"), run.err());
        assertTrue(run.out().contains("Tables:  " + table("*.arrow")), run.out());
        assertTrue(run.out().contains("Report:  " + folder.resolve("results").resolve("report.html")), run.out());
        assertFalse(run.out().contains("mean-rates.summary"), "tables are shown on demand alone");
    }

    @Test
    void theLastTablesAreShownOnDemandUnlessTheyAreEmpty() {
        Shell.Result run = shell.run("run", "-v");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("mean-rates.summary: mean rate over replicates"), run.out());
        assertFalse(run.out().contains("sim.rates"), "only what no other stage needs is shown");
        assertTrue(run.err().contains("sim: computing 6 of 6 points"), run.err());
    }

    @Test
    void aSecondRunSaysInAFewLinesThatThereIsNothingToDo() {
        shell.run("run");
        Shell.Result again = shell.run("run");
        assertEquals(0, again.exit());
        assertEquals(
                "nothing to do: the store has 7 points of 2 stages", again.err().strip());
        assertEquals(2, again.outLines().size(), again.out());
        assertTrue(again.out().contains("Report:  "), again.out());
    }

    @Test
    void theEndOfARunSaysWhatAgreesWithTheLockAndWhatIsNewSinceTheRunBefore() throws IOException {
        shell.run("run");
        assertEquals(0, shell.run("verify", "--cached", "--update").exit());
        shell.write(Shell.PIPELINE.replace("weight: 4 nS", "weight: 5 nS"));
        Shell.Result run = shell.run("run");
        List<String> lines = run.outLines();
        assertEquals("    0 of 2     tables and figures as in pipeline.lock, see 'verify'", lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches("    2 of 2     tables and figures changed since the run of [-0-9]{10} [0-9:]{5} UTC"),
                run.out());
    }

    @Test
    void theEndOfARunComparesOnlyWhatTheRunBeforeHad() {
        shell.run("run");
        shell.run("run", "--force", "sim");
        Shell.Result run = shell.run("run", "--force");
        assertTrue(run.out().contains("    0 of 1     tables and figures changed since the run of "), run.out());
    }

    @Test
    void aDamagedLockIsNamedAndTheRunEndsAsUsual() throws IOException {
        Files.writeString(folder.resolve("pipeline.lock"), "format: [\n");
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.outLines().get(0).startsWith("not compared with pipeline.lock, which cannot be read: "), run.out());
        assertTrue(run.out().contains("Report:  "), run.out());
    }

    @Test
    void theResultsFolderHasTheTablesAsArrowFiles() throws IOException {
        shell.run("run");
        Table rates = Table.read(table("sim.rates.arrow"));
        assertEquals(6, rates.rows());
        assertEquals("condition", rates.schema().columns().get(0).name());
        assertEquals(2, Table.read(table("mean-rates.summary.arrow")).rows());
    }

    @Test
    void aDamagedOrForeignCopyInTheResultsFolderIsReplaced() throws IOException {
        shell.run("run");
        byte[] good = Files.readAllBytes(table("sim.rates.arrow"));
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(table("sim.rates.arrow"), bad);
        Path precious = Files.writeString(folder.resolve("precious"), "keep me");
        Files.delete(table("mean-rates.summary.arrow"));
        Files.createSymbolicLink(table("mean-rates.summary.arrow"), precious);
        shell.run("run");
        assertArrayEquals(good, Files.readAllBytes(table("sim.rates.arrow")));
        assertEquals(2, Table.read(table("mean-rates.summary.arrow")).rows());
        assertEquals("keep me", Files.readString(precious));
    }

    @Test
    void anUnwritableReportIsAWarningNotAFailure() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("results").resolve("report.html"));
        Files.writeString(inTheWay.resolve("mine.txt"), "mine");
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("warning: all results are there, but the report cannot be written"), run.err());
        assertFalse(run.out().contains("Report:"), run.out());
        assertEquals("mine", Files.readString(inTheWay.resolve("mine.txt")));
        assertTrue(Files.exists(table("sim.rates.arrow")));
    }

    @Test
    void theTablesOfARenamedStageAreRemovedAndOtherFilesAreKept() throws IOException {
        shell.run("run");
        Files.writeString(table("notes.txt"), "mine");
        Path outside = Files.writeString(folder.resolve("outside.arrow"), "mine, too");
        Path manifest = table("MANIFEST");
        Files.writeString(manifest, Files.readString(manifest) + "00  ../../outside.arrow\n");
        shell.write(Shell.PIPELINE.replace("mean-rates:", "means:"));
        shell.run("run");
        assertTrue(Files.exists(table("means.summary.arrow")));
        assertFalse(Files.exists(table("mean-rates.summary.arrow")));
        assertTrue(Files.exists(table("notes.txt")));
        assertTrue(Files.exists(outside));
    }

    @Test
    void aDamagedManifestIsRewritten() throws IOException {
        shell.run("run");
        byte[] good = Files.readAllBytes(table("MANIFEST"));
        byte[] bad = good.clone();
        bad[70] = (byte) 0xFF;
        Files.write(table("MANIFEST"), bad);
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertArrayEquals(good, Files.readAllBytes(table("MANIFEST")));
    }

    @Test
    void aResultFoundDamagedWhenCopiedIsComputedAgainInTheSameRun() throws IOException {
        String single = Shell.PIPELINE
                .replace("    sweep: {condition: [weak, strong], replicate: 1..3}\n", "")
                .replace("duration: 100 ms", "duration: 5 s");
        shell.write(single.substring(0, single.indexOf("  mean-rates:")));
        assertEquals(0, shell.run("run").exit());
        byte[] good = Files.readAllBytes(table("sim.spikes.arrow"));
        Files.delete(table("sim.spikes.arrow"));
        damageEveryOutput();
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("warning: Output spikes of entry"), run.err());
        assertArrayEquals(good, Files.readAllBytes(table("sim.spikes.arrow")));
    }

    private void damageEveryOutput() throws IOException {
        assertTrue(StoredOutputs.damage(folder.resolve(".pipeline/store"), output -> true) > 0);
    }

    @Test
    void leftoversOfKilledProcessesInTheResultsFolderAreRemoved() throws IOException {
        shell.run("run");
        Path abandoned = table(".sim.rates.arrow.999999999.tmp");
        Path history = folder.resolve(".pipeline/history/20220524T120000.000Z-999999999-5.tmp");
        Path young = table(".young.arrow.999999999.tmp");
        Path alive = table(".alive.arrow." + ProcessHandle.current().pid() + ".tmp");
        Path foreign = table("notes.tmp");
        for (Path file : List.of(abandoned, history, young, alive, foreign)) {
            Files.writeString(file, "half of it");
            if (!file.equals(young)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
        shell.run("run");
        assertFalse(Files.exists(abandoned));
        assertFalse(Files.exists(history));
        for (Path file : List.of(young, alive, foreign)) {
            assertTrue(Files.exists(file), file.toString());
        }
    }

    @Test
    void aFailureNamesThePointAndTheCauseWithoutAStackTrace() {
        Shell.Result run = shell.run("run", "-p", Shell.FAILING);
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("FAILED sim (condition=weak, replicate=1): "), run.err());
        assertTrue(run.err().contains("runaway activity"), run.err());
        assertTrue(run.err().contains("1 stage was not run because sim failed: mean-rates"), run.err());
        assertTrue(run.err().contains("not complete: 0 points computed of 7"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aFailureAdvisesWhatWasNotAskedForYet() {
        String before = shell.run("run", "-p", Shell.FAILING).err();
        assertTrue(
                before.contains("; -k computes what does not depend on failures, -v says more about failures"), before);
        String after = shell.run("run", "-k", "-v", "-p", Shell.FAILING).err();
        assertFalse(after.contains("-k") || after.contains("-v"), after);
    }

    @Test
    void keepGoingReportsEveryFailure() {
        Shell.Result run = shell.run("run", "-k", "-j", "1", "-p", Shell.FAILING);
        assertEquals(1, run.exit());
        assertEquals(
                6, run.err().lines().filter(line -> line.startsWith("FAILED")).count(), run.err());
    }

    @Test
    void verboseShowsPointsAndTheStackTracesOfFailures() {
        Shell.Result run = shell.run("run", "-v", "-k", "-p", Shell.FAILING);
        assertTrue(run.err().contains("\tat "), run.err());
        assertTrue(shell.run("run", "-v").err().contains("  sim (condition=strong, replicate=3): "));
    }

    @Test
    void quietPrintsNothingUnlessSomethingIsWrong() {
        Shell.Result run = shell.run("run", "-q");
        assertEquals(new Shell.Result(0, "", ""), run);
        assertTrue(shell.run("run", "-q", "-p", Shell.FAILING).err().startsWith("FAILED sim"));
    }

    @Test
    void jsonIsOneObjectPerLineAndNothingElse() throws IOException {
        Shell.Result run = shell.run("run", "--json");
        List<String> events = new ArrayList<>();
        for (String line : run.outLines()) {
            JsonNode event = new ObjectMapper().readTree(line);
            events.add(event.get("event").textValue());
        }
        assertEquals("run-started", events.get(0));
        assertEquals(7, events.stream().filter("point-computed"::equals).count());
        assertEquals("run-finished", events.get(events.size() - 1));
        assertEquals("", run.err());
    }

    @Test
    void jsonReportsFailures() throws IOException {
        Shell.Result run = shell.run("run", "--json", "-p", Shell.FAILING);
        assertEquals(1, run.exit());
        JsonNode failed = null;
        for (String line : run.outLines()) {
            JsonNode event = new ObjectMapper().readTree(line);
            failed = event.get("event").textValue().equals("point-failed") ? event : failed;
        }
        assertEquals("sim", failed.get("stage").textValue());
        assertTrue(failed.get("message").textValue().contains("runaway"));
    }

    @Test
    void untilFromAndForceSelectStages() {
        assertTrue(shell.run("run", "--until", "sim").err().contains("6 points computed of 6"));
        assertTrue(shell.run("run", "--from", "mean-rates").err().contains("1 point computed of 7"));
        assertTrue(shell.run("run", "-f", "mean-rates").err().contains("1 point computed of 7"));
        assertTrue(shell.run("run", "-f", "sim").err().contains("6 points computed of 6"));
    }

    @Test
    void aChangedParameterOfOneConditionRecomputesOnlyItsPoints() throws IOException {
        shell.run("run");
        shell.write(Shell.PIPELINE.replace("weight: 4 nS", "weight: 5 nS"));
        assertTrue(shell.run("plan").out().contains("will run, 3 of 6 points"));
        assertTrue(shell.run("run").err().contains("4 points computed of 7"));
    }

    @Test
    void dryRunIsThePlan() {
        Shell.Result dry = shell.run("run", "--dry-run");
        assertEquals(shell.run("plan").out(), dry.out());
        assertTrue(dry.out().contains("will run, 6 of 6 points: it has not run before"), dry.out());
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void theStoreMayBeElsewhereAndIsFoundThereAgain() {
        Path elsewhere = folder.resolve("some where/else");
        shell.run("run", "--cache-dir", elsewhere.toString());
        assertTrue(Files.isDirectory(elsewhere));
        assertFalse(Files.exists(folder.resolve(".pipeline/store")));
        Shell.Result again = shell.run("run", "--cache-dir", elsewhere.toString());
        assertTrue(again.err().startsWith("nothing to do"), again.err());
    }

    @Test
    void profilesShareWhatTheyHaveInCommon() {
        shell.run("run");
        assertTrue(shell.run("run", "--profile", "longer").err().contains("7 points computed of 7"));
        assertTrue(shell.run("run").err().contains("nothing to do"));
    }

    @Test
    void aRepeatedRunIsInTheLogOnce() {
        assertEquals("no runs yet", shell.run("log").out().strip());
        shell.run("run");
        shell.run("run");
        shell.run("run", "-p", Shell.FAILING);
        List<String> log = shell.run("log").outLines();
        assertEquals(2, log.size(), log.toString());
        assertTrue(log.get(0).contains("  failed   0 of 7 points computed in "), log.get(0));
        assertTrue(log.get(1).contains("  done     7 of 7 points computed in "), log.get(1));
        assertEquals(1, shell.run("log", "-n", "1").outLines().size());
    }

    @Test
    void theActivityOfOneSimulationIsDrawnFromTheRecordingsThatThereAre() throws IOException {
        String activity = """
                  activity:
                    run: draw-activity
                    inputs: {spikes: "${sim.spikes}", simulations: "${sim.rates}"}
                    with: {title: Weak, point: {condition: weak, replicate: 2}}
                profiles:""";
        shell.write(Shell.PIPELINE.replace("profiles:", activity));
        Shell.Result run = shell.run("run");
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.exists(folder.resolve("results/figures/activity.svg")));
        shell.write(Shell.PIPELINE.replace("profiles:", activity.replace(", replicate: 2", "")));
        Shell.Result vague = shell.run("run");
        assertEquals(ExitCode.USAGE, vague.exit());
        assertTrue(vague.err().contains("several points of the stage 'sim' are chosen"), vague.err());
    }
}
