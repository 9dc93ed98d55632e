package org.cb1network.engine.cli.diff;

import java.util.List;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.provenance.KeyChange;

/**
 * The difference of a stage.
 *
 * @param stage its name
 * @param state kind of difference
 * @param follows earlier stages that differ and cause, or may cause, this difference
 * @param causes differences that affect its keys; inputs are omitted if {@code follows} covers them
 * @param outputs its outputs that differ
 */
public record StageChange(
        String stage, State state, List<String> follows, List<KeyChange> causes, List<OutputDifference> outputs) {

    /** Kinds of differences. */
    public enum State {
        /** No difference. */
        SAME,
        /** The stage itself differs: a parameter, its code, its seed or its points. */
        CHANGED,
        /** Only its inputs differ. */
        FOLLOWS,
        /** Its results differ, and at least one side does not know what they were computed from. */
        DIFFERENT,
        /** Only the second side has it. */
        ADDED,
        /** Only the first side has it. */
        REMOVED,
        /** The first side has no results of it, because that run failed or was stopped. */
        NO_RESULTS_BEFORE,
        /** The second side has no results of it. */
        NO_RESULTS_NOW,
        /** Neither side has all its results, so there is nothing to compare. */
        NO_RESULTS;

        /** Returns whether the two sides differ. */
        public boolean isDifference() {
            return this != SAME && this != NO_RESULTS;
        }

        /** Returns whether a side has no results of the stage. */
        public boolean isWithoutResults() {
            return this == NO_RESULTS_BEFORE || this == NO_RESULTS_NOW || this == NO_RESULTS;
        }
    }

    public StageChange {
        follows = List.copyOf(follows);
        causes = List.copyOf(causes);
        outputs = List.copyOf(outputs);
    }
}
