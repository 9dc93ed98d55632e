package org.cb1network.engine.runner.spec.bind;

import java.util.Comparator;
import java.util.Optional;

/**
 * An output of another stage, written <code>${stage.output}</code>, or the first value in one of its columns, written
 * <code>${stage.output.column}</code>.
 *
 * @param stage name of the stage
 * @param output name of its output
 * @param column name of the column; empty for the whole output
 */
public record Reference(String stage, String output, Optional<String> column) implements Comparable<Reference> {

    private static final Comparator<Reference> ORDER = Comparator.comparing(Reference::stage)
            .thenComparing(Reference::output)
            .thenComparing(reference -> reference.column().orElse(""));

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }

    /** Returns the YAML form. */
    @Override
    public String toString() {
        return "${" + stage + "." + output + column.map(name -> "." + name).orElse("") + "}";
    }
}
