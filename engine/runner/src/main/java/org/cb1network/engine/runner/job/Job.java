package org.cb1network.engine.runner.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The description of a run that several processes compute together: the content of its file {@code run.json}.
 *
 * @param nonce random text that is unique to this run
 * @param host the machine on which the user started it
 * @param created when it was started
 * @param executor what starts the workers: {@code slurm}, or {@code manual} for the user
 * @param workers number of workers that share the work, at least 1
 * @param cpus number of points that each worker computes at a time
 * @param request what to compute, and from what
 */
public record Job(String nonce, String host, Instant created, String executor, int workers, int cpus, Request request) {

    /**
     * What to compute, and from what. Two runs with equal requests have the same keys.
     *
     * @param program digest of the program's code
     * @param pipeline the pipeline file
     * @param content digest of its content
     * @param dataFiles the data files that it names, with their digests in hexadecimal
     * @param profile name of the profile
     * @param overrides {@code path=value} each
     * @param stages the requested stages; all if empty
     * @param from stages that narrow the selection
     * @param keepGoing whether to continue after a failure
     * @param store folder of the store
     */
    public record Request(
            String program,
            Path pipeline,
            String content,
            SortedMap<String, String> dataFiles,
            String profile,
            List<String> overrides,
            List<String> stages,
            List<String> from,
            boolean keepGoing,
            Path store) {

        public Request {
            dataFiles = Collections.unmodifiableSortedMap(new TreeMap<>(dataFiles));
            overrides = List.copyOf(overrides);
            stages = List.copyOf(stages);
            from = List.copyOf(from);
        }
    }
}
