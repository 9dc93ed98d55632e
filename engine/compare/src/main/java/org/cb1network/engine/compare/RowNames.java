package org.cb1network.engine.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.ShortestDouble;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * The columns that identify the rows of a table, which precede the measured ones. These are the axes of a sweep and the
 * grouping columns of a stage, such as the population.
 *
 * @param columns their positions, in order; empty if only the number identifies a row
 */
public record RowNames(List<Integer> columns) {

    /**
     * Columns that are values and do not identify a row, although they are texts or appear among identifying columns.
     */
    private static final List<String> SAYING = List.of("unit", "verdict", "published", "reading_uncertainty", "remark");

    private static final int DIGITS_OF_AXIS = 6;

    public RowNames {
        columns = List.copyOf(columns);
    }

    /**
     * Returns the columns before the number of replicates or the first estimate, or else those up to the last leading
     * text.
     */
    public static RowNames of(TableSchema schema) {
        int end = end(schema);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            if (!SAYING.contains(schema.columns().get(i).name())) {
                columns.add(i);
            }
        }
        return new RowNames(columns);
    }

    /** Returns the given number of first columns of a table. */
    static RowNames leading(int count) {
        return new RowNames(IntStream.range(0, count).boxed().toList());
    }

    private static int end(TableSchema schema) {
        if (schema.has(EstimateColumns.REPLICATES) && schema.indexOf(EstimateColumns.REPLICATES) > 0) {
            int replicates = schema.indexOf(EstimateColumns.REPLICATES);
            List<EstimateColumns> estimates = EstimateColumns.of(schema);
            return estimates.isEmpty() ? endOfTexts(schema) : Math.min(replicates, firstMean(schema, estimates));
        }
        List<EstimateColumns> estimates = EstimateColumns.of(schema);
        return estimates.isEmpty() ? endOfTexts(schema) : firstMean(schema, estimates);
    }

    private static int firstMean(TableSchema schema, List<EstimateColumns> estimates) {
        return estimates.stream()
                .mapToInt(estimate -> schema.indexOf(estimate.mean()))
                .min()
                .orElse(0);
    }

    private static int endOfTexts(TableSchema schema) {
        int end = 0;
        for (int i = 0; i < schema.columns().size(); i++) {
            Column column = schema.columns().get(i);
            if (column.type() == ColumnType.TEXT && !SAYING.contains(column.name())) {
                end = i + 1;
            }
        }
        return end;
    }

    /** Returns the names of these columns, joined by commas. */
    public String heading(TableSchema schema) {
        return String.join(
                ", ", columns.stream().map(i -> schema.columns().get(i).name()).toList());
    }

    /** Returns a name for each row: its cells in these columns, joined by commas. Duplicate names get a number. */
    public List<String> of(Table table) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            String name = name(table, row);
            int count = seen.merge(name, 1, Integer::sum);
            names.add(count == 1 ? name : name + " #" + count);
        }
        return names;
    }

    private String name(Table table, int row) {
        if (columns.isEmpty()) {
            return "row " + (row + 1);
        }
        List<String> cells = new ArrayList<>();
        for (int column : columns) {
            if (isSaid(table.value(row, column))) {
                cells.add(brief(table.value(row, column)));
            }
        }
        return String.join(", ", cells);
    }

    /** Describes a row for people: {@code condition=V2M, population=L4Exc}. */
    public String describe(Table table, int row) {
        List<String> cells = new ArrayList<>();
        for (int column : columns) {
            if (isSaid(table.value(row, column))) {
                cells.add(table.schema().columns().get(column).name() + "=" + text(table.value(row, column)));
            }
        }
        return String.join(", ", cells);
    }

    /** Formats a cell with enough digits to distinguish the steps of an axis. */
    private static String brief(Object cell) {
        return cell instanceof Double number ? text(Tolerance.significant(number, DIGITS_OF_AXIS)) : text(cell);
    }

    /**
     * Returns whether a cell has a value. An empty text and NaN mean no value, such as the abscissa of a row that is
     * not on a curve.
     */
    private static boolean isSaid(Object cell) {
        return !cell.equals("") && !cell.equals(Double.NaN);
    }

    /** Formats a cell with all its digits. */
    public static String text(Object cell) {
        return cell instanceof Double number ? ShortestDouble.of(number) : cell.toString();
    }

    /** Formats a cell with all its digits and the unit of its column. */
    static String text(Object cell, Column column) {
        boolean plain = column.unit().isEmpty() || column.unit().equals("1");
        return text(cell) + (plain ? "" : " " + column.unit());
    }
}
