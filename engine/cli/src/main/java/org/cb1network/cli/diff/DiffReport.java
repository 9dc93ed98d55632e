package org.cb1network.cli.diff;

import java.util.List;

/**
 * What is different between two sides.
 *
 * @param before title of the first
 * @param now title of the second
 * @param stages all stages, each after those it needs as far as that is known
 */
public record DiffReport(String before, String now, List<StageChange> stages) {

    public DiffReport {
        stages = List.copyOf(stages);
    }

    /** Whether nothing is different. */
    public boolean isEqual() {
        return stages.stream().allMatch(stage -> stage.state() == StageChange.State.SAME);
    }
}
