package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A process may end at any moment. Everything that it had published then exists, and nothing else is ever used. */
class CrashTest {

    /** A log is only truncated after a failed write. */
    private static final Set<Step> STEPS_OF_PROTOCOL = EnumSet.complementOf(EnumSet.of(Step.CUT_LOG));

    @TempDir
    private Path folder;

    @Test
    void theProtocolTakesEveryStep() throws IOException {
        FaultyFiles files = FaultyFiles.sound();
        new Protocol(folder.resolve("store"), files).run();
        assertEquals(STEPS_OF_PROTOCOL, EnumSet.copyOf(files.occurrences().keySet()));
    }

    /**
     * Simulates crashes within this process: at every step, before, in the middle and after it, at the first and later
     * occurrences.
     */
    @TestFactory
    Stream<DynamicTest> nothingIsLostOrWrongAfterACrash() throws IOException {
        FaultyFiles counting = FaultyFiles.sound();
        new Protocol(folder.resolve("undisturbed"), counting).run();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<Step, Integer> step : counting.occurrences().entrySet()) {
            for (FaultyFiles.Moment moment : Scale.momentsOfCrash(step.getKey())) {
                for (int at : Scale.some(step.getValue())) {
                    String name = step.getKey() + " " + moment + " " + at;
                    tests.add(DynamicTest.dynamicTest(name, () -> crash(step.getKey(), moment, at)));
                }
            }
        }
        return tests.stream();
    }

    private void crash(Step step, FaultyFiles.Moment moment, int at) throws IOException {
        Path root = folder.resolve(step + "-" + moment + "-" + at);
        FaultyFiles files = FaultyFiles.crashing(step, moment, at);
        Protocol protocol = new Protocol(root, files);
        try {
            protocol.run();
            return;
        } catch (FaultyFiles.Crash e) {
            assertTrue(files.isDead());
        }
        checkAfterCrash(root, protocol.promised());
    }

    /** Checks what must hold after a crash, and that the store remains usable. */
    static void checkAfterCrash(Path root, Set<String> promised) throws IOException {
        Samples.Ear ear = new Samples.Ear();
        try (Store store = Samples.open(root, ear, FaultyFiles.sound())) {
            for (String name : Protocol.KEYS) {
                boolean readable = Samples.isReadable(store, name);
                assertTrue(
                        readable || !promised.contains(name),
                        name + " was published and is gone; " + root.getFileName() + ear.heard());
            }
            checkComplete(ear);
            for (String name : Protocol.KEYS) {
                Samples.publish(store, name);
                assertTrue(Samples.isReadable(store, name), name);
            }
            assertTrue(store.tryLease(Samples.key("a")).isPresent());
        }
        checkNoLitter(root);
    }

    /** Checks that no entry lacks an object, except the one whose object the protocol damages. */
    private static void checkComplete(Samples.Ear ear) {
        String damaged = Samples.key("large d").digest().shortHex();
        assertTrue(
                ear.heard().stream()
                        .filter(warning -> warning.kind() == StoreWarning.Kind.MISSING_OBJECT)
                        .allMatch(warning -> warning.message().contains(damaged)),
                () -> "an entry was published before its objects: " + ear.heard());
    }

    private static void checkNoLitter(Path root) throws IOException {
        try (Store store = Samples.open(root, StoreListener.silent(), FaultyFiles.sound())) {
            Set<CacheKey> keep = new TreeSet<>();
            Protocol.KEYS.stream().map(Samples::key).forEach(keep::add);
            Samples.collectAllBut(store, keep);
            DoctorReport report = Samples.examine(store, true);
            assertTrue(report.healthy(), report.toString());
            assertEquals(Protocol.KEYS.size(), report.entries());
            assertEquals(4, report.objects());
            assertTrue(Samples.packs(root).size() <= Merge.MANY + 1);
            assertTrue(Samples.packs(root).stream()
                    .allMatch(pack -> pack.toString().endsWith(Pack.SEALED)));
            assertEquals(List.of(), Samples.files(root.resolve("tmp")));
            for (String name : Protocol.KEYS) {
                assertTrue(Samples.isReadable(store, name), name);
            }
        }
        try (Stream<Path> content = Files.list(root)) {
            assertFalse(content.anyMatch(file -> file.getFileName().toString().startsWith("FORMAT.")));
        }
    }

    /** Repeats this with processes that really end, at some steps or all of them. */
    @TestFactory
    Stream<DynamicTest> nothingIsLostOrWrongAfterAProcessEnded() {
        Set<Step> some = EnumSet.of(
                Step.WRITE_FORMAT,
                Step.MOVE_OBJECT,
                Step.START_LOG,
                Step.APPEND_RECORD,
                Step.SET_OBJECT_ASIDE,
                Step.MOVE_MERGED,
                Step.DELETE_PACK,
                Step.DELETE_OBJECT);
        return (Scale.all() ? STEPS_OF_PROTOCOL : some)
                .stream().map(step -> DynamicTest.dynamicTest(step.toString(), () -> halt(step)));
    }

    private void halt(Step step) throws IOException, InterruptedException {
        Path root = folder.resolve("halted-" + step);
        FaultyFiles.Moment moment = Scale.momentsOfCrash(step).iterator().next();
        ChildJvm child = ChildMain.start("protocol", root.toString(), step.toString(), moment.toString());
        assertEquals(137, child.join(), () -> "the other process did not end at " + step);
        Set<String> promised = new TreeSet<>();
        child.lines().forEach(line -> promised.addAll(List.of(line.split(","))));
        checkAfterCrash(root, promised);
    }

    /** Disk changes of the protocol, each with the moments before, in the middle and after it. */
    private int moments() throws IOException {
        int[] count = {0};
        new Protocol(folder.resolve("counted"), new FaultyFiles((step, moment, occurrence) -> count[0]++)).run();
        return count[0];
    }

    /** Processes that end at arbitrary moments: a few, chosen by a seed, or one at every moment. */
    @TestFactory
    Stream<DynamicTest> nothingIsLostOrWrongAtWhateverMomentAProcessEnds() throws IOException {
        int moments = moments();
        IntStream chosen =
                Scale.all() ? IntStream.rangeClosed(1, moments) : new SplittableRandom(17).ints(4, 1, moments + 1);
        return chosen.mapToObj(
                at -> DynamicTest.dynamicTest("moment " + at + " of " + moments, () -> haltAt(at, moments)));
    }

    /**
     * Records are forced to disk in groups, whose number depends on time, so the runs differ in length: by a few moments on
     * a quiet machine, by more than a tenth on a busy one. If a run was over before the moment, another run ends earlier.
     */
    private void haltAt(int at, int moments) throws IOException, InterruptedException {
        Path root = folder.resolve("halted-at-" + at);
        ChildJvm child = ChildMain.start("halt", root.toString(), Integer.toString(at));
        int exit = child.join();
        if (exit == 0 && at > moments / 2) {
            haltAt(at - Math.max(1, moments / 50), moments);
            return;
        }
        assertEquals(137, exit, () -> "the other process did not end at moment " + at);
        Set<String> promised = new TreeSet<>();
        child.lines().forEach(line -> promised.addAll(List.of(line.split(","))));
        checkAfterCrash(root, promised);
    }
}
