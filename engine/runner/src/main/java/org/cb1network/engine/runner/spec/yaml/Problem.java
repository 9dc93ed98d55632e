package org.cb1network.engine.runner.spec.yaml;

import java.util.Comparator;

/**
 * Something wrong with what the user wrote.
 *
 * @param position where
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

    /** {@code file:line:column: what is wrong; what to do}, and which characters that cannot be seen are in what is quoted. */
    @Override
    public String toString() {
        return position + ": " + message + (hint.isEmpty() ? "" : "; " + hint) + UnusualCharacters.remark(message);
    }
}
