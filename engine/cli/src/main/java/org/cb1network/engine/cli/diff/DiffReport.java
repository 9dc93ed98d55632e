package org.cb1network.engine.cli.diff;

import java.util.List;
import org.cb1network.engine.compare.Verdict;

/**
 * What is different between two sides.
 *
 * @param before title of the first
 * @param now title of the second
 * @param parameters parameters that differ between two locks, with both values
 * @param stages all stages, each after those it needs as far as that is known
 */
public record DiffReport(String before, String now, List<String> parameters, List<StageChange> stages) {

    public DiffReport {
        parameters = List.copyOf(parameters);
        stages = List.copyOf(stages);
    }

    /** Reproduced if nothing is different. */
    public Verdict verdict() {
        boolean same =
                parameters.isEmpty() && stages.stream().allMatch(stage -> stage.state() == StageChange.State.SAME);
        return same ? Verdict.REPRODUCED : Verdict.CHANGED;
    }
}
