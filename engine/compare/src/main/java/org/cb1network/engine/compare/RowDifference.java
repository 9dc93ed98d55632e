package org.cb1network.engine.compare;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;

/**
 * A row in which two tables differ.
 *
 * @param schema the columns that both tables have
 * @param row its number from 0, in the first table if it is there
 * @param name identifies the row, such as {@code population=E}; empty if only its number does
 * @param before its cells in the first table; empty if that has no such row
 * @param now its cells in the second table; empty if that has no such row
 */
public record RowDifference(TableSchema schema, int row, String name, List<Object> before, List<Object> now) {

    /** Maximum number of cells shown to identify a row. */
    private static final int MOST_CELLS = 6;

    public RowDifference {
        before = List.copyOf(before);
        now = List.copyOf(now);
    }

    /**
     * Describes the difference, such as {@code row 12 (population=E): rate is 3.25 Hz stored, 3.5 Hz computed}.
     *
     * @param ofFirst phrase for a cell of the first table
     * @param ofSecond phrase for a cell of the second
     */
    public String describe(String ofFirst, String ofSecond) {
        if (before.isEmpty() || now.isEmpty()) {
            return place(row, cells(before.isEmpty() ? now : before)) + " is " + (before.isEmpty() ? ofSecond : ofFirst)
                    + " only";
        }
        int column = 0;
        while (before.get(column).equals(now.get(column))) {
            column++;
        }
        Column differing = schema.columns().get(column);
        return place(row, name) + ": " + differing.name() + " is " + RowNames.text(before.get(column), differing) + " "
                + ofFirst + ", " + RowNames.text(now.get(column), differing) + " " + ofSecond;
    }

    private String cells(List<Object> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_CELLS, row.size()); i++) {
            cells.add(schema.columns().get(i).name() + "=" + RowNames.text(row.get(i)));
        }
        return String.join(", ", cells);
    }

    /** Describes a row. People count from 1. */
    static String place(int row, String name) {
        return "row " + (row + 1) + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
