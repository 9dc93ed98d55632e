package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptionTest {

    /** Results of a point that takes about a second, and their lock. */
    private Shell slow;

    @BeforeAll
    void computeOnce(@TempDir Path place) throws IOException {
        slow = new Shell(place);
        slow.write(Shell.PIPELINE.replace("100 ms", "50 s").replace("1..3", "1").replace("[weak, strong]", "[weak]"));
        assertEquals(0, slow.run("run").exit());
        assertEquals(0, slow.run("verify", "--cached", "--update").exit());
    }

    @Test
    void ctrlCEndsWith130AndEverythingFinishedIsKept(@TempDir Path folder) throws Exception {
        Shell shell = new Shell(folder);
        shell.write(
                Shell.PIPELINE.replace("replicate: 1..3", "replicate: 1..200").replace("100 ms", "2 s"));
        try (ChildJvm run = Shell.start(shell.file(), "run", "--json", "-j", "1")) {
            run.await("\"point-computed\"");
            run.await("\"point-computed\"");
            run.signal("INT");
            assertEquals(130, run.join(), run.lines().toString());
        }
        int missing = new ObjectMapper()
                .readTree(shell.run("plan", "--json").outLines().get(0))
                .get("missing")
                .intValue();
        assertTrue(missing <= 398 && missing > 0, missing + " points missing");
        assertTrue(shell.run("log").out().contains("  stopped  "));
    }

    /** A bundle is written within a moment; what a killed {@code export} leaves of it, OwnFileTest says. */
    @ParameterizedTest
    @CsvSource({
        "run -p seed=2,                         TERM, 143",
        "run --audit all,                       TERM, 143",
        "verify,                                HUP,  129",
        "verify,                                INT,  130",
        "repeat --longest 60 --conditions serial-gc, TERM, 143"
    })
    void aStoppedCommandHasTheExitCodeOfTheSignalAndLeavesNothingBehind(String line, String signal, int code)
            throws Exception {
        Set<Path> before = files();
        List<ProcessHandle> children;
        try (ChildJvm command = Shell.start(slow.file(), line.split(" "))) {
            awaitWork(command);
            children = command.children().toList();
            command.signal(signal);
            assertEquals(code, command.join(), command.lines().toString());
            String said = String.join("\n", command.lines());
            assertTrue(
                    Pattern.compile("(?m)^(pipeline: )?stopped").matcher(said).find(), said);
            assertEquals(line.equals("verify"), said.contains("nothing is kept; the next 'verify' starts over"), said);
        }
        assertEquals(before, files());
        for (ProcessHandle child : children) {
            child.onExit().get(1, TimeUnit.MINUTES);
        }
        assertEquals(0, slow.run("doctor", "-n").exit());
    }

    /** Waits until the command computes: in the store, or in a folder of its own. */
    private void awaitWork(ChildJvm command) throws Exception {
        while (command.lines().stream().noneMatch(line -> line.contains(" to do, "))
                && scratchStores().isEmpty()) {
            assertTrue(command.isAlive(), command.lines().toString());
            Thread.sleep(5);
        }
    }

    private Set<Path> scratchStores() throws IOException {
        return files().stream()
                .filter(path -> path.toString().contains("/scratch-") && path.endsWith("store"))
                .collect(Collectors.toSet());
    }

    /** Returns the files of the folder and of the one of the store, but not those in it and not the records of runs. */
    private Set<Path> files() throws IOException {
        Set<Path> files = new TreeSet<>();
        for (Path folder : List.of(slow.folder(), slow.folder().resolve(".pipeline"))) {
            try (Stream<Path> all = Files.list(folder)) {
                files.addAll(all.toList());
            }
        }
        for (Path scratch : List.copyOf(files)) {
            Path store = scratch.resolve("store");
            if (Files.exists(store)) {
                files.add(store);
            }
        }
        return files;
    }

    @Test
    void aCopyMadeInTheMidstOfARunIsSoundAndGoesOnFromThere(@TempDir Path folder) throws Exception {
        Shell.requireProgram("cp");
        Path original = Files.createDirectory(folder.resolve("original"));
        Path copy = folder.resolve("copy");
        Shell shell = new Shell(original);
        shell.write(
                Shell.PIPELINE.replace("replicate: 1..3", "replicate: 1..20").replace("100 ms", "1 s"));
        try (ChildJvm run = Shell.start(shell.file(), "run", "--json", "-j", "1")) {
            run.await("\"point-computed\"");
            run.await("\"point-computed\"");
            // A temporary file may vanish while it is copied; that is no harm.
            new ProcessBuilder("cp", "-r", original.toString(), copy.toString())
                    .start()
                    .waitFor();
            assertTrue(run.isAlive(), "it was copied in the midst: " + run.lines());
        }
        Shell copied = new Shell(copy);
        copied.write(Files.readString(shell.file()));
        Shell.Result doctor = copied.run("doctor", "-n");
        assertEquals(0, doctor.exit(), doctor.out());
        assertTrue(doctor.out().startsWith("sound: "), doctor.out());
        String plan = copied.run("plan").out();
        assertTrue(plan.contains("will run, ") && !plan.contains("will run, 40 of 40"), plan);
        Shell.Result run = copied.run("run", "--until", "sim");
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void aMovedFolderHasItsResults(@TempDir Path folder) throws Exception {
        Shell shell = new Shell(Files.createDirectory(folder.resolve("before")));
        shell.run("run");
        Files.move(shell.folder(), folder.resolve("after"));
        Shell.Result moved = new Shell(folder.resolve("after")).run("run");
        assertTrue(moved.err().contains("nothing to do: the store has 7 points of 2 stages"), moved.err());
        assertFalse(Files.exists(folder.resolve("before")));
    }
}
