package org.cb1network.engine.runner.plan;

import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;

/**
 * What a run would do.
 *
 * @param pipeline the pipeline
 * @param stages the selected stages, each after those it needs
 */
public record Plan(PipelineSpec pipeline, List<StagePlan> stages) {

    public Plan {
        stages = List.copyOf(stages);
    }

    /** Whether there is nothing to do. */
    public boolean isComplete() {
        return stages.stream().allMatch(stage -> stage.state() == StagePlan.State.CACHED);
    }
}
