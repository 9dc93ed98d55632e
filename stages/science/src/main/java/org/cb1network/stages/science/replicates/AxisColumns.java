package org.cb1network.stages.science.replicates;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * The columns of a collected table that are axes of its sweep, except the replicate. They identify the points whose
 * replicates are averaged.
 *
 * @param columns the axes in the order of the sweep
 */
public record AxisColumns(List<Column> columns) {

    /** Name of the column with the number of the replicate. */
    public static final String REPLICATE = "replicate";

    public AxisColumns {
        columns = List.copyOf(columns);
    }

    /** Returns the axes of a table: the columns before {@code first}, the first of the stage's own columns. */
    public static AxisColumns before(String first, TableSchema schema) {
        return new AxisColumns(schema.columns().subList(0, schema.indexOf(first)).stream()
                .filter(column -> !column.name().equals(REPLICATE))
                .toList());
    }

    /** Returns these axes without one of them. */
    public AxisColumns without(String name) {
        return new AxisColumns(
                columns.stream().filter(column -> !column.name().equals(name)).toList());
    }

    /**
     * Returns the values of the axes in a row, followed by those of further columns. They are equal for replicates of
     * the same point.
     */
    public List<Object> groupOf(Table table, int row, String... further) {
        List<Object> values = new ArrayList<>(columns.size() + further.length);
        for (Column column : columns) {
            values.add(table.value(row, table.schema().indexOf(column.name())));
        }
        for (String name : further) {
            values.add(table.value(row, table.schema().indexOf(name)));
        }
        return values;
    }
}
