package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.cli.jobs.ExecutorOptions;
import org.cb1network.engine.cli.jobs.JobRun;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on workers that are real processes, started as a user does who has ssh and no scheduler. */
class WorkersTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path alone;

    private Shell shell;
    private final List<Process> workers = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
    }

    @AfterEach
    void end() {
        workers.forEach(Process::destroyForcibly);
    }

    /** Starts the workers of a run that was begun with {@code --detach}, with the commands that it printed. */
    private void startWorkers(Shell.Result begun) throws IOException {
        String java =
                Path.of(System.getProperty("java.home")).resolve("bin/java").toString();
        List<String> commands = begun.err()
                .lines()
                .map(line -> line.replaceFirst("^manual: ", "").strip())
                .filter(line -> line.startsWith("java "))
                .toList();
        for (String command : commands) {
            workers.add(new ProcessBuilder("sh", "-c", "exec " + java + command.substring("java".length()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolve("worker-" + workers.size() + ".txt").toFile())
                    .start());
        }
    }

    private void awaitWorkers() throws Exception {
        for (Process worker : workers) {
            assertTrue(worker.waitFor(2, TimeUnit.MINUTES));
        }
    }

    private String printed() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < workers.size(); i++) {
            all.append(Files.readString(folder.resolve("worker-" + i + ".txt")));
        }
        return all.toString();
    }

    /** Outputs of entries that depend on the folder: the report, and what the store remembers of a run. */
    private static final Set<String> OF_A_FOLDER = Set.of("page", "run");

    private static SortedMap<String, String> outputs(Path folder) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Store store = Store.open(folder.resolve(".pipeline/store"))) {
            for (CacheKey key : store.keys()) {
                for (StoredOutput output :
                        store.find(key).orElseThrow().outputs().values()) {
                    if (!OF_A_FOLDER.contains(output.name())) {
                        digests.put(
                                key.digest().hex() + " " + output.name(),
                                output.digest().hex());
                    }
                }
            }
        }
        return digests;
    }

    @Test
    void twoWorkersYieldTheBytesOfARunWithoutWorkersAndTheHeadShowsTheResults() throws Exception {
        Shell.Result begun = shell.run("run", "--executor", "manual", "--workers", "2", "--detach");
        assertEquals(0, begun.exit(), begun.err());
        startWorkers(begun);
        assertEquals(2, workers.size());
        Shell.Result run = shell.run("jobs", "attach");
        assertEquals(0, run.exit(), run.err());
        awaitWorkers();
        for (Process worker : workers) {
            assertEquals(0, worker.exitValue(), printed());
        }
        assertTrue(Files.exists(folder.resolve("results/tables/mean-rates.summary.arrow")), run.out());
        assertEquals(0, new Shell(alone).run("run", "-q").exit());
        SortedMap<String, String> expected = outputs(alone);
        SortedMap<String, String> found = outputs(folder);
        found.keySet().retainAll(expected.keySet());
        assertEquals(expected, found);
    }

    @Test
    void aFailureAtAWorkerIsTheFailureOfTheRun() throws Exception {
        startWorkers(shell.run("run", "--executor", "manual", "--workers", "2", "--detach", "-p", Shell.FAILING));
        Shell.Result run = shell.run("jobs", "attach");
        assertEquals(ExitCode.STAGE_FAILED, run.exit(), run.err());
        assertTrue(run.err().contains("FAILED sim"), run.err());
        awaitWorkers();
    }

    @Test
    void aWorkerWithoutTheNonceOfTheRunSaysThatTheFolderIsNotShared() throws Exception {
        Shell.Result begun = shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        Path run;
        try (var folders = Files.list(folder.resolve(".pipeline/jobs"))) {
            run = folders.findFirst().orElseThrow();
        }
        assertEquals(0, begun.exit());
        Shell.Result worker = Shell.raw("worker", "--job", run.toString(), "--slice", "1/1", "--nonce", "other");
        assertEquals(ExitCode.NO_WORKERS, worker.exit());
        assertTrue(worker.err().contains("is not shared"), worker.err());
        assertTrue(shell.run("jobs", "log").out().contains("ended (refused)"));
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aRunWhoseOnlyWorkerCannotReadThePipelineEndsWithWhatTheWorkerSays() throws Exception {
        Shell.Result begun = shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        try (var folders = Files.list(folder.resolve(".pipeline/jobs"))) {
            Files.writeString(folders.findFirst().orElseThrow().resolve("pipeline.yaml"), "stages: 1\n");
        }
        startWorkers(begun);
        awaitWorkers();
        assertEquals(ExitCode.USAGE, workers.get(0).exitValue(), printed());
        Shell.Result run = shell.run("jobs", "attach");
        assertEquals(ExitCode.NO_WORKERS, run.exit(), run.err());
        assertTrue(run.err().contains("cannot take part"), run.err());
    }

    @Test
    void aRunOnWorkersOfAnotherVersionOfThePipelineIsNotJoined() throws Exception {
        Shell.Result begun = shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        assertEquals(0, begun.exit());
        Path jobs = folder.resolve(".pipeline/jobs");
        try (var folders = Files.list(jobs)) {
            Path run = folders.findFirst().orElseThrow();
            Files.writeString(run.resolve("w-001.jsonl"), "{\"event\":\"started\",\"host\":\"n1\"}\n");
        }
        shell.write(Shell.PIPELINE.replace("100 ms", "120 ms"));
        Shell.Result other = shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        assertEquals(ExitCode.STILL_RUNNING, other.exit(), other.err());
        assertTrue(other.err().contains("another version of the pipeline"), other.err());
    }

    @Test
    void aWorkerAndAHeadOfAnotherVersionOfTheProgramThanThatOfTheRunRefuse() throws Exception {
        shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        Path run = runs().get(0);
        Path description = run.resolve("run.json");
        Files.writeString(
                description,
                Files.readString(description).replaceFirst("(\"program\" : \")[0-9a-f]+", "$1" + "0".repeat(64)));
        Shell.Result worker = Shell.raw("worker", "--job", run.toString(), "--slice", "1/1");
        assertEquals(ExitCode.NO_WORKERS, worker.exit(), worker.err());
        assertTrue(worker.err().contains("another version of the program"), worker.err());
        Files.writeString(run.resolve("w-001.jsonl"), "{\"event\":\"started\",\"host\":\"n1\"}\n");
        Shell.Result head = shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        assertEquals(ExitCode.STILL_RUNNING, head.exit(), head.err());
        assertTrue(head.err().contains("another version of the program"), head.err());
    }

    private List<Path> runs() throws IOException {
        try (var folders = Files.list(folder.resolve(".pipeline/jobs"))) {
            return folders.toList();
        }
    }

    @Test
    void aRunWhosePipelineIsChangedWhileItBeginsLeavesNoFolder() throws Exception {
        PipelineOptions options = new PipelineOptions();
        options.file = shell.file();
        options.profile = PipelineReader.DEFAULT_PROFILE;
        ExecutorOptions executor = new ExecutorOptions();
        executor.executor = ExecutorSettings.Kind.MANUAL;
        executor.workers = 1;
        try (Workspace workspace = Workspace.open(options, warning -> {})) {
            Selection selection = Selection.of(workspace.pipeline(), List.of(), List.of(), false);
            Plan plan = workspace.planner().plan(selection);
            RunOptions how = new RunOptions(selection, false, Map::of);
            JobRun run = new JobRun(workspace, options, executor, List.of(), List.of(), how, notice -> {});
            shell.write(Shell.PIPELINE.replace("100 ms", "120 ms"));
            IllegalArgumentException changed = assertThrows(
                    IllegalArgumentException.class, () -> run.compute(plan, event -> {}, new Cancellation()));
            assertTrue(String.valueOf(changed.getMessage()).contains("was changed just now"), changed.getMessage());
        }
        assertEquals(List.of(), runs());
    }

    @Test
    void foldersOfRunsThatDidNotBeginAreDeletedWhenTheyAreOld() throws IOException {
        Path jobs = folder.resolve(".pipeline/jobs");
        for (String name : List.of("20260102-030405-0123abcd", "20260102-030406-0123abcd", "notes")) {
            Files.createDirectories(jobs.resolve(name));
            Files.writeString(jobs.resolve(name).resolve("pipeline.jar"), "a part of it");
        }
        for (String old : List.of("20260102-030405-0123abcd", "notes")) {
            Files.setLastModifiedTime(
                    jobs.resolve(old), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        Shell.Result clean = shell.run("jobs", "clean");
        assertEquals("1 run deleted\n", clean.out());
        assertEquals(Set.of(jobs.resolve("20260102-030406-0123abcd"), jobs.resolve("notes")), Set.copyOf(runs()));
    }

    @Test
    void theLogOfARunNamesWorkersThatAreSilentForMinutes() throws IOException {
        shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        Path journal = runs().get(0).resolve("w-001.jsonl");
        Files.writeString(journal, "{\"event\":\"started\",\"host\":\"n1\",\"pid\":\"7\"}\n");
        assertEquals(
                "worker 1 on n1: 0 points computed\n", shell.run("jobs", "log").out());
        Files.setLastModifiedTime(journal, FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
        String log = shell.run("jobs", "log").out();
        assertTrue(log.contains("0 points computed, and no sign of life since "), log);
    }

    @Test
    void theLogOfARunGoesOnWithWhatAnyWorkerPrints() throws Exception {
        shell.run("run", "--executor", "manual", "--workers", "2", "--detach");
        Path run = runs().get(0);
        Files.writeString(run.resolve("w-001.out"), "sim: 6 of 6\n");
        StringWriter printed = new StringWriter();
        Thread log = new Thread(() -> Main.commandLine()
                .setOut(new PrintWriter(printed, true))
                .execute("jobs", "--file", shell.file().toString(), "log", "-f"));
        log.start();
        try {
            await(printed, "sim: 6 of 6\n");
            Files.writeString(run.resolve("w-002.out"), "sim: 5 of 6\n");
            await(printed, "sim: 5 of 6\n");
            Files.writeString(run.resolve("w-001.out"), "done\n", StandardOpenOption.APPEND);
            await(printed, "worker 1:\ndone\n");
        } finally {
            log.interrupt();
            log.join();
        }
    }

    private static void await(StringWriter printed, String text) {
        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> {
                    while (!printed.toString().contains(text)) {
                        Thread.sleep(20);
                    }
                },
                printed::toString);
    }

    @Test
    void littleWorkIsComputedHereUnlessWorkersAreAskedFor() {
        Shell.Result run = shell.run("run", "--executor", "slurm");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().contains("less than a minute of work"), run.err());
        assertFalse(Files.exists(folder.resolve(".pipeline/jobs")));
    }

    @Test
    void aDryRunPrintsTheScriptAndHowLongItWillTake() {
        Shell.Result plan = shell.run("run", "-n", "--executor", "slurm", "--workers", "2");
        assertEquals(0, plan.exit(), plan.err());
        assertTrue(plan.out().contains("#SBATCH --signal=B:TERM@90"), plan.out());
        assertTrue(plan.out().contains("2 workers of 4 CPUs"), plan.out());
        assertFalse(Files.exists(folder.resolve(".pipeline/jobs")));
    }

    @Test
    void aDryRunOfARunByHandPrintsTheCommandsOfItsWorkers() {
        Shell.Result plan = shell.run("run", "-n", "--executor", "manual", "--workers", "2");
        assertEquals(0, plan.exit(), plan.err());
        assertTrue(plan.out().contains("--slice 2/2"), plan.out());
        assertFalse(plan.out().contains("SBATCH"), plan.out());
    }

    @Test
    void aPointThatNeedsMoreMemoryThanAWorkerHasIsRefusedBeforeAnythingIsSubmitted() throws IOException {
        shell.write(Shell.PIPELINE.replace("size: 40", "size: 40000") + "executors: {slurm: {memory: 1 GB}}\n");
        Shell.Result run = shell.run("run", "--executor", "slurm", "--workers", "2");
        assertEquals(ExitCode.USAGE, run.exit(), run.err());
        assertTrue(run.err().contains("MiB; give executors.slurm.memory a larger value"), run.err());
    }

    @Test
    void runsWhoseWorkersHaveEndedCanBeDeleted() {
        shell.run("run", "--executor", "manual", "--workers", "1", "--detach");
        assertTrue(shell.run("jobs").out().contains("manual: ended"));
        assertEquals(0, shell.run("jobs", "clean").exit());
        assertTrue(shell.run("jobs").out().contains("no runs on workers"));
    }
}
