package org.cb1network.engine.stage;

import java.util.List;
import org.cb1network.table.Column;

/**
 * A table that a stage takes.
 *
 * @param name what {@code inputs:} in {@code pipeline.yaml} calls it, in kebab-case
 * @param description one sentence for people
 * @param columns the columns that the stage needs; the table may have others besides. Name, type and unit are compared
 *     with those of the connected output before anything runs.
 */
public record InputPort(String name, String description, List<Column> columns) {

    public InputPort {
        columns = List.copyOf(columns);
    }

    /** A port that takes any table. */
    public InputPort(String name, String description) {
        this(name, description, List.of());
    }
}
