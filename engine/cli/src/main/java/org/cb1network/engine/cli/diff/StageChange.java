package org.cb1network.engine.cli.diff;

import java.util.List;

/**
 * What is different about a stage.
 *
 * @param stage its name
 * @param state in a word
 * @param follows the stages before it that differ and from which its difference follows or may follow
 * @param causes what enters its keys and is different; inputs are left out where {@code follows} says it
 * @param artifacts its outputs that differ
 */
public record StageChange(
        String stage, State state, List<String> follows, List<Cause> causes, List<ArtifactChange> artifacts) {

    /** What can be the matter with a stage. */
    public enum State {
        /** Nothing is different. */
        SAME,
        /** Something of its own is different: a parameter, its code, its seed, its points. */
        CHANGED,
        /** Its inputs are different and nothing else. */
        FOLLOWS,
        /** Its results differ, and this side or the other does not know what they were computed from. */
        DIFFERENT,
        /** Only the second side has it. */
        ADDED,
        /** Only the first side has it. */
        REMOVED
    }

    public StageChange {
        follows = List.copyOf(follows);
        causes = List.copyOf(causes);
        artifacts = List.copyOf(artifacts);
    }
}
