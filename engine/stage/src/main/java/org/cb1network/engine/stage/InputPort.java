package org.cb1network.engine.stage;

import java.util.List;
import org.cb1network.engine.table.Column;

/**
 * A table that a stage reads.
 *
 * @param name key under {@code inputs:} in {@code pipeline.yaml}, in kebab-case
 * @param description one sentence for people
 * @param columns columns that the stage needs; the table may have others. Name, type and unit are compared with those
 *     of the connected output before anything runs
 * @param oneTablePerPoint whether the port can be connected to an output with one table per point of a sweep, and then
 *     receives all of them
 * @param optional whether the port can stay unconnected; {@link StageContext#inputs} is then empty
 */
public record InputPort(
        String name, String description, List<Column> columns, boolean oneTablePerPoint, boolean optional) {

    public InputPort {
        columns = List.copyOf(columns);
    }

    /** Creates a port that takes one table. */
    public InputPort(String name, String description, List<Column> columns) {
        this(name, description, columns, false, false);
    }

    /** Creates a port that takes any table. */
    public InputPort(String name, String description) {
        this(name, description, List.of());
    }

    /** Returns a port that takes the tables of all points of a sweep ({@link StageContext#inputs}). */
    public static InputPort ofAllPoints(String name, String description, List<Column> columns) {
        return new InputPort(name, description, columns, true, false);
    }

    /** Returns this port as one that can stay unconnected. */
    public InputPort asOptional() {
        return new InputPort(name, description, columns, oneTablePerPoint, true);
    }
}
