package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.run.RunRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with nothing to do says so and leaves everything unchanged; it notices every change. */
class RepeatedRunTest {

    private static final String CONNECTIONS = "pre_population,post_population,pre,post,weight_nS\nE,E,0,1,2.0\n";

    /** Two data files, one of which only one condition uses, and a stage that runs for each point. */
    private static final String PIPELINE = Shell.PIPELINE
            .replace(
                    "E -> E: {probability: 0.1, weight: 2 nS, release: 1}",
                    "E -> E: {connect: {type: list, file: data/rows}}")
            .replace("{projections.E -> E.weight: 4 nS}", "{projections.E -> E.connect.file: data/more}")
            .replace("spikes: [E]}", "spikes: [E], membrane: [E], neurons: 40}")
            .replace("profiles:", """
                      membrane:
                        run: membrane-statistics
                        inputs: {membrane: "${sim.membrane}", spikes: "${sim.spikes}", simulation: "${sim.rates}"}
                        with: {from: 10 ms}
                        sweep: {each: sim}
                    profiles:""".indent(0));

    private static final String NOTHING_TO_DO = "nothing to do: the store has 13 points of 3 stages";
    private static final String ALL = "13 points computed of 13";

    /** The three simulations, the stage on each of them, and the summary. */
    private static final String ONE_CONDITION = "7 points computed of 13";

    @TempDir
    private Path folder;

    private Path connections;
    private Shell.Result first;

    @BeforeEach
    void runOnce() throws IOException {
        connections = Files.createDirectories(folder.resolve("data")).resolve("rows");
        Files.writeString(connections, CONNECTIONS);
        Files.writeString(connections.resolveSibling("more"), CONNECTIONS + "E,E,1,2,2.0\n");
        new Shell(folder).write(PIPELINE);
        first = run();
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().contains(ALL), first.err());
    }

    private Shell.Result run(String... options) {
        return run(new StringWriter(), new StringWriter(), options);
    }

    private Shell.Result run(StringWriter out, StringWriter err, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--file", pipeline().toString()));
        arguments.addAll(List.of(options));
        int exit =
                Main.execute(arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Shell.Result(exit, out.toString(), err.toString());
    }

    @FunctionalInterface
    private interface Deed {
        void act() throws Exception;
    }

    /** Executes an action once, when the first output is written. */
    private static final class Hooked extends StringWriter {
        private final String said;
        private final Deed deed;
        private boolean done;

        Hooked(String said, Deed deed) {
            this.said = said;
            this.deed = deed;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (!done && text.contains(said)) {
                done = true;
                try {
                    deed.act();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Runs, and executes an action once, when that run prints something. */
    private Shell.Result runAndMeanwhile(String said, Deed deed, String... options) {
        Shell.Result result = run(new StringWriter(), new Hooked(said, deed), options);
        assertTrue(result.err().contains(said), result.err());
        return result;
    }

    private Path pipeline() {
        return folder.resolve("pipeline.yaml");
    }

    private Path storeFolder() {
        return folder.resolve(".pipeline").resolve("store");
    }

    private Path historyFolder() {
        return folder.resolve(".pipeline").resolve("history");
    }

    private Path result(String name) {
        return folder.resolve("results").resolve(name);
    }

    /** Returns all files of the results with their times: a run with nothing to do touches none. */
    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        for (Path place : List.of(folder.resolve("results"), historyFolder())) {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    times.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return times;
    }

    private int records() throws IOException {
        try (Stream<Path> files = Files.list(historyFolder())) {
            return (int) files.count();
        }
    }

    @Test
    void theSameRunHasNothingToDoAndShowsTheSame() throws IOException {
        Shell.Result again = run();
        assertEquals(NOTHING_TO_DO, again.err().strip());
        assertEquals(first.out(), again.out());
        Shell.Result quiet = run("--quiet");
        assertEquals("", quiet.out() + quiet.err());
    }

    @Test
    void aRunWithNothingToDoTouchesNoFile() throws Exception {
        // Files written last may still change in the same tick of the clock, and are checked once more.
        Thread.sleep(20);
        run();
        Map<Path, FileTime> before = files();
        run();
        assertEquals(before, files());
    }

    @Test
    void everyRequestSeenBeforeHasNothingToDoAndBringsItsFilesBack() throws IOException {
        Map<String, byte[]> paper = contents();
        run("--profile", "longer");
        run("-p", "seed=2");
        assertEquals(NOTHING_TO_DO, run("--profile", "longer").err().strip());
        assertEquals(NOTHING_TO_DO, run("-p", "seed=2").err().strip());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertEquals(
                "nothing to do: the store has 6 points of 1 stage",
                run("--until", "sim").err().strip());
        run();
        contents().forEach((name, content) -> assertArrayEquals(paper.get(name), content, name));
    }

    /** The copies and the report. */
    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : List.of("report.html", "tables/sim.rates.arrow", "tables/mean-rates.summary.arrow")) {
            contents.put(name, Files.readAllBytes(result(name)));
        }
        return contents;
    }

    @Test
    void aRunThatRepeatsTheLastOneIsNotRecordedAndOneOfAnotherKindIs() throws IOException {
        run();
        assertEquals(1, records());
        run("--profile", "longer");
        run();
        run();
        assertEquals(3, records());
    }

    @Test
    void aRecordWithAFutureTimeDoesNotMakeEveryRunANewOne() throws IOException {
        Files.writeString(historyFolder().resolve("20990101T000000.000Z-1-1.jsonl"), "{}");
        run("-p", "seed=2");
        int before = records();
        run("-p", "seed=2");
        run("-p", "seed=2");
        assertEquals(before, records());
    }

    @Test
    void stagesAffectedByAnEditOfThePipelineAreComputed() throws IOException {
        Files.writeString(pipeline(), PIPELINE.replace("capacitance: 200 pF", "capacitance: 210 pF"));
        assertTrue(run().err().contains(ALL));
        assertEquals(NOTHING_TO_DO, run().err().strip());
    }

    @Test
    void aCommentAffectsNothing() throws IOException {
        Files.writeString(pipeline(), PIPELINE + "# a remark\n");
        assertEquals(NOTHING_TO_DO, run().err().strip());
    }

    @Test
    void aPipelineEditedDuringARunIsNotMistakenForTheOneThatRan() throws IOException {
        String other = PIPELINE.replace("capacitance: 200 pF", "capacitance: 210 pF");
        Shell.Result edited =
                runAndMeanwhile("stages to do", () -> Files.writeString(pipeline(), other), "-p", "seed=2");
        assertEquals(0, edited.exit(), edited.err());
        assertTrue(run("-p", "seed=2").err().contains(ALL));
    }

    @Test
    void aDataFileEditedDuringARunIsNotMistakenForTheOneThatWasRead() throws IOException {
        Shell.Result edited = runAndMeanwhile(
                "membrane: done",
                () -> Files.writeString(connections, CONNECTIONS + "E,E,3,4,2.0\n"),
                "-v",
                "-p",
                "seed=2");
        assertEquals(0, edited.exit(), edited.err());
        assertTrue(run("-p", "seed=2").err().contains(ONE_CONDITION));
    }

    @Test
    void anEditOfThePipelineDuringARunIsInTheNextReport() throws IOException {
        String described = PIPELINE.replace("seed: 1", "seed: 1\ndescription: Edited meanwhile");
        runAndMeanwhile("nothing to do", () -> Files.writeString(pipeline(), described), "--from", "sim");
        run();
        assertTrue(Files.readString(result("report.html")).contains("Edited meanwhile"));
    }

    @Test
    void copiesReplacedByAnEarlierRunAreRewritten() throws Exception {
        CountDownLatch shows = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Thread later = new Thread(() -> {
            StringWriter out = new Hooked("Report: ", () -> {
                shows.countDown();
                mayGoOn.await();
            });
            run(out, new StringWriter(), "-p", "seed=2");
        });
        // It began before the other run, and writes its copies while that one shows its tables.
        runAndMeanwhile(
                "membrane: done",
                () -> {
                    later.start();
                    shows.await();
                },
                "-v",
                "-p",
                "seed=3");
        mayGoOn.countDown();
        later.join();
        run("-p", "seed=2");
        byte[] copy = Files.readAllBytes(result("trial/tables/sim.rates.arrow"));
        Files.delete(result("trial/tables/sim.rates.arrow"));
        run("-p", "seed=2");
        assertArrayEquals(copy, Files.readAllBytes(result("trial/tables/sim.rates.arrow")));
    }

    @Test
    void aCopyEditedBeforeTheRunEndsIsRewritten() throws IOException {
        Path copy = result("tables/sim.rates.arrow");
        byte[] good = Files.readAllBytes(copy);
        run(new Hooked("Report: ", () -> Files.writeString(copy, "edited")), new StringWriter());
        run();
        assertArrayEquals(good, Files.readAllBytes(copy));
    }

    @Test
    void aCopyThatIsALinkIsReplaced() throws IOException {
        for (String name : List.of("report.html", "tables/MANIFEST")) {
            Path elsewhere = folder.resolve("elsewhere");
            Files.move(result(name), elsewhere);
            Files.createSymbolicLink(result(name), elsewhere);
            run();
            Files.delete(result(name));
            run();
            assertTrue(Files.exists(result(name)), name);
            Files.delete(elsewhere);
        }
    }

    @Test
    void aDataFileReplacedByALinkOutOfTheFolderIsRejected() throws IOException {
        Path outside = Files.createTempFile("rows", "");
        try {
            Files.writeString(outside, CONNECTIONS);
            Files.delete(connections);
            Files.createSymbolicLink(connections, outside);
            Shell.Result linked = run();
            assertTrue(linked.err().contains("outside the folder of the pipeline"), linked.err());
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void anEmptiedRecordOfTheRunIsRewritten() throws IOException {
        List<Path> records;
        try (Stream<Path> files = Files.list(historyFolder())) {
            records = files.toList();
        }
        for (Path record : records) {
            Files.writeString(record, "");
        }
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(Shell.raw("log", "--file", pipeline().toString()).out().contains("done"));
    }

    @Test
    void aChangedDataFileIsNoticedAlthoughSizeAndTimeAreTheSame() throws IOException {
        FileTime modified = Files.getLastModifiedTime(connections);
        Files.writeString(connections, CONNECTIONS.replace("E,E,0,1", "E,E,0,2"));
        Files.setLastModifiedTime(connections, modified);
        assertTrue(run().err().contains("points computed of 13"));
    }

    @Test
    void aChangedDataFileOfOneConditionIsNoticed() throws IOException {
        Files.writeString(connections.resolveSibling("more"), CONNECTIONS + "E,E,5,6,2.0\n");
        assertTrue(run().err().contains(ONE_CONDITION));
    }

    @Test
    void aMissingDataFileIsNoticed() throws IOException {
        Files.delete(connections);
        Shell.Result gone = run();
        // Without the handlers of the whole command line, only an exception is visible.
        assertTrue(gone.err().contains("data/rows"), gone.err());
    }

    @Test
    void aChangedOrRemovedCopyIsRewritten() throws IOException {
        for (String name : List.of("tables/sim.rates.arrow", "tables/mean-rates.summary.arrow", "tables/MANIFEST")) {
            byte[] good = Files.readAllBytes(result(name));
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(result(name), bad);
            run();
            assertSound(name, good);
            Files.delete(result(name));
            run();
            assertSound(name, good);
        }
    }

    @Test
    void anEditThatIsTakenBackBringsTheBytesOfAllFilesBack() throws IOException {
        String withFigure = PIPELINE.replace("profiles:", Shell.FIGURE);
        Files.writeString(pipeline(), withFigure);
        run();
        Map<String, byte[]> before = allResults();
        assertTrue(before.keySet().stream().anyMatch(name -> name.endsWith(".csv")));
        Files.writeString(pipeline(), withFigure.replace("duration: 100 ms", "duration: 50 ms"));
        run();
        assertFalse(Arrays.equals(
                before.get("figures/curves.data.csv"), allResults().get("figures/curves.data.csv")));
        Files.writeString(pipeline(), withFigure);
        run();
        assertEquals(before.keySet(), allResults().keySet());
        for (Map.Entry<String, byte[]> file : before.entrySet()) {
            assertSound(file.getKey(), file.getValue());
        }
    }

    private Map<String, byte[]> allResults() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(result(""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(result("").relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    @Test
    void aChangedEmptiedOrRemovedCsvBesideAFigureIsRewrittenAndThenThereIsNothingToDo() throws IOException {
        Files.writeString(pipeline(), PIPELINE.replace("profiles:", Shell.FIGURE));
        run();
        Path csv = result("figures/curves.data.csv");
        byte[] good = Files.readAllBytes(csv);
        Deed edit = () -> Files.writeString(csv, "x,edited\n", StandardOpenOption.APPEND);
        Deed empty = () -> Files.write(csv, new byte[0]);
        for (Deed deed : List.<Deed>of(edit, empty, () -> Files.delete(csv))) {
            act(deed);
            assertFalse(isRemembered(), "the run has to look");
            run();
            assertArrayEquals(good, Files.readAllBytes(csv));
            assertTrue(isRemembered(), "the next run takes the short way");
        }
    }

    private static void act(Deed deed) throws IOException {
        try {
            deed.act();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The manifest also has the times of the copies. */
    private void assertSound(String name, byte[] good) throws IOException {
        byte[] now = Files.readAllBytes(result(name));
        if (name.endsWith("MANIFEST")) {
            assertEquals(digests(good), digests(now));
        } else {
            assertArrayEquals(good, now, name);
        }
    }

    private static List<String> digests(byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void anEditThatLeavesACopysLengthIsNoticedEvenInTheSameTick() throws IOException {
        Path copy = result("tables/sim.rates.arrow");
        byte[] good = Files.readAllBytes(copy);
        FileTime written = Files.getLastModifiedTime(result("tables/MANIFEST"));
        Files.setLastModifiedTime(copy, written);
        run();
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(copy, bad);
        run();
        assertArrayEquals(good, Files.readAllBytes(copy));
    }

    @Test
    void aRunThatEndsBecauseTheStoreCannotBeWrittenIsInTheLog() {
        Path packs = storeFolder().resolve("packs");
        Shell.Result run = runAndMeanwhile(
                " to do, ",
                () -> {
                    Files.move(packs, folder.resolve("moved"));
                    Files.writeString(packs, "a file where a folder should be");
                },
                "-p",
                "seed=2");
        assertEquals(6, run.exit(), run.err());
        String log = Shell.raw("log", "--file", pipeline().toString()).out();
        assertTrue(log.lines().findFirst().orElseThrow().matches("\\S+  failed .*  -p seed=2"), log);
    }

    @Test
    void aMissingReportIsRewritten() throws IOException {
        Files.delete(result("report.html"));
        run();
        assertTrue(Files.exists(result("report.html")));
    }

    @Test
    void theReportIsRewrittenAfterAVerification() throws IOException {
        assertFalse(Files.readString(result("report.html")).contains("REPRODUCED"));
        for (List<String> options : List.of(List.of("--update", "--cached"), List.of("--cached"))) {
            Shell.Result verified = new Shell(folder)
                    .run(Stream.concat(Stream.of("verify"), options.stream()).toArray(String[]::new));
            assertEquals(0, verified.exit(), verified.err());
        }
        run();
        assertTrue(Files.readString(result("report.html")).contains("REPRODUCED"));
    }

    @Test
    void aMissingHistoryIsRewritten() throws IOException {
        deleteAll(historyFolder());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(Files.exists(historyFolder()));
    }

    @Test
    void aResultLostFromTheStoreIsComputedAgain() throws IOException {
        List<CacheKey> keys;
        try (Store store = Store.open(storeFolder())) {
            // An entry of a run is a record of results, not one of them.
            keys = store.keys().stream()
                    .filter(key -> !store.find(key).orElseThrow().outputs().containsKey("run"))
                    .sorted()
                    .toList();
        }
        assertTrue(keys.size() > 13, "points, collected tables, code");
        for (CacheKey key : keys) {
            try (Store store = Store.open(storeFolder())) {
                assertTrue(store.setAside(key));
            }
            run();
            try (Store store = Store.open(storeFolder())) {
                assertTrue(store.find(key).isPresent(), key.toString());
            }
        }
    }

    @Test
    void aLostPackIsComputedAgain() throws IOException {
        byte[] good = Files.readAllBytes(result("tables/membrane.neurons.arrow"));
        for (Path pack : StoredOutputs.packs(storeFolder())) {
            deleteAll(pack);
            Shell.Result again = run();
            assertEquals(0, again.exit(), again.err());
            assertArrayEquals(good, Files.readAllBytes(result("tables/membrane.neurons.arrow")), pack.toString());
        }
    }

    @Test
    void aMissingStoreIsFilledAgain() throws IOException {
        deleteAll(storeFolder());
        assertTrue(run().err().contains(ALL));
    }

    @Test
    void optionsThatNeedMoreThanResultsStillWork() throws IOException {
        assertTrue(run("--json").out().contains("run-finished"));
        assertTrue(run("--audit", "all").err().contains("agree with the store to the last bit"));
        assertTrue(run("--force", "sim").err().contains("6 points computed"));
    }

    @Test
    void aForcedRunIsInTheReport() throws IOException {
        byte[] before = Files.readAllBytes(result("report.html"));
        run("--force", "sim");
        assertFalse(Arrays.equals(before, Files.readAllBytes(result("report.html"))));
    }

    /** Whether a command line is answered by what the store remembers, without reading the pipeline. */
    private boolean isRemembered(String... words) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--file", pipeline().toString()));
        arguments.addAll(List.of(words));
        Optional<RunRequest> request = RunRequest.of(arguments.toArray(String[]::new));
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return request.isPresent() && request.get().repeat(nowhere, nowhere);
    }

    @Test
    void everyRequestSeenBeforeIsRemembered() throws IOException {
        assertTrue(isRemembered());
        run("--profile", "longer");
        run("-p", "seed=2");
        assertTrue(isRemembered());
        assertTrue(isRemembered("--profile=longer"));
        assertTrue(isRemembered("-p", "seed=2"));
        assertFalse(isRemembered("-p", "seed=3"), "never asked for");
    }

    @Test
    void aRunOfOneStageIsRememberedUntilAnotherReplacesItsReport() throws IOException {
        run("sim");
        assertTrue(isRemembered("sim"));
        assertFalse(isRemembered(), "the report shows one stage");
        run();
        assertTrue(isRemembered());
    }

    @Test
    void whatARememberedRunSaysIsTheSame() throws IOException {
        Shell.Result remembered = run();
        Shell.Result planned = run("--from", "sim");
        assertEquals(planned.out(), remembered.out());
        assertEquals(planned.err(), remembered.err());
    }

    @Test
    void aRememberedRunThatIsNotTheLastOneIsRecorded() throws IOException {
        run("--profile", "longer");
        assertTrue(isRemembered());
        assertTrue(isRemembered());
        assertEquals(3, records());
    }

    @Test
    void aRunWithoutARecordIsNotRemembered() throws IOException {
        deleteAll(historyFolder());
        assertFalse(isRemembered());
        run();
        assertEquals(1, records());
    }

    @Test
    void everyChangeOfACopyIsNoticed() throws IOException {
        for (String name : List.of("report.html", "tables/sim.rates.arrow", "tables/MANIFEST", "MANIFEST")) {
            byte[] good = Files.readAllBytes(result(name));
            Files.write(result(name), Arrays.copyOf(good, good.length / 2));
            assertFalse(isRemembered(), name + " truncated");
            run();
            Files.delete(result(name));
            assertFalse(isRemembered(), name + " deleted");
            run();
            if (!name.endsWith("MANIFEST")) {
                assertArrayEquals(good, Files.readAllBytes(result(name)), name);
            }
            assertTrue(isRemembered(), name);
        }
    }

    @Test
    void aSiteFileThatIsWrongIsReported() throws IOException {
        Files.writeString(folder.resolve("pipeline.site.yaml"), "executors: {slurm: {workers: 0}}\n");
        assertFalse(isRemembered());
        assertTrue(run().err().contains("pipeline.site.yaml:1:30"));
    }

    @Test
    void commandLinesThatAskForMoreAreParsedInFull() throws IOException {
        for (String words : List.of(
                "--force",
                "--json",
                "--audit=all",
                "--dry-run",
                "--from=sim",
                "--executor=manual",
                "-j 2",
                "@file",
                "--profile",
                "-p -q",
                "--quiet",
                "--help",
                "--profile=paper --profile paper")) {
            assertFalse(isRemembered(words.split(" ")), words);
        }
        assertFalse(RunRequest.of(new String[] {"plan"}).isPresent());
        assertFalse(RunRequest.of(new String[0]).isPresent());
    }

    @Test
    void anotherFolderWithTheSameStoreHasItsOwnResults() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other").resolve("data"));
        for (String name : List.of("rows", "more")) {
            Files.copy(connections.resolveSibling(name), other.resolve(name));
        }
        Path copy = Files.copy(pipeline(), other.resolveSibling("pipeline.yaml"));
        String[] words = {
            "run", "--file", copy.toString(), "--cache-dir", storeFolder().toString()
        };
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertEquals(0, Main.execute(words, nowhere, nowhere));
        assertArrayEquals(
                Files.readAllBytes(result("tables/sim.rates.arrow")),
                Files.readAllBytes(copy.resolveSibling("results/tables/sim.rates.arrow")));
    }

    @Test
    void aRunThatFailsIsNotRemembered() throws IOException {
        assertNotEquals(0, run("-p", Shell.FAILING).exit());
        assertFalse(isRemembered("-p", Shell.FAILING));
    }

    @Test
    void aForcedRunComputesWhateverIsRemembered() throws IOException {
        assertTrue(run("--force", "sim").err().contains("6 points computed of 6"));
        assertFalse(isRemembered(), "the report is another one");
        run();
        assertTrue(isRemembered());
    }

    @Test
    void whatGarbageCollectionTookIsComputedAgain() throws IOException {
        gc();
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(isRemembered());
        Files.writeString(pipeline(), PIPELINE.replace("capacitance: 200 pF", "capacitance: 210 pF"));
        gc();
        Files.writeString(pipeline(), PIPELINE);
        assertTrue(run().err().contains("points computed of 13"));
    }

    private void gc() {
        Shell.Result result = Shell.raw("gc", "--file", pipeline().toString(), "--unreachable", "--grace", "0h");
        assertEquals(0, result.exit(), result.err());
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                path.toFile().setWritable(true);
                Files.delete(path);
            }
        }
    }
}
