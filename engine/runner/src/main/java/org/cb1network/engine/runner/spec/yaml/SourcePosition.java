package org.cb1network.engine.runner.spec.yaml;

import java.util.Comparator;

/**
 * A position in the user's input.
 *
 * @param file the file as the user named it, or another source: {@code -p no. 2}
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line or file
 */
public record SourcePosition(String file, int line, int column) implements Comparable<SourcePosition> {

    private static final Comparator<SourcePosition> ORDER = Comparator.comparing(SourcePosition::file)
            .thenComparingInt(SourcePosition::line)
            .thenComparingInt(SourcePosition::column);

    /** Returns the position of a whole file. */
    public static SourcePosition of(String file) {
        return new SourcePosition(file, 0, 0);
    }

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }

    /** Returns the format of compilers: {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
