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
 * How a run ended.
 *
 * @param started when it began
 * @param took how long it took
 * @param cancelled whether it was stopped on request
 * @param stages the selected stages in the order of the plan
 */
public record RunReport(Instant started, Duration took, boolean cancelled, List<StageReport> stages) {

    public RunReport {
        stages = List.copyOf(stages);
    }

    /** How a stage ended. */
    public enum Outcome {
        /** All results are in the store. */
        DONE,
        /** Some points failed. */
        FAILED,
        /** It was not tried, or not to its end, because of a failure elsewhere or a request to stop. */
        INCOMPLETE
    }

    /**
     * How one stage ended.
     *
     * @param stage its name
     * @param outcome how it ended
     * @param points the number of its points
     * @param computed how many were computed in this run
     * @param failures what failed: message by the point's axes as text, empty for a whole stage; the first thousand, in the
     *     order it happened
     * @param took how long the points that were computed took together; what they waited for does not count
     * @param work its points with their keys, if it came so far
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

    /** Whether every selected stage has all its results. */
    public boolean isComplete() {
        return stages.stream().allMatch(stage -> stage.outcome() == Outcome.DONE);
    }

    /** How many points the selected stages have. */
    public int points() {
        return stages.stream().mapToInt(StageReport::points).sum();
    }

    /** How many points were computed in this run. */
    public int computed() {
        return stages.stream().mapToInt(StageReport::computed).sum();
    }

    /** The results of the stages that are complete, by stage. */
    public Map<String, StageResults> results() {
        Map<String, StageResults> complete = new LinkedHashMap<>();
        stages.forEach(stage -> stage.results().ifPresent(found -> complete.put(stage.stage(), found)));
        return complete;
    }

    /**
     * The results of a stage.
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
