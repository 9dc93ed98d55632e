package org.cb1network.engine.verify.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.testing.ResultTables;
import org.cb1network.engine.verify.Samples;
import org.cb1network.engine.verify.result.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {

    @TempDir
    private Path folder;

    private Lock lock;

    @BeforeEach
    void lockTheSamples() throws IOException {
        LockedProfile profile = Snapshot.of(new Samples().results());
        lock = new Lock("sample", new TreeMap<>(Map.of("paper", profile, "quick", profile)));
    }

    private static Lock read(String text) {
        return LockReader.read(text.getBytes(StandardCharsets.UTF_8), "pipeline.lock");
    }

    @Test
    void locksAreReadBackToTheLastBit() {
        assertEquals(lock, read(LockWriter.text(lock)));
    }

    @Test
    void namesAndTextsOfAnyKindAreReadBack() {
        LockedProfile profile = lock.profiles().get("paper");
        TreeMap<String, String> choices = new TreeMap<>();
        for (String name : new String[] {
            "yes", "a: b", "1.0", "n", "- x", "#", "\"q\"", "\\", "a, b", "ä\n\t€", "", "{", "*a", "<<"
        }) {
            choices.put("." + name, name);
            choices.put(name + ".", name);
        }
        LockedProfile odd = new LockedProfile(
                "no",
                -1,
                profile.parameters(),
                profile.artifacts(),
                profile.figures(),
                choices,
                profile.numbers(),
                profile.published(),
                profile.claims());
        Lock other = new Lock("on: \"off\"", new TreeMap<>(Map.of("null", odd)));
        assertEquals(other, read(LockWriter.text(other)));
    }

    @Test
    void anotherYamlReaderUnderstandsIt() throws IOException {
        JsonNode root = new YAMLMapper().readTree(LockWriter.text(lock));
        JsonNode numbers =
                root.at("/profiles/paper/numbers/rates.summary.rate/rows").get("V1");
        assertEquals("[\"E\",\"I\"]", numbers.get("of").toString());
        assertEquals("[4.5,12.0]", numbers.get("mean").toString());
        assertEquals("[0.05,0.1]", numbers.get("se").toString());
        assertEquals(20, numbers.get("n").asInt());
        assertEquals("-50 mV", root.at("/parameters/simulate/threshold").asText());
        assertEquals(2, root.at("/profiles/paper/artifacts/sim.spikes/points").asInt());
    }

    @Test
    void aChangedNumberIsOneChangedLine() throws IOException {
        Samples changed = new Samples().withChoice("choice.choice.level", "4.3");
        String before = LockWriter.text(lock);
        String after = LockWriter.text(lock.with("paper", Snapshot.of(changed.results())));
        List<String> was = before.lines().toList();
        List<String> is = after.lines().toList();
        assertEquals(was.size(), is.size());
        long different = IntStream.range(0, was.size())
                .filter(line -> !was.get(line).equals(is.get(line)))
                .count();
        assertEquals(1, different);
    }

    @Test
    void aParameterThatAllProfilesHaveIsWrittenOnce() throws IOException {
        Samples changed = new Samples().withParameter("threshold", "-49.5 mV");
        Lock other = lock.with("paper", Snapshot.of(changed.results()));
        String text = LockWriter.text(other);
        assertEquals(2, text.split("duration:", -1).length);
        assertEquals(3, text.split("threshold:", -1).length);
        assertEquals(other, read(text));
    }

    @Test
    void replacingOneProfileKeepsTheOther() throws IOException {
        Path file = folder.resolve(Lock.FILE_NAME);
        lock.write(file);
        Samples changed = new Samples().with("rates.summary", ResultTables.summary(20, 9, 0.1));
        LockReader.read(file).with("paper", Snapshot.of(changed.results())).write(file);
        Lock read = LockReader.read(file);
        assertEquals(lock.profiles().get("quick"), read.profiles().get("quick"));
        assertEquals(
                9,
                read.profiles()
                        .get("paper")
                        .numbers()
                        .get("rates.summary.rate")
                        .rows()
                        .get("V1, E")
                        .mean());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aCorruptDigestIsReportedByLineAndColumn() {
        String text = LockWriter.text(lock);
        String spoilt = text.replaceFirst("sha256: \"[0-9a-f]{64}", "sha256: \"xyz");
        int line = 1 + (int) spoilt.substring(0, spoilt.indexOf("xyz")).lines().count() - 1;
        PipelineException problem = assertThrows(PipelineException.class, () -> read(spoilt));
        assertTrue(problem.getMessage().startsWith("pipeline.lock:" + line + ":"), problem.getMessage());
        assertTrue(problem.getMessage().contains("'xyz' is not a SHA-256 digest"), problem.getMessage());
    }

    @Test
    void missingAndMistypedValuesAreReported() {
        assertProblem("format: 2\npipeline: x\n", "pipeline.lock:1:1: 'profiles' is missing");
        assertProblem("format: 1\npipeline: x\nprofiles: {}\n", "this lock has format '1'");
        assertProblem(
                "format: 2\npipeline: x\nparameters: {}\nprofiles: {paper: 7}\n",
                "'7' was found where a mapping is expected");
        assertProblem(LockWriter.text(lock).replace("mean: [4.5", "mean: [many"), "'many' is not a number");
        assertProblem(
                LockWriter.text(lock).replace("mean: [4.5, ", "mean: ["),
                "the number of values differs from that of 'of'");
        assertProblem("<<<<<<< ours\n", "pipeline.lock");
    }

    @Test
    void aFileThatIsNoLockHasOneProblemAndAWayOut() {
        PipelineException problem = assertThrows(PipelineException.class, () -> read("mine\n"));
        assertEquals(
                "pipeline.lock:1:1: 'mine' was found where a mapping is expected; the file was edited; take it from the"
                        + " repository, or delete it and write it with 'verify --update'",
                problem.getMessage().strip());
    }

    private static void assertProblem(String text, String message) {
        PipelineException problem = assertThrows(PipelineException.class, () -> read(text));
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }
}
