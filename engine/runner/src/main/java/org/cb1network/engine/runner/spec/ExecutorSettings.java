package org.cb1network.engine.runner.spec;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;

/**
 * Where points are computed. No key and no result depends on it.
 *
 * @param use the executor that a run uses unless the user says otherwise
 * @param slurm the resources that workers request from Slurm
 */
@Describe("where points are computed; results do not depend on it")
public record ExecutorSettings(
        @Describe("the executor of 'run'") @Default("local") Kind use,

        @Describe("what each worker asks of Slurm") @Default("{}")
        SlurmSettings slurm) {

    /** An executor. */
    public enum Kind {
        /** Threads of the process that the user starts. */
        LOCAL,
        /** Workers that Slurm starts. */
        SLURM,
        /** Workers that the user starts, for example with ssh. */
        MANUAL
    }
}
