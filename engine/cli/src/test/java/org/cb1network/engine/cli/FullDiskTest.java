package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands with a disk of a few kilobytes, which exists only for the process that mounts it. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    private static final List<String> PRIVATE_MOUNTS =
            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

    /** Runs a command ($3 and the following) with a disk of a size ($2) in a place ($1), and lists what is left on the disk. */
    private static final String WITH_DISK =
            "place=$1; mount -t tmpfs -o size=$2 tmpfs \"$place\" || exit 99; shift 2; \"$@\"; exit=$?; find \"$place\"; exit $exit";

    @TempDir
    private Path folder;

    private Shell shell;
    private Path disk;

    @BeforeAll
    static void requireMounts(@TempDir Path place) throws IOException, InterruptedException {
        Shell.requireProgram("unshare");
        Process probe = new ProcessBuilder(withDisk(place, "16k", List.of("true"))).start();
        assumeTrue(probe.waitFor() == 0, "the user may not mount disks");
    }

    private static List<String> withDisk(Path place, String size, List<String> command) {
        List<String> all = new ArrayList<>(PRIVATE_MOUNTS);
        all.addAll(List.of(WITH_DISK, "sh", place.toString(), size));
        all.addAll(command);
        return all;
    }

    @BeforeEach
    void runOnce() throws IOException {
        shell = new Shell(folder);
        assertEquals(0, shell.run("run").exit());
        disk = Files.createDirectories(folder.resolve("disk"));
    }

    /** Runs a command on a small disk. What it said ends with a list of the files on the disk. */
    private Shell.Result run(String size, String... arguments) throws IOException, InterruptedException {
        List<String> command = Shell.command(ChildJvm.THIS_JDK, shell.file(), arguments);
        try (ChildJvm child = ChildJvm.start(new ProcessBuilder(withDisk(disk, size, command)))) {
            int exit = child.join();
            String said = String.join("\n", child.lines());
            return new Shell.Result(exit, said, said);
        }
    }

    @Test
    void aVerificationWithoutSpaceLeavesNothingAndNamesTheDisk() throws Exception {
        assertEquals(0, shell.run("verify", "--cached", "--update").exit());
        Shell.Result verify = run("40k", "verify", "--scratch-dir", disk.toString());
        assertEquals(6, verify.exit(), verify.out());
        assertTrue(verify.out().contains("The disk of the scratch folder is full: free some space"), verify.out());
        assertFalse(verify.out().contains("gc"), verify.out());
        assertTrue(verify.out().endsWith("\n" + disk), verify.out());
    }

    @Test
    void aRunWhoseResultsDoNotFitNamesTheFileAndIsNotComplete() throws Exception {
        Files.move(folder.resolve("results"), folder.resolve("earlier"));
        Files.createSymbolicLink(folder.resolve("results"), disk);
        Shell.Result run = run("16k", "run", "--json");
        assertEquals(7, run.exit(), run.out());
        assertTrue(run.out().contains("\"event\":\"run-finished\",\"complete\":false"), run.out());
        assertTrue(run.out().contains(": No space left on device; the disk of "), run.out());
        assertFalse(run.out().contains(".tmp"), run.out());
    }
}
