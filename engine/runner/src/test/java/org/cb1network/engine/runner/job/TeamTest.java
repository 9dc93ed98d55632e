package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

    @Test
    void linesWithoutMeaningHideNoOthers() throws IOException {
        JobFolder folder = new JobFolder(path);
        Journal worker = new Journal(folder.journal(1));
        worker.write(WorkerJournal.STARTED, "host", "n1");
        worker.write(WorkerJournal.COMPUTING, "done", "many");
        worker.write(WorkerJournal.ENDED, "why", "BORED");
        worker.write(WorkerJournal.FAILED, "key", "ab", "message", "too active");
        Journal head = new Journal(folder.headJournal());
        head.write(HeadJournal.LOST, "worker", "me");
        head.write(HeadJournal.SUBMITTED, "id", "17");
        Team team = team();
        assertEquals("n1", team.worker(1).host());
        assertTrue(team.worker(1).isUnderWay());
        assertEquals(Optional.of("too active"), team.failure("ab"));
        assertEquals(List.of("17"), team.submissions());
    }

    @Test
    void aJournalThatCannotBeReadHidesNoOthers() throws IOException {
        JobFolder folder = new JobFolder(path);
        Files.createDirectory(folder.journal(1));
        new WorkerJournal(folder, 2).failed("ab", "sim", "replicate=1", "too active");
        assertEquals(Optional.of("too active"), team().failure("ab"));
    }

    @Test
    void aLineWithTheTimeOfTheOneBeforeIsRead() throws IOException {
        JobFolder folder = new JobFolder(path);
        FileTime second = FileTime.fromMillis(1_000_000);
        die(1, "ab");
        Files.setLastModifiedTime(folder.journal(1), second);
        Team team = team();
        new WorkerJournal(folder, 1).ended(WorkerStatus.End.COMPLETE, "");
        Files.setLastModifiedTime(folder.journal(1), second);
        team.refresh();
        assertEquals(Optional.of(WorkerStatus.End.COMPLETE), team.worker(1).ended());
    }

    @Test
    void deathsInAJournalThatIsReadAgainCountOnce() throws IOException {
        JobFolder folder = new JobFolder(path);
        die(1, "ab");
        die(1, "ab");
        Team team = team();
        String text = Files.readString(folder.journal(1));
        Files.writeString(folder.journal(1), text.substring(0, text.length() - 1));
        team.refresh();
        Files.writeString(folder.journal(1), text);
        team.refresh();
        assertFalse(team.isSuspicious("ab"), "one life has ended");
        assertEquals(2, team.worker(1).starts());
    }
}
