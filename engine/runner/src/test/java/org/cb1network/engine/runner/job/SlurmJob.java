package org.cb1network.engine.runner.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** A job for tests of what its workers and its head do; nothing in it exists. */
final class SlurmJob {

    private SlurmJob() {}

    /** Returns a job of two workers with four CPUs each. */
    static Job ofTwoWorkers() {
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
        return new Job("0123456789abcdef", "head", Instant.EPOCH, "slurm", 2, 4, request);
    }
}
