package org.cb1network.engine.stage;

import java.util.Optional;
import org.cb1network.engine.table.TableSchema;

/**
 * A table that a stage writes.
 *
 * @param schema name, description and columns of the rows of one point
 * @param collected whether the rows of all points are collected in one table with the axes of the sweep as leading
 *     columns; otherwise each point has its own table (a recording)
 * @param axesOf an input whose axes the table passes on: the axes of the sweep that this input is connected to, except
 *     replicates, are leading columns; {@link #ANY_INPUT} for those of all inputs; empty if the table has only the schema's
 *     columns
 * @param ledBy the parameter that names the columns of this input which lead the table instead of the axes; empty if there
 *     is none
 * @param exact whether certainly no other columns lead the table: none at all without {@code axesOf}; otherwise those that
 *     the table at this input has before the first one that the port needs, except replicates
 * @param askedBy the list or mapping among the stage's parameters that requests the table, as keys joined by dots, such
 *     as {@code record.spikes}: if it is empty, the stage does not write the table; empty if the stage always writes it
 */
public record TableOutput(
        TableSchema schema,
        boolean collected,
        Optional<String> axesOf,
        Optional<String> ledBy,
        boolean exact,
        Optional<String> askedBy)
        implements OutputPort {

    /** As {@link #axesOf}: the axes of all inputs, for types whose stages name their own inputs. */
    public static final String ANY_INPUT = "*";

    /** Creates a table with only the columns of its schema. */
    public TableOutput(TableSchema schema, boolean collected) {
        this(schema, collected, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /**
     * Returns a collected table that summarizes the sweep behind an input. That sweep's axes, except replicates, come
     * first.
     */
    public static TableOutput summaryOf(String input, TableSchema schema) {
        return new TableOutput(schema, true, Optional.of(input), Optional.empty(), false, Optional.empty());
    }

    /** Returns this summary, led by the columns that a parameter names; see {@link #ledBy}. */
    public TableOutput ledBy(String parameter) {
        return new TableOutput(schema, collected, axesOf, Optional.of(parameter), exact, askedBy);
    }

    /** Returns this table as one that certainly has no other leading columns; see {@link #exact}. */
    public TableOutput asExact() {
        return new TableOutput(schema, collected, axesOf, ledBy, true, askedBy);
    }

    /**
     * Returns this table, written only if a list or mapping among the parameters is not empty; see {@link #askedBy}.
     */
    public TableOutput askedBy(String parameter) {
        return new TableOutput(schema, collected, axesOf, ledBy, exact, Optional.of(parameter));
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
