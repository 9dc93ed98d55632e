package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Lease;
import org.cb1network.cache.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandStartedWorkersTest {

    @TempDir
    private Path path;

    private final List<String> notices = new ArrayList<>();
    private long nanos;
    private JobFolder folder;
    private Store store;
    private Team team;
    private Workforce workforce;

    @BeforeEach
    void begin() throws IOException {
        folder = new JobFolder(Files.createDirectories(path.resolve("run")));
        store = Store.open(path.resolve("store"));
        team = new Team(folder, 2);
        HandStartedWorkers watch = new HandStartedWorkers(
                folder, SlurmJob.ofTwoWorkers(), List.of("-jar", "p.jar"), store, notices::add, () -> nanos);
        workforce = new Workforce(
                folder, SlurmJob.ofTwoWorkers(), team, Optional.empty(), Optional.of(watch), notices::add, () -> nanos);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private WorkerJournal start(int worker) {
        WorkerJournal journal = new WorkerJournal(folder, worker);
        journal.started("n" + worker, "1");
        journal.computing(List.of("ab"), 0);
        return journal;
    }

    /** Makes the last line of a worker as old as that. */
    private void age(int worker, Duration age) throws IOException {
        Files.setLastModifiedTime(
                folder.journal(worker), FileTime.from(Instant.now().minus(age)));
    }

    private void look() {
        nanos += Duration.ofSeconds(15).toNanos();
        team.refresh();
        workforce.look(12);
    }

    private long count(String part) {
        return notices.stream().filter(notice -> notice.contains(part)).count();
    }

    @Test
    void aWorkerThatIsSilentForMoreThanThreeMinutesIsNamedOnceWithItsProcessAndTheCommandThatStartsIt()
            throws IOException {
        start(1);
        start(2);
        age(1, Duration.ofSeconds(170));
        look();
        assertEquals(List.of(), notices);
        age(1, Duration.ofSeconds(190));
        look();
        look();
        String since = team.worker(1).lastSignText();
        assertEquals(2, notices.size(), notices::toString);
        assertTrue(
                notices.get(0)
                        .startsWith("worker 1 on n1 (process "
                                + ProcessHandle.current().pid() + ") has given no sign of life since " + since),
                notices::toString);
        assertTrue(notices.get(1).startsWith("    java -jar p.jar worker --job "), notices::toString);
        assertTrue(notices.get(1).endsWith(" --slice 1/2"), notices::toString);
    }

    @Test
    void aWorkerThatContinuesIsNamedAgain() throws IOException {
        WorkerJournal journal = start(1);
        start(2);
        age(1, Duration.ofMinutes(4));
        look();
        journal.computing(List.of("cd"), 1);
        look();
        assertEquals(1, count("worker 1 on n1 computes again"));
        age(1, Duration.ofMinutes(4));
        look();
        assertEquals(2, count("worker 1 on n1 (process"));
    }

    @Test
    void aSilentWorkerThatHasItsLockIsTakenForSuspendedUntilTheLockIsFree() throws IOException {
        start(1);
        start(2);
        age(1, Duration.ofMinutes(4));
        age(2, Duration.ofMinutes(4));
        try (Store other = Store.open(path.resolve("store"))) {
            Lease held = new LockReach(SlurmJob.ofTwoWorkers(), 1, other).hold().orElseThrow();
            look();
            assertEquals(1, count("worker 1 on n1 (process"));
            assertEquals(1, count("still has its lock"));
            assertEquals(0, count("no worker computes"));
            held.close();
            look();
        }
        assertEquals(2, count("worker 1 on n1 (process"));
        assertEquals(1, count("no worker computes"));
    }

    @Test
    void aHeadWhoseWorkersAreAllGoneSaysOnceWhatItWaitsForAndHowToStartOne() throws IOException {
        start(1);
        start(2).ended(WorkerStatus.End.STOPPED, "");
        age(1, Duration.ofMinutes(4));
        age(2, Duration.ofSeconds(30));
        look();
        assertEquals(0, count("no worker computes"), "what the second worker stored may not be visible yet");
        age(2, Duration.ofSeconds(90));
        look();
        look();
        assertEquals(1, count("no worker computes, and the run waits for 12 points"));
        assertTrue(notices.get(notices.size() - 1).endsWith(" --slice 1/2"), notices::toString);
    }

    @Test
    void aHeadWhoseWorkersAreNotStartedForAMinuteSaysSo() {
        for (int i = 0; i < 4; i++) {
            look();
        }
        assertEquals(List.of(), notices);
        look();
        assertEquals(1, count("no worker computes"));
    }

    @Test
    void aHeadWhoseFolderCannotBeWrittenGoesByItsOwnClock() throws IOException {
        start(1);
        start(2);
        team.refresh();
        Files.delete(folder.journal(1));
        Files.delete(folder.journal(2));
        Files.delete(folder.path());
        look();
        assertEquals(List.of(), notices);
    }
}
