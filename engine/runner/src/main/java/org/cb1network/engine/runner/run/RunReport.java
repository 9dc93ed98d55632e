package org.cb1network.engine.runner.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;

/**
 * The outcome of a run.
 *
 * @param started when it began
 * @param took its duration
 * @param cancelled whether it was stopped on request
 * @param stages the selected stages in the order of the plan
 */
public record RunReport(Instant started, Duration took, boolean cancelled, List<StageReport> stages) {

    public RunReport {
        stages = List.copyOf(stages);
    }

    /** The outcome of a stage. */
    public enum Outcome {
        /** All results are in the store. */
        DONE,
        /** Some points failed. */
        FAILED,
        /** It was not tried or not completed, because of a failure elsewhere or a request to stop. */
        INCOMPLETE
    }

    /**
     * The report on one stage.
     *
     * @param stage its name
     * @param outcome its outcome
     * @param points number of its points
     * @param computed number of points computed in this run
     * @param failures the failures: message by the point's axes as text, which is empty for a whole stage; the first
     *     thousand, in order
     * @param took total computing time of the computed points, without waiting
     * @param work its points with their keys, if it was planned
     * @param results its results, if they are complete
     */
    public record StageReport(
            String stage,
            Outcome outcome,
            int points,
            int computed,
            Map<String, String> failures,
            Duration took,
            Optional<StageWork> work,
            Optional<StageResults> results) {

        public StageReport {
            failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        }
    }

    /** Returns whether every selected stage has all its results. */
    public boolean isComplete() {
        return stages.stream().allMatch(stage -> stage.outcome() == Outcome.DONE);
    }

    /** Returns the number of points of the selected stages. */
    public int points() {
        return stages.stream().mapToInt(StageReport::points).sum();
    }

    /** Returns the number of points computed in this run. */
    public int computed() {
        return stages.stream().mapToInt(StageReport::computed).sum();
    }

    /** Returns the results of the complete stages, by stage. */
    public Map<String, StageResults> results() {
        Map<String, StageResults> complete = new LinkedHashMap<>();
        stages.forEach(stage -> stage.results().ifPresent(found -> complete.put(stage.stage(), found)));
        return complete;
    }

    /**
     * Returns the results of a stage.
     *
     * @throws IllegalArgumentException if it was not selected or is not complete
     */
    public StageResults resultsOf(String stage) {
        return stages.stream()
                .filter(report -> report.stage().equals(stage))
                .findFirst()
                .flatMap(StageReport::results)
                .orElseThrow(() -> new IllegalArgumentException("no complete results of stage '" + stage + "'"));
    }
}
