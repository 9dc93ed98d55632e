package org.cb1network.engine.stage;

import java.util.Optional;
import org.cb1network.engine.table.TableSchema;

/**
 * A table that a stage yields.
 *
 * @param schema name, description and columns of the rows of one point
 * @param collected whether the rows of all points are collected in one table with the axes of the sweep as leading
 *     columns; otherwise each point has its own table (a recording)
 * @param axesOf an input whose axes the table hands on: the axes of the sweep that this input is connected to are leading
 *     columns, replicates left out; empty if the columns are those of the schema
 * @param askedBy the list or mapping among the stage's parameters that asks for the table, as keys joined by dots, such as
 *     {@code record.spikes}: where it is empty, the stage does not yield the table; empty if the stage always yields it
 */
public record TableOutput(TableSchema schema, boolean collected, Optional<String> axesOf, Optional<String> askedBy)
        implements OutputPort {

    /** A table with the columns of its schema and no others. */
    public TableOutput(TableSchema schema, boolean collected) {
        this(schema, collected, Optional.empty(), Optional.empty());
    }

    /** A collected table that summarizes the sweep behind an input: that sweep's axes, replicates left out, come first. */
    public static TableOutput summaryOf(String input, TableSchema schema) {
        return new TableOutput(schema, true, Optional.of(input), Optional.empty());
    }

    /** This table, yielded only where a list or mapping among the parameters is not empty; see {@link #askedBy}. */
    public TableOutput askedBy(String parameter) {
        return new TableOutput(schema, collected, axesOf, Optional.of(parameter));
    }

    @Override
    public String name() {
        return schema.name();
    }

    @Override
    public String description() {
        return schema.description();
    }
}
