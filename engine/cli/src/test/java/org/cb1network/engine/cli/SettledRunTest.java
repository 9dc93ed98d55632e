package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.settled.ProgramFile;
import org.cb1network.engine.cli.settled.RunRequest;
import org.cb1network.engine.cli.settled.Settlement;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A run with nothing to do takes the short way; whatever has changed leads it the long way, to the same results as ever. The program
 * is a file that stands for {@code pipeline.jar}.
 */
class SettledRunTest {

    private static final String CONNECTIONS = "pre_population,post_population,pre,post,weight_nS\nE,E,0,1,2.0\n";

    /** Two data files, one of them of one condition alone, and a stage that takes up what each point has. */
    private static final String PIPELINE = Shell.PIPELINE
            .replace(
                    "E -> E: {probability: 0.1, weight: 2 nS, release: 1}",
                    "E -> E: {connections: data/rows, weight: 2 nS}")
            .replace("{projections.E -> E.weight: 4 nS}", "{projections.E -> E.connections: data/more}")
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

    /** Its three simulations, what is made of each, and the summary. */
    private static final String ONE_CONDITION = "7 points computed of 13";

    @TempDir
    private Path folder;

    private Path program;
    private Path connections;
    private Shell.Result first;

    @BeforeEach
    void runOnce() throws IOException {
        program = oldFile("the program");
        connections = Files.createDirectories(folder.resolve("data")).resolve("rows");
        Files.writeString(connections, CONNECTIONS);
        Files.writeString(connections.resolveSibling("more"), CONNECTIONS + "E,E,1,2,2.0\n");
        new Shell(folder).write(PIPELINE);
        first = run();
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().contains(ALL), first.err());
    }

    /** A program that is older than this process. */
    private Path oldFile(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("program.jar"), content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2022-01-01T00:00:00Z")));
        return file;
    }

    private Shell.Result run(String... options) {
        return run(new StringWriter(), new StringWriter(), options);
    }

    private Shell.Result run(StringWriter out, StringWriter err, String... options) {
        CommandLine command = new CommandLine(new RunCommand(Optional.of(program)));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("--file", pipeline().toString()));
        arguments.addAll(List.of(options));
        int exit = command.execute(arguments.toArray(String[]::new));
        return new Shell.Result(exit, out.toString(), err.toString());
    }

    @FunctionalInterface
    private interface Deed {
        void act() throws Exception;
    }

    /** Does something once, as soon as something is written. */
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

    /** Runs, and does something once as soon as that run says something. */
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

    private Path settledFile() {
        return folder.resolve(".pipeline").resolve("settled");
    }

    private Path result(String name) {
        return folder.resolve("results").resolve(name);
    }

    private boolean isSettled() {
        return isSettled(Optional.of(program), "paper", List.of(), List.of(), List.of());
    }

    private boolean isSettled(
            Optional<Path> program, String profile, List<String> overrides, List<String> stages, List<String> from) {
        RunRequest request = new RunRequest(pipeline(), profile, overrides, stages, from, storeFolder());
        RunHistory history = new RunHistory(historyFolder());
        return new Settlement(request, program.flatMap(ProgramFile::of), settledFile(), history)
                .unchanged()
                .isPresent();
    }

    /** Changes what was shown: who takes the short way shows the other text, who takes the long way does not. */
    private void mark() throws IOException {
        byte[] file = Files.readAllBytes(settledFile());
        String text = new String(file, 0, file.length - Digest.BYTES, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("Report: ") || text.contains("MARKED: "), "what was shown");
        byte[] marked = text.replace("Report: ", "MARKED: ").getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(marked);
        all.writeBytes(Digest.of(marked).bytes());
        Files.write(settledFile(), all.toByteArray());
    }

    private boolean takesTheShortWay() throws IOException {
        mark();
        return run().out().contains("MARKED: ");
    }

    @Test
    void theSameRunIsSettledAndShowsTheSame() throws IOException {
        Shell.Result again = run();
        assertEquals(NOTHING_TO_DO, again.err().strip());
        assertEquals(first.out(), again.out());
        Shell.Result quiet = run("--quiet");
        assertEquals("", quiet.out() + quiet.err());
        assertTrue(takesTheShortWay());
    }

    @Test
    void aRunThatShowedNothingSettlesWhatOneThatShowsWouldShow() throws IOException {
        for (String option : List.of("--quiet", "--json")) {
            Files.delete(settledFile());
            run(option);
            assertTrue(isSettled(), option);
            assertEquals(first.out(), run().out(), option);
            assertTrue(takesTheShortWay(), option);
        }
    }

    @Test
    void anotherRequestIsNotSettled() {
        Optional<Path> same = Optional.of(program);
        assertFalse(isSettled(same, "longer", List.of(), List.of(), List.of()));
        assertFalse(isSettled(same, "paper", List.of("seed=2"), List.of(), List.of()));
        assertFalse(isSettled(same, "paper", List.of(), List.of("sim"), List.of()));
        assertFalse(isSettled(same, "paper", List.of(), List.of(), List.of("sim")));
        assertTrue(run("-p", "seed=2").err().contains(ALL));
        assertTrue(run("--profile", "longer").err().contains(ALL));
        assertEquals(
                "nothing to do: the store has 6 points of 1 stage",
                run("--until", "sim").err().strip());
        assertTrue(isSettled(same, "paper", List.of(), List.of("sim"), List.of()), "naming it is the same");
    }

    @Test
    void aChangedPipelineIsNotSettledAndWhatItTouchesIsComputed() throws IOException {
        Files.writeString(pipeline(), PIPELINE.replace("capacitance: 200 pF", "capacitance: 210 pF"));
        assertFalse(isSettled());
        assertTrue(run().err().contains(ALL));
        assertTrue(takesTheShortWay());
    }

    @Test
    void aCommentMakesItGoTheLongWayOnce() throws IOException {
        Files.writeString(pipeline(), PIPELINE + "# a remark\n");
        assertFalse(takesTheShortWay());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(takesTheShortWay());
    }

    @Test
    void aPipelineThatIsEditedDuringARunDoesNotPassForTheOneThatRan() throws IOException {
        String other = PIPELINE.replace("capacitance: 200 pF", "capacitance: 210 pF");
        Shell.Result edited =
                runAndMeanwhile("sim: computing", () -> Files.writeString(pipeline(), other), "-p", "seed=2");
        assertEquals(0, edited.exit(), edited.err());
        assertFalse(isSettled(Optional.of(program), "paper", List.of("seed=2"), List.of(), List.of()));
        assertTrue(run("-p", "seed=2").err().contains(ALL));
    }

    @Test
    void aDataFileThatIsEditedDuringARunDoesNotPassForTheOneThatWasRead() throws IOException {
        Shell.Result edited = runAndMeanwhile(
                "membrane: done", () -> Files.writeString(connections, CONNECTIONS + "E,E,3,4,2.0\n"), "-p", "seed=2");
        assertEquals(0, edited.exit(), edited.err());
        assertFalse(isSettled(Optional.of(program), "paper", List.of("seed=2"), List.of(), List.of()));
        assertTrue(run("-p", "seed=2").err().contains(ONE_CONDITION));
    }

    @Test
    void whatAPipelineSaysThatIsEditedDuringARunIsInTheNextReport() throws IOException {
        String described = PIPELINE.replace("seed: 1", "seed: 1\ndescription: Edited meanwhile");
        runAndMeanwhile("nothing to do", () -> Files.writeString(pipeline(), described), "--from", "sim");
        run();
        assertTrue(Files.readString(result("report.html")).contains("Edited meanwhile"));
    }

    @Test
    void aRunThatALaterOneOverlapsIsNotSettled() {
        Shell.Result overlapped = runAndMeanwhile("membrane: done", () -> run("--profile", "longer"), "-p", "seed=2");
        assertEquals(0, overlapped.exit(), overlapped.err());
        assertFalse(isSettled(Optional.of(program), "paper", List.of("seed=2"), List.of(), List.of()));
        assertEquals(NOTHING_TO_DO, run("-p", "seed=2").err().strip());
    }

    @Test
    void aRunWhoseCopiesAnEarlierOneReplacesIsNotSettled() throws Exception {
        CountDownLatch shows = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Thread later = new Thread(() -> {
            StringWriter out = new Hooked("Report: ", () -> {
                shows.countDown();
                mayGoOn.await();
            });
            run(out, new StringWriter(), "-p", "seed=2");
        });
        // Began before the other one, and writes its copies while that one shows its tables.
        runAndMeanwhile(
                "membrane: done",
                () -> {
                    later.start();
                    shows.await();
                },
                "--profile",
                "longer");
        mayGoOn.countDown();
        later.join();
        run("-p", "seed=2");
        byte[] copy = Files.readAllBytes(result("tables/sim.rates.arrow"));
        run("-p", "seed=2", "--verbose");
        assertArrayEquals(copy, Files.readAllBytes(result("tables/sim.rates.arrow")));
    }

    @Test
    void aCopyThatIsEditedBeforeTheRunEndsIsWrittenAnew() throws IOException {
        Path copy = result("tables/sim.rates.arrow");
        byte[] good = Files.readAllBytes(copy);
        Files.delete(settledFile());
        run(new Hooked("Report: ", () -> Files.writeString(copy, "edited")), new StringWriter());
        run();
        assertArrayEquals(good, Files.readAllBytes(copy));
    }

    @Test
    void aCopyThatIsALinkSettlesNothing() throws IOException {
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
    void aDataFileThatIsReplacedByALinkToWhereNoneMayBeIsRefused() throws IOException {
        Path outside = Files.createTempFile("rows", "");
        try {
            Files.writeString(outside, CONNECTIONS);
            Files.delete(connections);
            Files.createSymbolicLink(connections, outside);
            Shell.Result linked = run();
            assertTrue(linked.err().contains("outside of the folder of the pipeline"), linked.err());
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void anEmptiedRecordOfTheRunIsWrittenAnew() throws IOException {
        List<Path> records;
        try (Stream<Path> files = Files.list(historyFolder())) {
            records = files.toList();
        }
        for (Path record : records) {
            Files.writeString(record, "");
        }
        assertFalse(takesTheShortWay());
        assertTrue(Shell.raw("log", "--file", pipeline().toString()).out().contains("done"));
    }

    @Test
    void anotherProgramIsNotSettled() throws IOException {
        oldFile("another one");
        assertFalse(isSettled());
        assertFalse(isSettled(Optional.empty(), "paper", List.of(), List.of(), List.of()));
        assertFalse(takesTheShortWay());
    }

    @Test
    void aProgramThatMayHaveBeenReplacedSinceItStartedSettlesNothing() throws IOException {
        Files.delete(settledFile());
        Files.writeString(program, "replaced");
        run();
        assertFalse(Files.exists(settledFile()));
    }

    @Test
    void aLinkToAProgramThatMayHaveBeenReplacedSettlesNothing() throws IOException {
        Files.delete(settledFile());
        Path fresh = Files.writeString(folder.resolve("fresh.jar"), "the program");
        Files.delete(program);
        Files.createSymbolicLink(program, fresh);
        run();
        assertFalse(Files.exists(settledFile()));
    }

    @Test
    void aDataFileOfOtherContentIsNoticedThoughItLooksTheSame() throws IOException {
        FileTime modified = Files.getLastModifiedTime(connections);
        Files.writeString(connections, CONNECTIONS.replace("E,E,0,1", "E,E,0,2"));
        Files.setLastModifiedTime(connections, modified);
        assertFalse(isSettled());
        assertFalse(takesTheShortWay());
    }

    @Test
    void aDataFileOfOneConditionIsNoticedToo() throws IOException {
        Files.writeString(connections.resolveSibling("more"), CONNECTIONS + "E,E,5,6,2.0\n");
        assertFalse(isSettled());
        assertTrue(run().err().contains(ONE_CONDITION));
    }

    @Test
    void aDataFileThatIsGoneIsNoticed() throws IOException {
        Files.delete(connections);
        Shell.Result gone = run();
        // Without the handlers of the whole command line an exception is all that there is to see.
        assertTrue(gone.err().contains("data/rows"), gone.err());
    }

    @Test
    void aCopyThatWasChangedOrRemovedIsWrittenAnew() throws IOException {
        for (String name : List.of("tables/sim.rates.arrow", "tables/mean-rates.summary.arrow", "tables/MANIFEST")) {
            byte[] good = Files.readAllBytes(result(name));
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(result(name), bad);
            assertFalse(takesTheShortWay(), name);
            assertArrayEquals(good, Files.readAllBytes(result(name)), name);
            assertTrue(takesTheShortWay(), name);
            Files.delete(result(name));
            assertFalse(takesTheShortWay(), name);
            assertArrayEquals(good, Files.readAllBytes(result(name)), name);
        }
    }

    @Test
    void theReportIsWrittenAnewWhenItIsGone() throws IOException {
        Files.delete(result("report.html"));
        assertFalse(takesTheShortWay());
        assertTrue(Files.exists(result("report.html")));
        assertTrue(takesTheShortWay());
    }

    @Test
    void theReportIsWrittenAnewAfterAVerification() throws IOException {
        assertFalse(Files.readString(result("report.html")).contains("REPRODUCED"));
        for (List<String> options : List.of(List.of("--update", "--cached"), List.of("--cached"))) {
            Shell.Result verified = new Shell(folder)
                    .run(Stream.concat(Stream.of("verify"), options.stream()).toArray(String[]::new));
            assertEquals(0, verified.exit(), verified.err());
        }
        assertFalse(isSettled());
        run();
        assertTrue(Files.readString(result("report.html")).contains("REPRODUCED"));
        assertTrue(takesTheShortWay());
    }

    @Test
    void aRunOfAnotherKindInBetweenIsRecordedAndSoIsTheNextOne() throws IOException {
        run("--profile", "longer");
        assertFalse(isSettled());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(takesTheShortWay());
    }

    @Test
    void aHistoryThatIsGoneIsWrittenAnew() throws IOException {
        deleteAll(historyFolder());
        assertFalse(takesTheShortWay());
        assertTrue(Files.exists(historyFolder()));
    }

    @Test
    void aResultThatTheStoreHasLostIsThereAgain() throws IOException {
        List<CacheKey> keys;
        try (Store store = Store.open(storeFolder())) {
            keys = store.keys().stream().sorted().toList();
        }
        assertTrue(keys.size() > 13, "points, collected tables, code");
        for (CacheKey key : keys) {
            try (Store store = Store.open(storeFolder())) {
                assertTrue(store.setAside(key));
            }
            assertTrue(isSettled(), "nothing outside of the store has changed");
            assertFalse(takesTheShortWay(), key.toString());
            try (Store store = Store.open(storeFolder())) {
                assertTrue(store.find(key).isPresent(), key.toString());
            }
        }
    }

    @Test
    void theShortWayMissesNoLostPackThatTheLongWayWouldCompute() throws IOException {
        for (Path pack : StoredOutputs.packs(storeFolder())) {
            deleteAll(pack);
            if (takesTheShortWay()) {
                assertTrue(run("--verbose").err().contains(NOTHING_TO_DO), pack.toString());
            }
        }
    }

    @Test
    void aStoreThatIsGoneIsFilledAgain() throws IOException {
        deleteAll(storeFolder());
        assertTrue(run().err().contains(ALL));
    }

    @Test
    void aDamagedFileIsNotBelieved() throws IOException {
        byte[] good = Files.readAllBytes(settledFile());
        for (int place = 0; place < good.length; place += 7) {
            byte[] bad = good.clone();
            bad[place] ^= 0x10;
            Files.write(settledFile(), bad);
            assertFalse(isSettled(), "byte " + place);
            Files.write(settledFile(), Arrays.copyOf(good, place));
            assertFalse(isSettled(), "cut at " + place);
        }
        Files.write(settledFile(), good);
        assertTrue(isSettled());
    }

    @Test
    void aFileThatCannotBeWrittenCostsNoRun() throws IOException {
        Files.delete(settledFile());
        Files.createDirectories(settledFile().resolve("in the way"));
        Shell.Result again = run();
        assertEquals(0, again.exit(), again.err());
        assertEquals(first.out(), again.out());
    }

    @Test
    void aRunThatFailedIsNotSettled() throws IOException {
        Files.writeString(pipeline(), PIPELINE.replace("duration: 100 ms", "duration: 110 ms"));
        assertEquals(1, run("-p", Shell.FAILING).exit());
        assertFalse(isSettled(Optional.of(program), "paper", List.of(Shell.FAILING), List.of(), List.of()));
    }

    @Test
    void whatWantsMoreThanTheResultsTakesTheLongWay() throws IOException {
        mark();
        assertTrue(run("--json").out().contains("run-finished"));
        assertTrue(run("--audit", "all").err().contains("agree with the store to the last bit"));
        assertTrue(run("--force", "sim").err().contains("6 points computed"));
        assertFalse(run("--verbose").out().contains("MARKED"));
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
