package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Lease;
import org.cb1network.cache.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores whose processes do not see each other's locks are in two folders here. */
class LockReachTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    private Path path;

    private JobFolder folder;
    private Team team;
    private WorkerJournal second;

    @BeforeEach
    void begin() throws IOException {
        folder = new JobFolder(Files.createDirectories(path.resolve("run")));
        team = new Team(folder, 2);
        second = new WorkerJournal(folder, 2);
    }

    private LockReach worker(int number, Store store) {
        return new LockReach(SlurmJob.ofTwoWorkers(), number, store);
    }

    /** Gives the last report of the second worker a time, and reads it. */
    private void readAt(int second) throws IOException {
        Files.setLastModifiedTime(folder.journal(2), FileTime.from(NOON.plusSeconds(second)));
        team.refresh();
    }

    @Test
    void aWorkerThatGoesOnWhileAnotherCouldHaveItsLeaseHasOtherLocks() throws IOException {
        try (Store here = Store.open(path.resolve("here"));
                Store there = Store.open(path.resolve("there"))) {
            assertTrue(worker(2, there).hold().isPresent());
            LockReach first = worker(1, here);
            second.started("n2", "1");
            second.computing(List.of("ab"), 0);
            readAt(0);
            assertFalse(first.isLimited(team), "it may have ended without a word");
            second.computing(List.of("cd"), 1);
            readAt(30);
            assertTrue(first.isLimited(team));
        }
    }

    @Test
    void locksThatReachTheOtherWorkerAreNotComplainedOf() throws IOException {
        try (Store here = Store.open(path.resolve("here"));
                Store alsoHere = Store.open(path.resolve("here"))) {
            Optional<Lease> held = worker(2, alsoHere).hold();
            assertTrue(held.isPresent());
            LockReach first = worker(1, here);
            second.started("n2", "1");
            for (int beat = 0; beat < 3; beat++) {
                second.computing(List.of("ab"), beat);
                readAt(beat);
                assertFalse(first.isLimited(team));
            }
            held.get().close();
        }
    }

    @Test
    void aWorkerThatIsStartedAgainIsNotTakenForOneThatGoesOn() throws IOException {
        try (Store here = Store.open(path.resolve("here"));
                Store alsoHere = Store.open(path.resolve("here"))) {
            LockReach first = worker(1, here);
            second.started("n2", "1");
            second.computing(List.of("ab"), 0);
            readAt(0);
            assertFalse(first.isLimited(team), "killed: its lease is free");
            Optional<Lease> held = worker(2, alsoHere).hold();
            second.started("n3", "1");
            readAt(10);
            assertFalse(first.isLimited(team));
            second.computing(List.of("ab"), 0);
            readAt(20);
            assertFalse(first.isLimited(team));
            assertEquals(2, team.worker(2).starts());
            held.orElseThrow().close();
        }
    }
}
