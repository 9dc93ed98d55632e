package org.cb1network.engine.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The first place where two tables differ: the first row that is not the same in both, and in it the first column.
 *
 * <p>Cells are compared as {@link Table#equals} does: to the last bit, NaN equal to NaN and 0.0 not to -0.0.
 *
 * @param schema the columns of the first table
 * @param row number of the row, from 0; -1 if the columns differ
 * @param column number of the column, from 0; -1 if the columns differ or one table has no such row
 * @param first the cells of the row in the first table; empty if it has no such row
 * @param second the same of the second table
 * @param columns how the columns differ, in words; empty if they do not
 */
public record TableDifference(
        TableSchema schema, long row, int column, List<Object> first, List<Object> second, String columns) {

    /** More cells are not needed to say which row it is. */
    private static final int MOST_CELLS = 6;

    public TableDifference {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /**
     * Compares two tables that need not fit into memory.
     *
     * @return empty if the columns and all cells are equal
     */
    public static Optional<TableDifference> between(TableReader first, TableReader second) {
        Optional<TableDifference> columns = ofColumns(first.schema(), second.schema());
        return columns.isPresent()
                ? columns
                : ofRows(new Cursor(first.schema(), first), new Cursor(second.schema(), second));
    }

    /** Compares two tables. */
    public static Optional<TableDifference> between(Table first, Table second) {
        Optional<TableDifference> columns = ofColumns(first.schema(), second.schema());
        return columns.isPresent()
                ? columns
                : ofRows(new Cursor(first.schema(), List.of(first)), new Cursor(second.schema(), List.of(second)));
    }

    /** The cell of a column in the first table's row, if there are such a row and column. */
    public Optional<Object> firstCell(String name) {
        return cell(first, name);
    }

    /** The cell of a column in the second table's row, if there are such a row and column. */
    public Optional<Object> secondCell(String name) {
        return cell(second, name);
    }

    private Optional<Object> cell(List<Object> cells, String name) {
        return cells.isEmpty() || !schema.has(name) ? Optional.empty() : Optional.of(cells.get(schema.indexOf(name)));
    }

    /**
     * The difference in words, rows counted from 1, such as {@code row 12 (population=E): rate is 3.25 Hz stored, 3.5 Hz computed}.
     *
     * @param ofFirst what to call the first table
     * @param ofSecond what to call the second table
     */
    public String describe(String ofFirst, String ofSecond) {
        if (row < 0) {
            return "other columns: " + columns;
        }
        if (column < 0) {
            boolean longer = second.isEmpty();
            return "row " + (row + 1) + " (" + cells(longer ? first : second, MOST_CELLS) + ") is "
                    + (longer ? ofFirst : ofSecond) + " only";
        }
        String identity = cells(first, Math.min(column, MOST_CELLS));
        Column differing = schema.columns().get(column);
        String unit = differing.unit().isEmpty() || differing.unit().equals("1") ? "" : " " + differing.unit();
        return "row " + (row + 1) + (identity.isEmpty() ? "" : " (" + identity + ")") + ": " + differing.name() + " is "
                + TableText.cell(first.get(column)) + unit + " " + ofFirst + ", " + TableText.cell(second.get(column))
                + unit + " " + ofSecond;
    }

    private String cells(List<Object> row, int count) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(count, row.size()); i++) {
            cells.add(schema.columns().get(i).name() + "=" + TableText.cell(row.get(i)));
        }
        return String.join(", ", cells);
    }

    private static Optional<TableDifference> ofColumns(TableSchema first, TableSchema second) {
        String columns = second.differenceTo(first);
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableDifference(first, -1, -1, List.of(), List.of(), columns));
    }

    private static Optional<TableDifference> ofRows(Cursor first, Cursor second) {
        for (long row = 0; ; row++) {
            boolean one = first.advance();
            boolean other = second.advance();
            if (!one && !other) {
                return Optional.empty();
            }
            int column = one && other ? differingColumn(first, second) : -1;
            if (one != other || column >= 0) {
                return Optional.of(new TableDifference(
                        first.schema,
                        row,
                        column,
                        one ? first.cells() : List.of(),
                        other ? second.cells() : List.of(),
                        ""));
            }
        }
    }

    private static int differingColumn(Cursor first, Cursor second) {
        for (int column = 0; column < first.schema.columns().size(); column++) {
            if (!first.cell(column).equals(second.cell(column))) {
                return column;
            }
        }
        return -1;
    }

    /** One row after the other of a table in batches. */
    private static final class Cursor {

        private final TableSchema schema;
        private final Iterator<Table> batches;
        private Table batch;
        private int row = -1;

        Cursor(TableSchema schema, Iterable<Table> batches) {
            this.schema = schema;
            this.batches = batches.iterator();
            this.batch = Table.builder(schema).build();
        }

        boolean advance() {
            row++;
            while (row >= batch.rows()) {
                if (!batches.hasNext()) {
                    return false;
                }
                batch = batches.next();
                row = 0;
            }
            return true;
        }

        Object cell(int column) {
            return batch.value(row, column);
        }

        List<Object> cells() {
            List<Object> cells = new ArrayList<>();
            for (int column = 0; column < schema.columns().size(); column++) {
                cells.add(cell(column));
            }
            return cells;
        }
    }
}
