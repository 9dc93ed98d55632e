package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipeline files, profiles and overrides that share a folder keep their results, locks and histories apart. */
class SharedFolderTest {

    private static final String OVERRIDE = "stages.sim.with.duration=50 ms";

    /** With a third stage, which needs the results of single points of the first one. */
    private static final String WITH_TILING = Shell.PIPELINE.replace("profiles:", """
              sttc:
                run: spike-time-tiling
                inputs: {spikes: "${sim.spikes}", simulation: "${sim.rates}"}
                with: {population: E, window: 10 ms, from: 0 ms}
                sweep: {each: sim}
            profiles:""");

    private static final String NOTHING_TO_DO = "nothing to do: the store has 7 points of 2 stages";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        Files.writeString(
                folder.resolve("small.yaml"),
                Shell.PIPELINE
                        .replace("pipeline: tiny", "pipeline: small")
                        .replace("sim:", "other:")
                        .replace("sim.rates", "other.rates"));
        assertEquals(0, shell.run("run").exit());
    }

    private Shell.Result small(String command, String... options) {
        List<String> all = new ArrayList<>(
                List.of(command, "--file", folder.resolve("small.yaml").toString()));
        all.addAll(List.of(options));
        return Shell.raw(all.toArray(String[]::new));
    }

    private Map<String, byte[]> contents(String name) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void assertSame(Map<String, byte[]> before, Map<String, byte[]> now) {
        assertEquals(before.keySet(), now.keySet());
        before.forEach((name, content) -> assertArrayEquals(content, now.get(name), name));
    }

    private String page(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("report.html"));
    }

    @Test
    void anotherPipelineFileHasItsOwnResults() throws IOException {
        Map<String, byte[]> before = contents("results");
        assertEquals(0, small("run").exit());
        assertTrue(Files.exists(folder.resolve("results-small/tables/other.rates.arrow")));
        assertSame(before, contents("results"));
        assertTrue(small("status", "--exit-code").out().contains("results-small: has these results (3 files)"));
    }

    @Test
    void aProfileHasItsOwnResultsWithinThoseOfItsFile() throws IOException {
        Map<String, byte[]> before = contents("results");
        shell.run("run", "--profile", "longer");
        assertTrue(Files.exists(folder.resolve("results/longer/report.html")));
        before.forEach((name, content) -> assertTrue(Files.exists(Path.of(name)), name));
        assertArrayEquals(
                before.get(folder.resolve("results/report.html").toString()),
                Files.readAllBytes(folder.resolve("results/report.html")));
    }

    @Test
    void aProfileIsNotCalledLikeAFolderOfResults() throws IOException {
        for (String name : List.of("tables", "Figures", "trial", "differences")) {
            shell.write(Shell.PIPELINE.replace("longer:", name + ":"));
            Shell.Result run = shell.run("run", "--profile", name);
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.err().contains("give the profile another name"), run.err());
        }
    }

    @Test
    void aRunWithOverridesLeavesTheResultsAndNamesItsOverridesEverywhere() throws IOException {
        Map<String, byte[]> before = contents("results");
        shell.run("run", "-p", OVERRIDE);
        before.forEach((name, content) -> assertTrue(Files.exists(Path.of(name)), name));
        assertArrayEquals(
                before.get(folder.resolve("results/report.html").toString()),
                Files.readAllBytes(folder.resolve("results/report.html")));
        assertTrue(page("results/trial").contains("</strong>, but with -p " + OVERRIDE), "the page says it");
        assertTrue(shell.run("log").outLines().get(0).endsWith("  -p " + OVERRIDE));
        assertFalse(shell.run("log").outLines().get(1).contains("-p"));
        String diff = shell.run("diff", "last~1", "last").out();
        assertTrue(diff.contains("A: run") && diff.contains(", -p " + OVERRIDE + " (done)"), diff);
    }

    @Test
    void resultsOfOtherOverridesDoNotStayBesideNewOnes() {
        shell.run("run", "-p", OVERRIDE);
        shell.run("run", "-p", "seed=7", "sim");
        assertTrue(Files.exists(folder.resolve("results/trial/tables/sim.rates.arrow")));
        assertFalse(Files.exists(folder.resolve("results/trial/tables/mean-rates.summary.arrow")));
    }

    @Test
    void aRunOfSomeStagesLeavesTheResultsOfTheOthers() throws IOException {
        Map<String, byte[]> before = contents("results/tables");
        shell.run("run", "-f", "sim");
        assertSame(before, contents("results/tables"));
        assertTrue(page("results").contains("mean-rates"));
    }

    @Test
    void aFailedRunSaysOnItsPageThatTheFilesBesideItAreOfAnEarlierRun() throws IOException {
        Map<String, byte[]> copies = contents("results/tables");
        String page = page("results");
        String remark = "their files beside this page are of an earlier run";
        assertFalse(page.contains(remark));
        shell.write(Shell.PIPELINE.replace("record:", "maximum-rate: 0.001 Hz, record:"));
        assertEquals(1, shell.run("run").exit());
        assertTrue(page("results").contains(remark), page("results"));
        assertSame(copies, contents("results/tables"));
        shell.write(Shell.PIPELINE);
        shell.run("run");
        assertEquals(page, page("results"));
    }

    @Test
    void statusSaysWhetherTheFolderHasTheResults() throws IOException {
        assertTrue(shell.run("status").out().contains("results: has these results (3 files)"));
        Files.delete(folder.resolve("results/tables/sim.rates.arrow"));
        Shell.Result status = shell.run("status", "--exit-code");
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("results: 1 of 3 files is missing or of other results"), status.out());
        shell.run("run", "-p", OVERRIDE);
        assertTrue(shell.run("status", "-p", "seed=1").out().contains("trial: 3 of 3 files are missing or of other"));
        assertEquals(0, shell.run("status", "-p", OVERRIDE, "--exit-code").exit());
    }

    @Test
    void statusNoticesADamagedOrMissingReport() throws IOException {
        Path page = folder.resolve("results/report.html");
        Files.writeString(page, "junk", StandardOpenOption.APPEND);
        assertEquals(3, shell.run("status", "--exit-code").exit());
        Files.delete(page);
        Shell.Result status = shell.run("status", "--exit-code");
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("results: 1 of 3 files is missing or of other results"), status.out());
        shell.run("run");
        assertEquals(0, shell.run("status", "--exit-code").exit());
    }

    @Test
    void statusSaysOfFilesWhoseResultsTheStoreLacksThatTheyCannotBeChecked() throws IOException {
        Files.move(folder.resolve(".pipeline"), folder.resolve("moved"));
        Shell.Result status = shell.run("status", "--exit-code");
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("results: has 3 files, which cannot be checked"), status.out());
    }

    @Test
    void statusSaysOfAFolderWithoutFilesThatItHasNone() throws IOException {
        shell.write(Shell.PIPELINE.replace("{duration: 150 ms}", "{duration: 100 ms}"));
        assertTrue(
                shell.run("status", "--profile", "longer").out().contains("longer: has no files; 'run' writes them"));
    }

    @Test
    void statusSaysOfWhichStagesTheFolderHasTheResults() throws IOException {
        shell.write(WITH_TILING);
        String status = shell.run("status").out();
        assertTrue(status.contains("has the results of the stages that are up to date (3 files)"), status);
    }

    @Test
    void statusOfADamagedStoreIsOutOfDate() throws IOException {
        shell.write(WITH_TILING);
        assertEquals(0, shell.run("run").exit());
        int damaged = StoredOutputs.damageEntries(
                folder.resolve(".pipeline/store"),
                entry -> new String(entry, StandardCharsets.UTF_8)
                        .contains("\"point\":\"condition=weak, replicate=2\""));
        assertTrue(damaged > 0);
        Shell.Result status = shell.run("status", "--exit-code");
        assertEquals(3, status.exit(), status.err());
        assertEquals("out of date: 3 of 3 stages; see 'plan'", status.outLines().get(0));
    }

    @Test
    void whatIsDifferentIsToldFromTheLastRunOfTheSameProfile() {
        shell.run("run", "--profile", "longer");
        List<String> why =
                shell.run("why", "sim", "-p", "model.afferents.X.rate=41 Hz").outLines();
        assertEquals(3, why.size(), why.toString());
        assertTrue(why.get(1).contains("afferents.X.rate: 40 Hz -> 41 Hz"), why.toString());
        assertTrue(why.get(2).matches("Compared with the run of \\S+Z\\."), why.toString());
        assertEquals(
                "sim         will run, 6 of 6 points: parameter model.afferents.X.rate: 40 Hz -> 41 Hz",
                shell.run("plan", "-p", "model.afferents.X.rate=41 Hz")
                        .outLines()
                        .get(0));
    }

    @Test
    void aTrialIsComparedWithThePipelineAsItIsAndWithItselfNotWithOtherTrials() {
        shell.run("run", "-p", "seed=3");
        String why = shell.run("why", "sim", "-p", OVERRIDE).out();
        assertTrue(why.contains("parameter duration: 100 ms -> 50 ms"), why);
        assertFalse(why.contains("seed"), why);
    }

    @Test
    void lastIsTheLastRunOfTheSameFileAndProfile() {
        shell.run("run", "--profile", "longer");
        small("run");
        assertTrue(shell.run("diff", "last", "last").out().contains("A: run"));
        Shell.Result one = shell.run("diff", "last~1", "last");
        assertEquals(2, one.exit());
        assertTrue(
                one.err()
                        .contains("no such run of pipeline.yaml in the history: it has one, 'last'; there are runs of"
                                + " pipeline.yaml, profile longer; small.yaml"),
                one.err());
        assertTrue(
                shell.run("log").outLines().get(0).endsWith("  --file small.yaml"),
                shell.run("log").out());
    }

    @Test
    void aFolderBehindALinkHasItsResultsAndAStoreBehindALinkIsUsed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        String[] status = {
            "status", "--exit-code", "--file", link.resolve("pipeline.yaml").toString()
        };
        assertEquals(0, Shell.raw(status).exit());
        assertEquals(NOTHING_TO_DO, Shell.raw("run", "--file", status[3]).err().strip());
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(folder.resolve("pipeline.yaml"), copy.resolve("pipeline.yaml"));
        Files.createSymbolicLink(copy.resolve(".pipeline"), folder.resolve(".pipeline"));
        String file = copy.resolve("pipeline.yaml").toString();
        assertEquals(NOTHING_TO_DO, Shell.raw("run", "--file", file).err().strip());
    }

    @Test
    void anotherPipelineFileHasItsOwnLock() throws IOException {
        shell.run("verify", "--update", "--cached");
        byte[] lock = Files.readAllBytes(folder.resolve("pipeline.lock"));
        assertEquals(5, small("verify", "--cached").exit());
        assertEquals(0, small("verify", "--cached", "--update").exit());
        assertEquals(0, small("verify", "--cached").exit());
        assertArrayEquals(lock, Files.readAllBytes(folder.resolve("pipeline.lock")));
        assertEquals(0, shell.run("verify", "--cached").exit());
    }

    @Test
    void theLockOfAnotherPipelineIsNeitherComparedWithNorReplaced() throws IOException {
        small("verify", "--cached", "--update");
        Path lock = Files.move(folder.resolve("small.lock"), folder.resolve("pipeline.lock"));
        byte[] before = Files.readAllBytes(lock);
        for (List<String> options : List.of(List.of("--cached"), List.of("--cached", "--update"))) {
            List<String> command = new ArrayList<>(List.of("verify"));
            command.addAll(options);
            Shell.Result verify = shell.run(command.toArray(String[]::new));
            assertEquals(2, verify.exit(), verify.out());
            assertTrue(verify.err().contains("has the results of the pipeline 'small', not of 'tiny'"), verify.err());
            assertArrayEquals(before, Files.readAllBytes(lock));
        }
    }

    @Test
    void aTableOfAPointThatWasOneOfAStageBeforeIsNotLeft() throws IOException {
        String single = Shell.PIPELINE.replace("    sweep: {condition: [weak, strong], replicate: 1..3}\n", "");
        shell.write(single.substring(0, single.indexOf("  mean-rates:")));
        shell.run("run");
        Path spikes = folder.resolve("results/tables/sim.spikes.arrow");
        assertTrue(Files.exists(spikes));
        shell.write(Shell.PIPELINE);
        shell.run("run");
        assertFalse(Files.exists(spikes));
    }

    @Test
    void aFileThatThisProgramDidNotWriteIsMovedAsideForACopy() throws IOException {
        Path mine = folder.resolve("results/longer/tables/sim.rates.arrow");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "my own analysis");
        Shell.Result run = shell.run("run", "--profile", "longer");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("that file is now " + mine + ".kept"), run.err());
        assertEquals("my own analysis", Files.readString(Path.of(mine + ".kept")));
        shell.run("run", "--profile", "longer");
        assertFalse(Files.exists(Path.of(mine + ".kept2")));
    }

    @Test
    void aCopyThatAKilledRunHadNotListedYetIsItsOwn() throws IOException {
        Path tables = folder.resolve("results/tables");
        List<String> lines = Files.readAllLines(tables.resolve("MANIFEST"));
        Files.write(tables.resolve("MANIFEST"), lines.subList(0, 1));
        shell.run("run");
        try (Stream<Path> files = Files.list(tables)) {
            assertEquals(3, files.count());
        }
        assertEquals(
                lines.size(), Files.readAllLines(tables.resolve("MANIFEST")).size());
    }

    @Test
    void runsThatFinishAtOnceLeaveTheResultsOfOneOfThem() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 2; i < 6; i++) {
            String[] command = {"run", "-q", "-p", "seed=" + i};
            threads.add(new Thread(() -> shell.run(command)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        int matching = 0;
        for (int i = 2; i < 6; i++) {
            matching += shell.run("status", "--exit-code", "-p", "seed=" + i).exit() == 0 ? 1 : 0;
        }
        assertEquals(1, matching);
    }
}
