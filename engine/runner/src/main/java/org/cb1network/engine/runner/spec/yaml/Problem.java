package org.cb1network.engine.runner.spec.yaml;

import java.util.Comparator;

/**
 * An error in the user's input.
 *
 * @param position where it is
 * @param message what is wrong
 * @param hint what to do about it; may be empty
 */
public record Problem(SourcePosition position, String message, String hint) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::position)
            .thenComparing(Problem::message)
            .thenComparing(Problem::hint);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code file:line:column: what is wrong; what to do}, and names invisible characters in quoted text. */
    @Override
    public String toString() {
        return position + ": " + message + (hint.isEmpty() ? "" : "; " + hint) + UnusualCharacters.remark(message);
    }
}
