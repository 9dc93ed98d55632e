package org.cb1network.engine.runner.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {

    private static final Instant NOON = Instant.parse("2022-05-24T12:00:00Z");

    private static final RunSettings PAPER = new RunSettings("pipeline.yaml", "toys", "paper", List.of());

    @TempDir
    private Path parent;

    private Path folder;
    private RunHistory history;

    @BeforeEach
    void open() {
        folder = parent.resolve("history");
        history = new RunHistory(folder);
    }

    private static RunHistory.Run run(int second, int computed, String key) {
        return new RunHistory.Run(
                NOON.plusSeconds(second),
                PAPER,
                "done",
                1.5,
                List.of(new RunHistory.StageLine(
                        "a", key, 2, computed, 1.25, Map.of("x=1", key), List.of(), Map.of())));
    }

    private List<RunHistory.Run> runs() throws IOException {
        try (Stream<RunHistory.Run> runs = history.latestFirst()) {
            return runs.toList();
        }
    }

    @Test
    void withoutRunsItIsEmptyAndCreatesNoFolder() throws IOException {
        assertEquals(List.of(), runs());
        assertTrue(Files.notExists(folder));
    }

    @Test
    void runsAreReadBackTheLatestFirst() throws IOException {
        history.add(run(1, 2, "aa"));
        history.add(run(3, 1, "cc"));
        history.add(run(2, 1, "bb"));
        assertEquals(List.of(run(3, 1, "cc"), run(2, 1, "bb"), run(1, 2, "aa")), runs());
    }

    @Test
    void predecessorsAndOutputsAreReadBack() throws IOException {
        RunHistory.StageLine stage = new RunHistory.StageLine(
                "mean",
                "ee",
                1,
                1,
                0.5,
                Map.of("", "aa"),
                List.of("scan", "sim"),
                Map.of("rates", new RunHistory.OutputLine("d1", "e1"), "svg", new RunHistory.OutputLine("d2", "e2")));
        history.add(new RunHistory.Run(NOON, PAPER, "done", 1, List.of(stage)));
        assertEquals(List.of(stage), runs().get(0).stages());
    }

    @Test
    void aRunOfAnEarlierVersionIsReadWithoutThemAndOneOfALaterVersionWithoutWhatIsNew() throws IOException {
        Files.createDirectories(folder);
        String head = "{\"started\":\"2022-05-24T12:00:00Z\",\"pipeline\":\"toys\",\"profile\":\"paper\","
                + "\"outcome\":\"done\",\"seconds\":1.5}\n";
        String stage = "{\"stage\":\"a\",\"points\":1,\"computed\":1,\"seconds\":1.0,\"keys\":{\"\":\"aa\"}";
        Files.writeString(folder.resolve("20220524T120000.000Z.jsonl"), head + stage + "}\n");
        Files.writeString(
                folder.resolve("20220524T120001.000Z.jsonl"),
                head + stage + ",\"later\":{\"x\":[1]},\"after\":[\"b\"]}\n");
        RunHistory.StageLine old = new RunHistory.StageLine("a", "", 1, 1, 1, Map.of("", "aa"), List.of(), Map.of());
        assertEquals(List.of(old), runs().get(1).stages());
        assertEquals(List.of("b"), runs().get(0).stages().get(0).after());
    }

    @Test
    void runsOfTheSameMillisecondAreAllKept() throws IOException {
        history.add(run(1, 2, "aa"));
        history.add(run(1, 2, "bb"));
        assertEquals(2, runs().size());
    }

    private boolean isRepeated(RunHistory.Run run) throws IOException {
        return history.isRepeated(run.identity(), run.started());
    }

    @Test
    void aRunRepeatsTheOneBeforeItIfItsStagesAreTheSame() throws IOException {
        assertFalse(isRepeated(run(1, 0, "aa")), "there is none before it");
        history.add(run(1, 2, "aa"));
        assertTrue(isRepeated(run(2, 0, "aa")));
        history.add(run(2, 2, "bb"));
        assertFalse(isRepeated(run(3, 0, "aa")));
    }

    @Test
    void aRunWithAFutureTimeIsIgnored() throws IOException {
        history.add(run(1, 2, "aa"));
        history.add(run(3600, 2, "bb"));
        assertTrue(isRepeated(run(2, 0, "aa")));
    }

    @Test
    void aRunThatAClockPutIntoTheFutureIsNotTheLastOne() throws IOException {
        history.add(run(1, 2, "aa"));
        history.add(run(1_000_000_000, 2, "bb"));
        assertEquals("aa", runs().get(0).stages().get(0).key());
        assertEquals(2, runs().size());
    }

    @Test
    void runsAreToldApartByFileProfileAndOverrides() throws IOException {
        RunSettings quick = new RunSettings("pipeline.yaml", "toys", "quick", List.of());
        RunSettings trial = new RunSettings("pipeline.yaml", "toys", "paper", List.of("seed=2", "x=[1, 2]"));
        RunSettings small = new RunSettings("small.yaml", "toys", "paper", List.of());
        List<RunSettings> all = List.of(small, trial, quick, PAPER);
        for (int i = 0; i < all.size(); i++) {
            history.add(new RunHistory.Run(NOON.minusSeconds(i), all.get(i), "done", 1, List.of()));
        }
        assertEquals(all, List.copyOf(history.settings()));
        assertEquals(List.of(trial, PAPER), settings(PAPER::haveProfileOf));
        assertEquals(List.of(PAPER), settings(PAPER::areThoseOf));
        assertEquals(List.of(PAPER), settings(other -> other.areBaseOf(PAPER)));
        assertEquals(List.of(trial, PAPER), settings(other -> other.areBaseOf(trial)));
    }

    private List<RunSettings> settings(Predicate<RunSettings> wanted) throws IOException {
        try (Stream<RunHistory.Run> runs = history.latestFirst(wanted)) {
            return runs.map(RunHistory.Run::settings).toList();
        }
    }

    @Test
    void aRecordOfAnEarlierVersionWithoutAFileIsOfThePipelineWithItsName() {
        RunSettings old = new RunSettings("", "toys", "paper", List.of());
        assertTrue(PAPER.areThoseOf(old));
        assertFalse(new RunSettings("other.yaml", "others", "paper", List.of()).areThoseOf(old));
    }

    @Test
    void anEmptiedRecordIsRepeatedByNone() throws IOException {
        history.add(run(1, 2, "aa"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "");
            }
        }
        assertFalse(isRepeated(run(3, 0, "aa")));
        assertFalse(history.repeat(run(1, 2, "aa").identity(), NOON.plusSeconds(3)));
    }

    @Test
    void anEarlierRunIsRecordedOnceMoreWithNothingToDoUnlessItIsTheLast() throws IOException {
        history.add(run(1, 2, "aa"));
        history.add(run(2, 1, "bb"));
        assertTrue(history.repeat(run(1, 2, "aa").identity(), NOON.plusSeconds(3)));
        assertTrue(history.repeat(run(1, 2, "aa").identity(), NOON.plusSeconds(4)));
        assertEquals(3, runs().size());
        assertEquals(0, runs().get(0).computed());
        assertEquals(run(1, 2, "aa").identity(), runs().get(0).identity());
        assertFalse(history.repeat(run(1, 2, "cc").identity(), NOON.plusSeconds(5)));
    }

    @Test
    void damagedAndForeignFilesAreLeftOut() throws IOException {
        history.add(run(1, 2, "aa"));
        Files.writeString(folder.resolve("20300101T000000.000Z.jsonl"), "{\"started\": \"20");
        Files.writeString(folder.resolve("20300102T000000.000Z.jsonl"), "");
        Files.write(folder.resolve("20300103T000000.000Z.jsonl"), new byte[] {(byte) 0xff, 0, 1});
        Files.writeString(folder.resolve("20300104T000000.000Z.jsonl"), "[1, 2]\n[3]\n");
        Files.writeString(folder.resolve("20300105T000000.000Z.jsonl"), "{}");
        Files.writeString(folder.resolve("note.txt"), "by hand");
        Files.createDirectory(folder.resolve("folder.jsonl"));
        assertEquals(List.of(run(1, 2, "aa")), runs());
        assertEquals(Set.of(run(1, 2, "aa").settings()), history.settings());
    }

    @Test
    void aFileCutAnywhereDoesNoHarm() throws IOException {
        history.add(run(1, 2, "aa"));
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length++) {
            Files.write(file, whole.substring(0, length).getBytes(StandardCharsets.UTF_8));
            assertTrue(runs().size() <= 1, "cut to " + length);
        }
    }
}
