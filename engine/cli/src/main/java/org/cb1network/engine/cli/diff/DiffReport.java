package org.cb1network.engine.cli.diff;

import java.util.List;
import org.cb1network.engine.compare.Verdict;

/**
 * The differences between two sides.
 *
 * @param before title of the first side
 * @param now title of the second side
 * @param parameters parameters that differ and that no stage names, with both values: those of two locks, and those set for runs
 *     of which one lacks results
 * @param stages all stages in topological order, as far as known
 */
public record DiffReport(String before, String now, List<String> parameters, List<StageChange> stages) {

    public DiffReport {
        parameters = List.copyOf(parameters);
        stages = List.copyOf(stages);
    }

    /** Returns the number of stages in a state. */
    public int count(StageChange.State state) {
        return (int) stages.stream().filter(stage -> stage.state() == state).count();
    }

    /** Returns "reproduced" if nothing differs. */
    public Verdict verdict() {
        boolean same = parameters.isEmpty()
                && stages.stream().noneMatch(stage -> stage.state().isDifference());
        return same ? Verdict.REPRODUCED : Verdict.CHANGED;
    }
}
