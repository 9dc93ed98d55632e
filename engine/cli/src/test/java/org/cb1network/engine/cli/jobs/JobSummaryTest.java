package org.cb1network.engine.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.TreeMap;
import org.cb1network.engine.runner.job.Job;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.job.Slurm;
import org.cb1network.engine.runner.job.WorkerJournal;
import org.cb1network.engine.runner.job.WorkerStatus.End;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a scheduler that says what the test wants. */
class JobSummaryTest {

    @TempDir
    private Path path;

    private final List<String> commands = new ArrayList<>();
    private JobFolder folder;
    private String queue = "";

    @BeforeEach
    void begin() throws IOException {
        folder = new JobFolder(path);
        Job.Request request = new Job.Request(
                "p",
                Path.of("/x/pipeline.yaml"),
                "c",
                new TreeMap<>(),
                "paper",
                List.of(),
                List.of(),
                List.of(),
                false,
                Path.of("/x/store"));
        folder.write(new Job("0123456789abcdef", "head", Instant.EPOCH, "slurm", 2, 4, request));
    }

    private JobSummary summary() throws IOException {
        return JobSummary.of(folder, Optional.of(new Slurm(command -> {
            commands.add(command.get(0));
            return new Slurm.Answer(0, queue, "");
        })));
    }

    private void end(int worker, End why) {
        WorkerJournal journal = new WorkerJournal(folder, worker);
        journal.started("n" + worker, "1");
        journal.ended(why, "");
    }

    @Test
    void aRunWhoseStoppedWorkersSlurmHasRequeuedIsAlive() throws IOException {
        end(1, End.STOPPED);
        end(2, End.STOPPED);
        queue = "17_1|PENDING|BeginTime\n17_2|PENDING|BeginTime\n";
        assertTrue(summary().isAlive());
        assertTrue(
                summary().text().contains("0 of 2 workers compute"), summary().text());
    }

    @Test
    void aRunWhoseStoppedWorkersAreNotInTheQueueHasEnded() throws IOException {
        end(1, End.STOPPED);
        end(2, End.COMPLETE);
        assertFalse(summary().isAlive());
        assertTrue(summary().text().contains(": ended"), summary().text());
    }

    @Test
    void aWorkerThatIsSilentForMinutesIsNotCountedAsComputing() throws IOException {
        for (int worker = 1; worker <= 2; worker++) {
            new WorkerJournal(folder, worker).started("n" + worker, "1");
        }
        assertTrue(JobSummary.of(folder, Optional.empty()).text().contains("2 of 2 workers compute"));
        Files.setLastModifiedTime(
                path.resolve("w-001.jsonl"), FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
        String text = JobSummary.of(folder, Optional.empty()).text();
        assertTrue(text.contains("1 of 2 workers compute"), text);
    }

    @Test
    void theSchedulerIsNotAskedOnceAllWorkersHaveFoundEverythingComputed() throws IOException {
        end(1, End.COMPLETE);
        end(2, End.COMPLETE);
        queue = "17_1|COMPLETING|None\n";
        assertFalse(summary().isAlive());
        assertEquals(List.of(), commands);
    }
}
