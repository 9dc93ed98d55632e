package org.cb1network.engine.stage;

import java.util.List;
import org.cb1network.engine.table.Column;

/**
 * A table that a stage takes.
 *
 * @param name what {@code inputs:} in {@code pipeline.yaml} calls it, in kebab-case
 * @param description one sentence for people
 * @param columns the columns that the stage needs; the table may have others besides. Name, type and unit are compared
 *     with those of the connected output before anything runs.
 * @param oneTablePerPoint whether it may be connected to an output with one table for each point of a sweep, and takes them all
 */
public record InputPort(String name, String description, List<Column> columns, boolean oneTablePerPoint) {

    public InputPort {
        columns = List.copyOf(columns);
    }

    /** A port that takes one table. */
    public InputPort(String name, String description, List<Column> columns) {
        this(name, description, columns, false);
    }

    /** A port that takes any table. */
    public InputPort(String name, String description) {
        this(name, description, List.of());
    }

    /** A port that takes the tables of all points of a sweep, one for each ({@link StageContext#inputs}). */
    public static InputPort ofAllPoints(String name, String description, List<Column> columns) {
        return new InputPort(name, description, columns, true);
    }
}
