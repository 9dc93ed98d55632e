package org.cb1network.engine.cli.diff;

/**
 * Something that enters the keys of results and is different.
 *
 * @param kind what sort of thing
 * @param text what, for people
 * @param points how many points it concerns
 * @param example one of them, its axes as text; empty without a sweep
 */
public record Cause(Kind kind, String text, int points, String example) {

    /** Sorts of causes. */
    public enum Kind {
        /** A parameter of the stage. */
        PARAMETER,
        /** Code that the stage reaches. */
        CODE,
        /** The random seed. */
        SEED,
        /** The content of an input: the cause lies in a stage before. */
        INPUT,
        /** Points that one side has and the other has not. */
        POINTS,
        /** Something else, or nobody knows any more. */
        OTHER
    }
}
