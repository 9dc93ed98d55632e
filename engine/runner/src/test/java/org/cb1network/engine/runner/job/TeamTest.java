package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamTest {

    @TempDir
    private Path path;

    private void die(int worker, String point) {
        WorkerJournal journal = new WorkerJournal(new JobFolder(path), worker);
        journal.started("n1", "1");
        journal.computing(List.of(point), 3);
    }

    private Team team() {
        Team team = new Team(new JobFolder(path), 2);
        team.refresh();
        return team;
    }

    @Test
    void aFailureAtOneWorkerIsKnownToAll() {
        new WorkerJournal(new JobFolder(path), 2).failed("ab", "sim", "replicate=1", "too active");
        assertEquals(Optional.of("too active"), team().failure("ab"));
        assertEquals(Optional.empty(), team().failure("cd"));
    }

    @Test
    void aPointUnderWayWhenTwoWorkersDiedIsSuspiciousAndWhenThreeDiedItFails() throws IOException {
        HeadJournal head = new HeadJournal(new JobFolder(path));
        die(1, "ab");
        die(1, "ab");
        assertFalse(team().isSuspicious("ab"), "the second life has not ended");
        die(1, "cd");
        assertTrue(team().isSuspicious("ab"));
        assertEquals(Optional.empty(), team().failure("ab"));
        die(2, "ab");
        Team team = team();
        head.lost(2, "OUT_OF_MEMORY");
        team.refresh();
        assertTrue(team.failure("ab").orElseThrow().contains("OUT_OF_MEMORY"));
        assertFalse(team.isSuspicious("cd"));
    }

    @Test
    void aLossThatTheHeadNotedIsNotCountedAgainWhenTheWorkerBeginsAgain() throws IOException {
        die(1, "ab");
        Team team = team();
        new HeadJournal(new JobFolder(path)).lost(1, "");
        team.refresh();
        die(1, "cd");
        team.refresh();
        assertFalse(team.isSuspicious("ab"));
    }

    @Test
    void aWorkerThatSaidWhyItEndedLeavesNoPoints() {
        die(1, "ab");
        new WorkerJournal(new JobFolder(path), 1).ended(WorkerStatus.End.STOPPED, "");
        WorkerStatus status = team().worker(1);
        assertEquals(Optional.of(WorkerStatus.End.STOPPED), status.ended());
        assertTrue(status.underWay().isEmpty());
        assertEquals(3, status.computed());
    }
}
