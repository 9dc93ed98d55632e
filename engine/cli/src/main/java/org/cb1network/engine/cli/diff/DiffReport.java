package org.cb1network.engine.cli.diff;

import java.util.List;
import org.cb1network.engine.compare.Verdict;

/**
 * The differences between two sides.
 *
 * @param before title of the first side
 * @param now title of the second side
 * @param parameters parameters that differ between two locks, with both values
 * @param stages all stages in topological order, as far as known
 */
public record DiffReport(String before, String now, List<String> parameters, List<StageChange> stages) {

    public DiffReport {
        parameters = List.copyOf(parameters);
        stages = List.copyOf(stages);
    }

    /** Returns "reproduced" if nothing differs. */
    public Verdict verdict() {
        boolean same =
                parameters.isEmpty() && stages.stream().allMatch(stage -> stage.state() == StageChange.State.SAME);
        return same ? Verdict.REPRODUCED : Verdict.CHANGED;
    }
}
