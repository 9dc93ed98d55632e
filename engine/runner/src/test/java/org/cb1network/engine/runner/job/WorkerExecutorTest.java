package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.PointOutcome;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerExecutorTest {

    @TempDir
    private Path path;

    @Test
    void aRequestToStopIsSeenAlthoughTheJournalOfAnotherWorkerIsBad() throws Exception {
        JobFolder folder = new JobFolder(path);
        Files.writeString(folder.journal(2), "{\"event\":\"ended\",\"why\":\"BORED\"}\n");
        Cancellation cancellation = new Cancellation();
        try (Store store = Store.open(path.resolve("store"));
                WorkerExecutor executor = new WorkerExecutor(
                        new PointComputer(store, cancellation, "test", Clock.systemUTC()),
                        1,
                        1,
                        store,
                        folder,
                        SlurmJob.ofTwoWorkers(),
                        new WorkerJournal(folder, 1),
                        cancellation,
                        notice -> {})) {
            assertEquals(1, executor.slots());
            folder.stop();
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                while (!cancellation.isDraining()) {
                    Thread.sleep(10);
                }
            });
        }
    }

    @Test
    void thePointsOfTheLastSecondAreReportedBeforeAWorkerEnds() throws Exception {
        JobFolder folder = new JobFolder(path);
        Cancellation cancellation = new Cancellation();
        try (Workbench bench = new Workbench(path, Toy.add())) {
            PointTask point = bench.plan("a: {run: add, with: {x: 1, y: 1}}")
                    .stages()
                    .get(0)
                    .work()
                    .orElseThrow()
                    .task(0, false);
            CompletableFuture<PointOutcome> outcome = new CompletableFuture<>();
            try (WorkerExecutor executor = new WorkerExecutor(
                    new PointComputer(bench.store(), cancellation, "test", Clock.systemUTC()),
                    1,
                    1,
                    bench.store(),
                    folder,
                    SlurmJob.ofTwoWorkers(),
                    new WorkerJournal(folder, 1),
                    cancellation,
                    notice -> {})) {
                executor.submit(point, outcome::complete);
                assertInstanceOf(PointOutcome.Computed.class, outcome.get(1, TimeUnit.MINUTES));
            }
        }
        Team team = new Team(folder, 2);
        team.refresh();
        assertEquals(1, team.worker(1).computed());
    }
}
