package org.cb1network.engine.cli.diff;

/**
 * A difference that affects the keys of results.
 *
 * @param kind kind of the cause
 * @param text description for people
 * @param points number of affected points
 * @param example the axes of one of them as text; empty without a sweep
 */
public record Cause(Kind kind, String text, int points, String example) {

    /** Kinds of causes. */
    public enum Kind {
        /** A parameter of the stage. */
        PARAMETER,
        /** Code that the stage can reach. */
        CODE,
        /** The random seed. */
        SEED,
        /** The content of an input; the cause lies in an earlier stage. */
        INPUT,
        /** Points that only one side has. */
        POINTS,
        /** Another or an unknown cause. */
        OTHER
    }
}
