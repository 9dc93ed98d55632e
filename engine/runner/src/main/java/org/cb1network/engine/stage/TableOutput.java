package org.cb1network.engine.stage;

import org.cb1network.table.TableSchema;

/**
 * A table that a stage yields.
 *
 * @param schema name, description and columns of the rows of one point
 * @param collected whether the rows of all points are collected in one table with the axes of the sweep as leading
 *     columns; otherwise each point has a table of its own (a recording)
 */
public record TableOutput(TableSchema schema, boolean collected) implements OutputPort {

    @Override
    public String name() {
        return schema.name();
    }

    @Override
    public String description() {
        return schema.description();
    }
}
