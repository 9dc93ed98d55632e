package org.cb1network.engine.cli.jobs;

import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a run computes. */
public final class ExecutorOptions {

    @Option(
            names = "--executor",
            paramLabel = "NAME",
            description = "Where to compute: local, slurm, or manual, which prints commands that start workers"
                    + " (default: executors.use in the pipeline, or local).")
    public ExecutorSettings.@Nullable Kind executor;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Number of workers (default: executors.slurm.workers at most, fewer for little work).")
    @Nullable
    public Integer workers;

    @Option(names = "--detach", description = "Start the workers, and do not wait for them.")
    boolean detach;

    @Option(names = "--attach", hidden = true, paramLabel = "RUN", description = "Wait for the workers of this run.")
    @Nullable
    public String attach;

    /** Returns the executor to use. */
    public ExecutorSettings.Kind kind(ExecutorSettings settings) {
        return executor == null ? settings.use() : executor;
    }

    /**
     * Checks that the options are consistent.
     *
     * @throws IllegalArgumentException if they are not
     */
    public void check(ExecutorSettings.Kind kind, boolean force) {
        if (workers != null && workers < 1) {
            throw new IllegalArgumentException("--workers must be at least 1, not " + workers);
        }
        if (kind == ExecutorSettings.Kind.LOCAL && (workers != null || detach)) {
            throw new IllegalArgumentException(
                    (detach ? "--detach" : "--workers") + " needs workers; add --executor slurm");
        }
        if (kind != ExecutorSettings.Kind.LOCAL && force) {
            throw new IllegalArgumentException(
                    "--force works only without workers, which take whatever is in the store as done; leave one of them out");
        }
    }
}
