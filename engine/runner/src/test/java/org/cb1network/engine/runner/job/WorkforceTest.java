package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.run.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a scheduler that says what the test wants. */
class WorkforceTest {

    private static final Slurm.Answer NOBODY = new Slurm.Answer(0, "", "");

    @TempDir
    private Path path;

    private final List<String> commands = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Slurm.Answer queue = NOBODY;
    private Optional<Slurm.Answer> accounting = Optional.empty();
    private Submitting whenSubmitting = () -> {};
    private long nanos;
    private JobFolder folder;
    private Team team;
    private Workforce workforce;

    private interface Submitting {
        void run() throws IOException;
    }

    @BeforeEach
    void begin() {
        folder = new JobFolder(path);
        team = new Team(folder, 2);
        workforce = new Workforce(
                folder,
                SlurmJob.ofTwoWorkers(),
                team,
                Optional.of(new Slurm(this::answer)),
                Optional.empty(),
                notices::add,
                () -> nanos);
    }

    private Slurm.Answer answer(List<String> command) throws IOException {
        commands.add(command.get(0));
        return switch (command.get(0)) {
            case "sbatch" -> {
                whenSubmitting.run();
                yield new Slurm.Answer(0, "17\n", "");
            }
            case "squeue" -> queue;
            case "sacct" -> accounting.orElseThrow(() -> new IOException("there is no sacct"));
            default -> NOBODY;
        };
    }

    @Test
    void asManyPointsAreComputedAtATimeAsAllWorkersHaveCpus() throws IOException {
        try (Store store = Store.open(path.resolve("store"));
                RemoteExecutor executor = new RemoteExecutor(store, team, workforce, new Cancellation(), false)) {
            assertEquals(2 * 4, executor.computedAtATime());
        }
    }

    private void halfAMinuteLater() {
        nanos += Duration.ofSeconds(32).toNanos();
        workforce.look(1);
    }

    private long count(String command) {
        return commands.stream().filter(command::equals).count();
    }

    @Test
    void theSchedulerIsAskedAtMostTwiceAMinute() throws IOException {
        queue = new Slurm.Answer(0, "17_1|RUNNING|None\n17_2|RUNNING|None\n", "");
        workforce.start("head");
        for (int second = 0; second < 120; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            workforce.look(1);
        }
        assertTrue(count("squeue") <= 4, () -> count("squeue") + " times in two minutes");
        assertEquals(1, count("sbatch"));
    }

    @Test
    void aWorkerThatIsGoneWithoutAWordIsReplaced() throws IOException {
        workforce.start("head");
        WorkerJournal journal = new WorkerJournal(folder, 1);
        journal.started("n1", "1");
        journal.computing(List.of("ab"), 0);
        queue = new Slurm.Answer(0, "17_2|RUNNING|None\n", "");
        halfAMinuteLater();
        assertEquals(2, count("sbatch"));
        assertTrue(notices.contains("worker 1 on n1 is gone"), notices::toString);
    }

    /** Ends both workers as Slurm does when their time is up, after a number of points each. */
    private void timeIsUp(int computed) {
        for (int worker = 1; worker <= 2; worker++) {
            WorkerJournal journal = new WorkerJournal(folder, worker);
            journal.started("n" + worker, "1");
            journal.computing(List.of(), computed);
            journal.ended(WorkerStatus.End.STOPPED, "");
        }
        halfAMinuteLater();
    }

    @Test
    void workThatTakesManyTimeLimitsGetsAsManyWorkers() throws IOException {
        workforce.start("head");
        for (int limit = 0; limit < 10; limit++) {
            timeIsUp(1);
        }
        assertFalse(workforce.isGivenUp(), workforce.problem());
        assertEquals(1 + 10, count("sbatch"));
    }

    @Test
    void workersWhoseTimeIsUpAreReplacedAlthoughAnotherWasLostTooOften() throws IOException {
        workforce.start("head");
        WorkerJournal one = new WorkerJournal(folder, 1);
        WorkerJournal two = new WorkerJournal(folder, 2);
        for (int limit = 0; limit < 10; limit++) {
            one.started("n1", "1");
            one.computing(List.of("ab"), 0);
            two.started("n2", "1");
            two.computing(List.of(), 1);
            two.ended(WorkerStatus.End.STOPPED, "");
            halfAMinuteLater();
        }
        assertFalse(workforce.isGivenUp(), workforce.problem());
        assertEquals(1 + 10, count("sbatch"));
        assertEquals(
                5, notices.stream().filter("worker 1 on n1 is gone"::equals).count());
    }

    @Test
    void workersWhoseTimeIsUpBeforeTheyHaveComputedAPointAreGivenUp() throws IOException {
        workforce.start("head");
        for (int limit = 0; limit < 10; limit++) {
            timeIsUp(0);
        }
        assertTrue(workforce.isGivenUp());
        assertEquals(3, count("sbatch"));
    }

    @Test
    void aWorkerThatNeededTooMuchMemoryIsNamedWithWhatToDo() throws IOException {
        accounting = Optional.of(new Slurm.Answer(0, "OUT_OF_MEMORY\n", ""));
        workforce.start("head");
        new WorkerJournal(folder, 1).started("n1", "1");
        queue = new Slurm.Answer(0, "17_2|RUNNING|None\n", "");
        halfAMinuteLater();
        assertTrue(
                notices.contains(
                        "worker 1 on n1 is gone (OUT_OF_MEMORY); give executors.slurm more memory or fewer cpus"),
                notices::toString);
    }

    @Test
    void withoutTheCommandsOfSlurmTheUserIsSentToALoginNode() {
        Slurm none = new Slurm(command -> {
            throw new IOException("no such file");
        });
        SchedulerException refused =
                assertThrows(SchedulerException.class, () -> none.submit(folder.script(), List.of(1)));
        assertTrue(String.valueOf(refused.getMessage()).contains("login node"), refused.getMessage());
    }

    @Test
    void aSchedulerThatDoesNotAnswerIsNoReasonToReplaceAnybodyAndIsToldOfOnce() throws IOException {
        workforce.start("head");
        queue = new Slurm.Answer(1, "", "slurm_load_jobs error: Unable to contact slurm controller");
        halfAMinuteLater();
        halfAMinuteLater();
        assertEquals(1, count("sbatch"));
        assertEquals(
                1,
                notices.stream()
                        .filter(notice -> notice.contains("does not answer"))
                        .count());
    }

    @Test
    void garbageInTheAnswerCountsAsNoAnswer() throws IOException {
        workforce.start("head");
        queue = new Slurm.Answer(0, "*** maintenance tonight ***\n", "");
        halfAMinuteLater();
        assertEquals(1, count("sbatch"));
    }

    @Test
    void whyWorkersWaitInTheQueueIsShown() throws IOException {
        workforce.start("head");
        queue = new Slurm.Answer(0, "17_1|PENDING|Priority\n17_2|PENDING|Priority\n", "");
        halfAMinuteLater();
        assertTrue(notices.contains("workers wait in the queue: Priority"), notices::toString);
    }

    @Test
    void workersThatNeverComputeAnythingAreGivenUpWithTheirLastWords() throws IOException {
        Files.writeString(folder.output(2), "pipeline: Java is not on n2\n");
        workforce.start("head");
        halfAMinuteLater();
        assertFalse(workforce.isGivenUp());
        halfAMinuteLater();
        assertTrue(workforce.isGivenUp());
        assertTrue(workforce.problem().contains("Java is not on n2"), workforce.problem());
        assertEquals(2, count("sbatch"));
    }

    @Test
    void aWorkerWhoseDiskIsFullIsNotReplaced() throws IOException {
        workforce.start("head");
        WorkerJournal journal = new WorkerJournal(folder, 1);
        journal.started("n1", "1");
        journal.ended(WorkerStatus.End.STORE, "No space left on device");
        queue = new Slurm.Answer(0, "17_2|RUNNING|None\n", "");
        halfAMinuteLater();
        halfAMinuteLater();
        assertEquals(1, count("sbatch"));
        assertEquals(
                1,
                notices.stream()
                        .filter(notice -> notice.contains("No space left"))
                        .count());
    }

    @Test
    void aRunWhoseWorkersAllFindTheDiskFullIsGivenUpAndNotSubmittedAgain() throws IOException {
        workforce.start("head");
        for (int worker = 1; worker <= 2; worker++) {
            WorkerJournal journal = new WorkerJournal(folder, worker);
            journal.started("n1", "1");
            journal.ended(WorkerStatus.End.STORE, "No space left on device");
        }
        halfAMinuteLater();
        halfAMinuteLater();
        assertTrue(workforce.hasStoreFailed());
        assertTrue(workforce.problem().contains("No space left"), workforce.problem());
        assertEquals(1, count("sbatch"));
    }

    private void refuse(int worker) {
        WorkerJournal journal = new WorkerJournal(folder, worker);
        journal.started("n" + worker, "1");
        journal.ended(WorkerStatus.End.REFUSED, "rates.csv is missing");
    }

    @Test
    void whatAWorkerThatCannotTakePartSaysIsShownOnceAndTheOthersGoOn() {
        workforce = byHand();
        refuse(1);
        team.refresh();
        workforce.look(1);
        workforce.look(1);
        assertEquals(List.of("worker 1 on n1 cannot take part: rates.csv is missing"), notices);
        assertFalse(workforce.isGivenUp());
    }

    @Test
    void aRunByHandIsGivenUpIfNoWorkerCanTakePart() {
        workforce = byHand();
        refuse(1);
        refuse(2);
        team.refresh();
        workforce.look(1);
        assertTrue(workforce.isGivenUp());
        assertTrue(
                workforce.problem().contains("worker 2 on n2 cannot take part: rates.csv is missing"),
                workforce.problem());
        assertFalse(workforce.hasStoreFailed());
    }

    @Test
    void aRunByHandIsGivenUpIfAllWorkersCannotTakePartOrCannotUseTheStore() {
        workforce = byHand();
        refuse(1);
        WorkerJournal full = new WorkerJournal(folder, 2);
        full.started("n2", "1");
        full.ended(WorkerStatus.End.STORE, "No space left on device");
        team.refresh();
        workforce.look(1);
        assertTrue(workforce.hasStoreFailed());
    }

    @Test
    void workersOfASchedulerThatCannotTakePartAreReplacedBeforeTheRunIsGivenUp() throws IOException {
        workforce.start("head");
        refuse(1);
        refuse(2);
        halfAMinuteLater();
        assertFalse(workforce.isGivenUp());
        assertEquals(2, count("sbatch"));
    }

    private Workforce byHand() {
        return new Workforce(
                folder, SlurmJob.ofTwoWorkers(), team, Optional.empty(), Optional.empty(), notices::add, () -> nanos);
    }

    @Test
    void aRunIsGivenUpIfOneWorkerFoundTheDiskFullAndTheOthersHaveNothingMoreToDo() throws IOException {
        workforce.start("head");
        WorkerJournal full = new WorkerJournal(folder, 1);
        full.started("n1", "1");
        full.ended(WorkerStatus.End.STORE, "No space left on device");
        WorkerJournal other = new WorkerJournal(folder, 2);
        other.started("n2", "1");
        other.ended(WorkerStatus.End.FAILED, "");
        halfAMinuteLater();
        assertTrue(workforce.hasStoreFailed());
        assertEquals(1, count("sbatch"));
    }

    @Test
    void workersThatAreInTheQueueAreWaitedForAlthoughTheFolderCannotBeWritten() throws IOException {
        whenSubmitting = () -> {
            Files.delete(folder.headJournal());
            Files.createDirectory(folder.headJournal());
        };
        workforce.start("head");
        assertTrue(notices.contains("17: 2 workers submitted"), notices::toString);
    }

    @Test
    void aRefusalOfTheSchedulerIsShownInItsWords() {
        Slurm refusing =
                new Slurm(command -> new Slurm.Answer(1, "", "sbatch: error: invalid partition specified: x\n"));
        SchedulerException refused =
                assertThrows(SchedulerException.class, () -> refusing.submit(folder.script(), List.of(1, 2)));
        assertTrue(String.valueOf(refused.getMessage()).contains("invalid partition specified: x"));
    }
}
