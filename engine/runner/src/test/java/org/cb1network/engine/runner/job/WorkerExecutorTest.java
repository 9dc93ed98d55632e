package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.PointComputer;
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
            assertEquals(0, executor.computed());
            folder.stop();
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                while (!cancellation.isDraining()) {
                    Thread.sleep(10);
                }
            });
        }
    }
}
