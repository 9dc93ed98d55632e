package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointOutcome;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteExecutorTest {

    @TempDir
    private Path path;

    private static PointTask point(Workbench bench) throws Exception {
        return bench.plan("a: {run: add, with: {x: 1, y: 1}}")
                .stages()
                .get(0)
                .work()
                .orElseThrow()
                .task(0, false);
    }

    private PointOutcome outcome(Workforce workforce, Team team) throws Exception {
        try (Workbench bench = new Workbench(path, Toy.add())) {
            PointTask point = point(bench);
            CompletableFuture<PointOutcome> outcome = new CompletableFuture<>();
            try (RemoteExecutor executor =
                    new RemoteExecutor(bench.store(), team, workforce, new Cancellation(), false)) {
                executor.submit(point, end -> {
                    outcome.complete(end);
                    // The executor is closed before it has looked at everything.
                    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                });
                return outcome.get(1, TimeUnit.MINUTES);
            }
        }
    }

    @Test
    void aPointFailsIfItsWorkersCannotBeWatched() throws Exception {
        JobFolder folder = new JobFolder(path);
        Team team = new Team(folder, 2);
        Slurm slurm = new Slurm(command -> new Slurm.Answer(0, "", ""));
        AtomicBoolean broken = new AtomicBoolean();
        Workforce workforce = new Workforce(
                folder, SlurmJob.ofTwoWorkers(), team, Optional.of(slurm), Optional.empty(), notice -> {}, () -> {
                    if (broken.getAndSet(true)) {
                        throw new IllegalStateException("the clock is broken");
                    }
                    return 0;
                });
        PointOutcome.Failed failed = assertInstanceOf(PointOutcome.Failed.class, outcome(workforce, team));
        assertTrue(failed.message().contains("the clock is broken"), failed.message());
    }

    @Test
    void theFailureOfAPointIsFoundInAJournalWithBadLinesAndEndsTheRun() throws Exception {
        JobFolder folder = new JobFolder(path);
        String key;
        try (Workbench bench = new Workbench(path, Toy.add())) {
            key = point(bench).key().digest().hex();
        }
        Files.writeString(folder.journal(1), "{\"event\":\"ended\",\"why\":\"BORED\"}\n");
        new WorkerJournal(folder, 1).failed(key, "a", "", "too active");
        Team team = new Team(folder, 2);
        Workforce workforce = new Workforce(
                folder, SlurmJob.ofTwoWorkers(), team, Optional.empty(), Optional.empty(), notice -> {}, () -> 0);
        PointOutcome.Failed failed = assertInstanceOf(PointOutcome.Failed.class, outcome(workforce, team));
        assertTrue(failed.message().contains("too active"), failed.message());
        assertTrue(folder.isStopped(), "the workers must be told before the head ends");
    }
}
