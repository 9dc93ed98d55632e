package org.cb1network.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cb1network.cache.Store;
import org.cb1network.cli.settled.RunRequest;
import org.cb1network.cli.settled.Settlement;
import org.cb1network.engine.provenance.RunHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A run with nothing to do takes the short way; whatever has changed leads it the long way, to the same results as ever. The program
 * is a file that stands for {@code pipeline.jar}.
 */
class SettledRunTest {

    private static final String WITH_CONNECTIONS = Shell.PIPELINE.replace(
            "E -> E: {probability: 0.1, weight: 2 nS, release: 1}", "E -> E: {connections: data/rows, weight: 2 nS}");

    private static final String NOTHING_TO_DO = "nothing to do: the store has 7 points of 2 stages";

    @TempDir
    private Path folder;

    private Path program;
    private Path connections;
    private Shell.Result first;

    @BeforeEach
    void runOnce() throws IOException {
        program = Files.writeString(folder.resolve("program.jar"), "the program");
        connections = Files.createDirectories(folder.resolve("data")).resolve("rows");
        Files.writeString(connections, "pre_population,post_population,pre,post,weight_nS\nE,E,0,1,2.0\n");
        new Shell(folder).write(WITH_CONNECTIONS);
        first = run();
        assertEquals(0, first.exit(), first.err());
    }

    private Shell.Result run(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new RunCommand(Optional.of(program)));
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("--file", pipeline().toString()));
        arguments.addAll(List.of(options));
        int exit = command.execute(arguments.toArray(String[]::new));
        return new Shell.Result(exit, out.toString(), err.toString());
    }

    private Path pipeline() {
        return folder.resolve("pipeline.yaml");
    }

    private Path storeFolder() {
        return folder.resolve(".pipeline").resolve("store");
    }

    private Path settledFile() {
        return folder.resolve(".pipeline").resolve("settled");
    }

    private Settlement settlement(String profile, List<String> overrides, List<String> stages) {
        RunRequest request =
                new RunRequest(pipeline(), profile, overrides, List.of(stages, List.of(), List.of()), storeFolder());
        RunHistory history = new RunHistory(folder.resolve(".pipeline").resolve("history"));
        return Settlement.of(request, Optional.of(program), settledFile(), history);
    }

    private boolean isSettled() {
        return settlement("paper", List.of(), List.of()).unchanged().isPresent();
    }

    private Path copy(String name) {
        return folder.resolve("results").resolve("tables").resolve(name);
    }

    @Test
    void theSameRunIsSettledAndShowsTheSame() {
        assertTrue(isSettled());
        Shell.Result again = run();
        assertEquals(NOTHING_TO_DO, again.err().strip());
        assertEquals(first.out(), again.out());
        Shell.Result quiet = run("--quiet");
        assertEquals("", quiet.out() + quiet.err());
    }

    @Test
    void aRunThatShowedNothingIsNotEnoughForOneThatShowsSomething() throws IOException {
        Files.delete(settledFile());
        assertEquals("", run("--quiet").out());
        assertTrue(isSettled());
        assertEquals(first.out(), run().out());
    }

    @Test
    void anotherRequestIsNotSettled() {
        assertAll(
                () -> assertFalse(
                        settlement("longer", List.of(), List.of()).unchanged().isPresent()),
                () -> assertFalse(settlement("paper", List.of("seed=2"), List.of())
                        .unchanged()
                        .isPresent()),
                () -> assertFalse(settlement("paper", List.of(), List.of("sim"))
                        .unchanged()
                        .isPresent()));
        assertTrue(run("-p", "seed=2").err().contains("7 points computed"));
        assertTrue(run("--profile", "longer").err().contains("7 points computed"));
    }

    @Test
    void aChangedPipelineIsNotSettledAndWhatItTouchesIsComputed() throws IOException {
        Files.writeString(pipeline(), WITH_CONNECTIONS.replace("capacitance: 200 pF", "capacitance: 210 pF"));
        assertFalse(isSettled());
        assertTrue(run().err().contains("7 points computed of 7"));
        assertTrue(isSettled());
    }

    @Test
    void aCommentMakesItGoTheLongWayOnce() throws IOException {
        Files.writeString(pipeline(), WITH_CONNECTIONS + "# a remark\n");
        assertFalse(isSettled());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(isSettled());
    }

    @Test
    void anotherProgramIsNotSettled() throws IOException {
        Files.writeString(program, "another one");
        assertFalse(isSettled());
        assertFalse(Settlement.of(
                        new RunRequest(
                                pipeline(),
                                "paper",
                                List.of(),
                                List.of(List.of(), List.of(), List.of()),
                                storeFolder()),
                        Optional.empty(),
                        settledFile(),
                        new RunHistory(folder.resolve(".pipeline").resolve("history")))
                .unchanged()
                .isPresent());
    }

    @Test
    void aDataFileOfOtherContentIsNoticedThoughItLooksTheSame() throws IOException {
        var modified = Files.getLastModifiedTime(connections);
        Files.writeString(connections, Files.readString(connections).replace("E,E,0,1", "E,E,0,2"));
        Files.setLastModifiedTime(connections, modified);
        assertFalse(isSettled());
        assertTrue(run().err().contains("7 points computed of 7"));
    }

    @Test
    void aDataFileThatIsGoneIsNoticed() throws IOException {
        Files.delete(connections);
        assertFalse(isSettled());
        assertNotEquals(0, run().exit());
    }

    @Test
    void aCopyThatWasChangedOrRemovedIsWrittenAnew() throws IOException {
        byte[] good = Files.readAllBytes(copy("sim.rates.arrow"));
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(copy("sim.rates.arrow"), bad);
        assertFalse(isSettled());
        run();
        assertArrayEquals(good, Files.readAllBytes(copy("sim.rates.arrow")));
        Files.delete(copy("mean-rates.summary.arrow"));
        assertFalse(isSettled());
        run();
        assertTrue(Files.exists(copy("mean-rates.summary.arrow")));
    }

    @Test
    void theReportIsWrittenAnewWhenItIsGoneOrAVerificationWasMade() throws IOException {
        Path report = folder.resolve("results").resolve("report.html");
        Files.delete(report);
        assertFalse(isSettled());
        run();
        assertTrue(Files.exists(report));
        assertTrue(isSettled());
        Files.writeString(folder.resolve("results").resolve("verification.json"), "{}");
        assertFalse(isSettled());
    }

    @Test
    void aRunOfAnotherKindInBetweenIsRecordedAndSoIsTheNextOne() {
        run("--profile", "longer");
        assertFalse(isSettled());
        assertEquals(NOTHING_TO_DO, run().err().strip());
        assertTrue(isSettled());
    }

    @Test
    void aResultThatTheStoreHasLostIsComputedAgain() throws IOException {
        try (Store store = Store.open(storeFolder())) {
            store.setAside(store.keys().stream().sorted().findFirst().orElseThrow());
        }
        assertTrue(isSettled(), "nothing outside of the store has changed");
        Shell.Result again = run();
        assertEquals(0, again.exit(), again.err());
        assertEquals(first.out(), again.out());
    }

    @Test
    void aStoreThatIsGoneIsFilledAgain() throws IOException {
        deleteAll(storeFolder());
        assertTrue(run().err().contains("7 points computed of 7"));
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
    void aRunThatFailedIsNotSettled() throws IOException {
        Files.writeString(pipeline(), WITH_CONNECTIONS.replace("duration: 100 ms", "duration: 110 ms"));
        assertEquals(1, run("-p", Shell.FAILING).exit());
        assertFalse(settlement("paper", List.of(Shell.FAILING), List.of())
                .unchanged()
                .isPresent());
    }

    @Test
    void whatWantsMoreThanTheResultsTakesTheLongWay() {
        assertTrue(run("--json").out().contains("run-finished"));
        assertTrue(run("--audit", "all").err().contains("7"), "audited");
        assertTrue(run("--force", "sim").err().contains("6 points computed"));
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
