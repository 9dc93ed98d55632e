package org.cb1network.engine.runner.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run is about that several processes compute together, as its file {@code run.json} has it.
 *
 * @param nonce random text that belongs to this run alone
 * @param host the machine on which the user started it
 * @param created when that was
 * @param executor who starts the workers: {@code slurm} or {@code manual}
 * @param workers how many workers share the work, at least 1
 * @param cpus how many points each computes at a time
 * @param request what is to be computed, and from what
 */
public record Job(String nonce, String host, Instant created, String executor, int workers, int cpus, Request request) {

    /**
     * What is to be computed, and from what: two runs with equal requests have the same keys.
     *
     * @param program digest of the program's code
     * @param pipeline the pipeline file
     * @param content digest of its content
     * @param dataFiles the data files that it names, with their digests in hexadecimal
     * @param profile name of the profile
     * @param overrides {@code path=value} each
     * @param stages the stages that are wanted; all if there are none
     * @param from stages that narrow the selection
     * @param keepGoing whether to go on after a failure
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
