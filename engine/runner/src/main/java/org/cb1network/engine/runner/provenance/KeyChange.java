package org.cb1network.engine.runner.provenance;

import org.cb1network.engine.table.Count;

/**
 * A difference that affects the keys of results.
 *
 * @param kind kind of the difference
 * @param text description for the user
 * @param points number of compared points that it applies to
 * @param example the axes of one of these points as text; empty without a sweep
 */
public record KeyChange(Kind kind, String text, int points, String example) {

    /** Kinds of differences. */
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

    /** Returns the description, with the number of points and an example if it does not apply to a single point. */
    public String inWords() {
        return points == 1 && example.isEmpty()
                ? text
                : text + " (" + Count.of(points, "point") + (example.isEmpty() ? "" : ", such as " + example) + ")";
    }
}
