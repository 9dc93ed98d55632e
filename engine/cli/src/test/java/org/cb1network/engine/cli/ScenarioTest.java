package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises to users, tested with real processes. Takes half a minute and is not part of the usual tests. */
@Tag("scenario")
class ScenarioTest {

    private static final String PIPELINE =
            Shell.PIPELINE.replace("1..3", "1..8").replace("100 ms", "500 ms");

    @TempDir
    private Path folder;

    @TempDir
    private Path undisturbed;

    @BeforeEach
    void write() throws IOException {
        new Shell(folder).write(PIPELINE);
        new Shell(undisturbed).write(PIPELINE);
    }

    private static int run(Path folder, String... more) throws Exception {
        return run(ChildJvm.THIS_JDK, folder, more);
    }

    private static int run(Path jdk, Path folder, String... more) throws Exception {
        String[] arguments =
                Stream.concat(Stream.of("run", "-q"), Stream.of(more)).toArray(String[]::new);
        try (ChildJvm child = Shell.start(jdk, folder.resolve("pipeline.yaml"), arguments)) {
            return child.join();
        }
    }

    /** Returns every result in the store of a folder: its digest by key and name. The store also has records of runs and pages. */
    private static SortedMap<String, String> artifacts(Path folder) throws IOException {
        SortedMap<String, String> artifacts = new TreeMap<>();
        try (Store store = Store.open(folder.resolve(".pipeline/store"))) {
            for (CacheKey key : store.keys()) {
                Entry entry = store.find(key).orElseThrow();
                boolean result = KeyPreimage.of(entry)
                        .filter(made ->
                                made.pointsOf().isPresent() || made.collected().isPresent())
                        .isPresent();
                for (StoredOutput output : result ? entry.outputs().values() : List.<StoredOutput>of()) {
                    artifacts.put(
                            key.digest().hex() + " " + output.name(),
                            output.digest().hex());
                }
            }
        }
        return artifacts;
    }

    private void assertSameArtifacts(String remark) throws IOException {
        SortedMap<String, String> here = artifacts(folder);
        SortedMap<String, String> there = artifacts(undisturbed);
        Set<Map.Entry<String, String>> difference = Sets.symmetricDifference(here.entrySet(), there.entrySet());
        assertEquals(Set.of(), difference, remark);
        assertTrue(here.size() > 17);
    }

    @Test
    void aRunKilledAtTenRandomMomentsEndsWithTheSameBytes() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10; i++) {
            try (ChildJvm child = Shell.start(folder.resolve("pipeline.yaml"), "run", "--json", "-j", "2")) {
                if (random.nextBoolean()) {
                    child.await("\"stage-started\"");
                }
                Thread.sleep(random.nextInt(800));
                child.kill();
            }
        }
        assertEquals(0, run(folder), "seed " + seed);
        assertEquals(0, run(undisturbed));
        assertSameArtifacts("seed " + seed);
        assertEquals(0, new Shell(folder).run("doctor").exit(), "seed " + seed);
    }

    @Test
    void twoRunsStartedTogetherComputeEachPointOnceAndBothSucceed() throws Exception {
        int computed = 0;
        Path pipeline = folder.resolve("pipeline.yaml");
        try (ChildJvm first = Shell.start(pipeline, "run", "-q");
                ChildJvm second = Shell.start(pipeline, "run", "-q")) {
            assertEquals(0, first.join());
            assertEquals(0, second.join());
        }
        for (String line : new Shell(folder).run("log").outLines()) {
            computed += Integer.parseInt(line.replaceAll(".*  (\\d+) of 17 points.*", "$1"));
        }
        assertEquals(17, computed);
        assertEquals(0, run(undisturbed));
        assertSameArtifacts("");
    }

    @Test
    void theNumberOfJobsAffectsNoByte() throws Exception {
        assertEquals(0, run(folder, "-j", "1"));
        assertEquals(0, run(undisturbed, "-j", "2"));
        assertSameArtifacts("");
    }

    @Test
    void anotherJdkGivesTheSameBytes() throws Exception {
        Optional<Path> other = otherJdk();
        if (other.isEmpty()) {
            System.out.println("No second JDK was found; name one in JAVA_25_HOME to compare its results.");
        }
        Assumptions.assumeTrue(other.isPresent(), "there is no second JDK");
        assertEquals(0, run(folder));
        assertEquals(0, run(other.get(), undisturbed), () -> "on " + other.get());
        assertSameArtifacts("");
    }

    private static Optional<Path> otherJdk() throws IOException {
        String named = System.getenv("JAVA_25_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return Optional.empty();
        }
        try (Stream<Path> jdks = Files.list(usual)) {
            return jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .findFirst();
        }
    }

    @Test
    void theSecondRunComputesNothing() throws Exception {
        assertEquals(0, run(folder));
        try (ChildJvm again = Shell.start(folder.resolve("pipeline.yaml"), "run", "--json")) {
            again.await("\"run-finished\",\"complete\":true,\"cancelled\":false,\"computed\":0,");
            assertEquals(0, again.join());
        }
    }

    @Test
    void widerSweepsComputeOnlyTheNewPoints() throws Exception {
        assertEquals(0, run(folder));
        Shell shell = new Shell(folder);
        shell.write(PIPELINE.replace("1..8", "1..9"));
        String plan = shell.run("plan", "--json").outLines().get(0);
        assertEquals(2, new ObjectMapper().readTree(plan).get("missing").intValue());
        assertTrue(shell.run("run").err().contains("3 points computed of 19"));
    }

    @Test
    void eightRunsWithCommonPointsDuringMaintenanceEndWithTheSameBytes() throws Exception {
        Path pipeline = folder.resolve("pipeline.yaml");
        Shell shell = new Shell(folder);
        shell.write(PIPELINE);
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int i = 1; i <= 8; i++) {
                children.add(Shell.start(pipeline, "run", "-q", "-p", "stages.sim.sweep.replicate=1.." + i));
            }
            while (children.stream().anyMatch(ChildJvm::isAlive)) {
                // Before the first of them has made the store, there is none to maintain.
                if (Files.exists(folder.resolve(".pipeline/store/FORMAT"))) {
                    // While others work, the collector may have to leave the store as it is.
                    Shell.Result collection = shell.run("gc", "--unreachable");
                    assertTrue(
                            Set.of(ExitCode.OK, ExitCode.STORE_UNUSABLE).contains(collection.exit()), collection::err);
                    Shell.Result check = shell.run("doctor");
                    assertEquals(0, check.exit(), check::err);
                }
            }
            for (ChildJvm child : children) {
                assertEquals(0, child.join());
            }
        } finally {
            children.forEach(ChildJvm::close);
        }
        assertEquals(0, run(folder));
        assertEquals(0, shell.run("gc", "--unreachable", "--grace", "0h").exit());
        assertEquals(0, run(undisturbed));
        assertSameArtifacts("");
    }
}
