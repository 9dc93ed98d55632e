package org.cb1network.engine.runner.plan;

import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;

/**
 * The plan of a run.
 *
 * @param pipeline the pipeline
 * @param stages the selected stages in topological order
 */
public record Plan(PipelineSpec pipeline, List<StagePlan> stages) {

    public Plan {
        stages = List.copyOf(stages);
    }

    /** Returns the number of stages without up-to-date results. */
    public long stagesWithoutResults() {
        return stages.stream().filter(stage -> stage.results().isEmpty()).count();
    }

    /** Returns whether there is nothing to do. */
    public boolean isComplete() {
        return stages.stream().allMatch(stage -> stage.state() == StagePlan.State.CACHED);
    }
}
