package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.cache.ScratchFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gc --unreachable} removes nothing that a pipeline of the folder may need for its next run. */
class GcCommandTest {

    private static final String NOTHING_TO_DO = "nothing to do: the store has 7 points of 2 stages";

    /** No process has this number. */
    private static final long NO_PROCESS = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void run() throws IOException {
        shell = new Shell(folder);
        assertEquals(0, shell.run("run").exit());
    }

    private String collect(String... options) {
        String[] command = Stream.concat(Stream.of("gc", "--unreachable", "--grace", "0h"), Stream.of(options))
                .toArray(String[]::new);
        Shell.Result gc = shell.run(command);
        assertEquals(0, gc.exit(), gc.err());
        return gc.out();
    }

    @Test
    void whatAStageThatWaitsUsedLastStays() throws IOException {
        // The first stage has to run, but what the second one takes from it stays the same.
        String edited = Shell.PIPELINE.replace("record: {spikes: [E]}", "record: {spikes: []}");
        shell.write(edited);
        assertTrue(shell.run("plan").out().contains("mean-rates  waits for sim"));
        collect();
        assertTrue(shell.run("run").err().contains("6 points computed of 7"));
    }

    @Test
    void whatOtherProfilesAndPipelineFilesUseStays() throws IOException {
        shell.run("run", "--profile", "longer");
        String small = folder.resolve("small.yaml").toString();
        Files.writeString(folder.resolve("small.yaml"), Shell.PIPELINE.replace("seed: 1", "seed: 5"));
        Shell.raw("run", "--file", small);
        String said = collect("-p", "seed=9");
        assertTrue(
                said.contains("Always kept is what these use: pipeline.yaml, -p seed=9; small.yaml; pipeline.yaml,"
                        + " profile longer; pipeline.yaml\n"),
                said);
        assertEquals(NOTHING_TO_DO, shell.run("run").err().strip());
        assertEquals(
                NOTHING_TO_DO, shell.run("run", "--profile", "longer").err().strip());
        assertEquals(NOTHING_TO_DO, Shell.raw("run", "--file", small).err().strip());
    }

    @Test
    void whatCompleteRunsOfAnotherFolderUseStaysAsLongAsItIsThere(@TempDir Path elsewhere) throws IOException {
        Path other = elsewhere.resolve("pipeline.yaml");
        Files.writeString(other, Shell.PIPELINE.replace("seed: 1", "seed: 5"));
        String store = folder.resolve(".pipeline").resolve("store").toString();
        assertEquals(
                0,
                Shell.raw("run", "--file", other.toString(), "--cache-dir", store)
                        .exit());
        assertTrue(collect().contains(other + " (its complete runs)"));
        assertEquals(
                NOTHING_TO_DO,
                Shell.raw("run", "--file", other.toString(), "--cache-dir", store)
                        .err()
                        .strip());
        Files.delete(other);
        assertTrue(collect().contains("removed 1"), "its entries");
    }

    @Test
    void whatAPipelineUsedThatCannotBeReadAtPresentStays() throws IOException {
        Path small = folder.resolve("small.yaml");
        String good = Shell.PIPELINE.replace("seed: 1", "seed: 5");
        Files.writeString(small, good);
        Shell.raw("run", "--file", small.toString());
        Files.writeString(small, good + "  half an edit");
        assertTrue(collect().contains("small.yaml (as of its last run: it cannot be read now)"));
        Files.writeString(small, good);
        assertEquals(
                NOTHING_TO_DO,
                Shell.raw("run", "--file", small.toString()).err().strip());
    }

    @Test
    void whatOnlyTrialsAndPipelinesThatAreGoneUseIsRemoved() throws IOException {
        shell.run("run", "-p", "seed=2");
        Path small = folder.resolve("small.yaml");
        Files.writeString(small, Shell.PIPELINE.replace("seed: 1", "seed: 5"));
        Shell.raw("run", "--file", small.toString());
        Files.delete(small);
        collect();
        assertTrue(shell.run("run", "-p", "seed=2").err().contains("7 points computed of 7"));
        assertTrue(shell.run("run", "-p", "seed=5").err().contains("7 points computed of 7"));
    }

    @Test
    void whatKilledProcessesLeftIsCounted() throws IOException {
        String ofAKilledProcess = nameOfAKilledProcess();
        leave(ofAKilledProcess);
        String[] options = {"--scratch-dir", folder.toString(), "-n"};
        assertTrue(collect(options).contains("would remove 1 scratch folder of processes that were killed"));
        leave(ofAKilledProcess + "2");
        assertTrue(collect(options).contains("would remove 2 scratch folders of processes that were killed"));
    }

    @Test
    void aDoctorNamesWhatKilledProcessesLeftBeforeItRemovesIt() throws IOException {
        String left = nameOfAKilledProcess();
        leave(left);
        String named = folder.toRealPath().resolve(left) + ": left by a process that was killed";
        String[] options = {"doctor", "--scratch-dir", folder.toString(), "-n"};
        assertTrue(shell.run(options).outLines().contains(named));
        assertTrue(shell.run(Arrays.copyOf(options, 3)).outLines().contains(named + "; removed"));
        assertFalse(Files.exists(folder.resolve(left)));
    }

    private String nameOfAKilledProcess() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.create(List.of(folder))) {
            String name = String.valueOf(scratch.path().getFileName());
            return name.replace("-" + ProcessHandle.current().pid() + "-", "-" + NO_PROCESS + "-");
        }
    }

    private void leave(String scratchFolder) throws IOException {
        Files.createFile(Files.createDirectory(folder.resolve(scratchFolder)).resolve(".lock"));
    }
}
