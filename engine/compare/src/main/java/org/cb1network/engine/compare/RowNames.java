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
 * What tells the rows of a table apart: the columns before its measured ones. These are the axes of a sweep and what a stage groups
 * by, such as the population.
 *
 * @param columns their positions, in order; none if rows have nothing but their number
 */
public record RowNames(List<Integer> columns) {

    /** Columns that tell what a row says, not which one it is, though they are texts or stand among those that do. */
    private static final List<String> SAYING = List.of("unit", "verdict", "published", "reading_uncertainty", "remark");

    private static final int DIGITS_OF_AXIS = 6;

    public RowNames {
        columns = List.copyOf(columns);
    }

    /** The columns before the number of replicates or the first estimate; else those up to the last leading text. */
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

    /** The first few columns of a table. */
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

    /** The names of these columns, joined by commas. */
    public String heading(TableSchema schema) {
        return String.join(
                ", ", columns.stream().map(i -> schema.columns().get(i).name()).toList());
    }

    /** A name for each row: its cells in these columns, joined by commas; where two are the same, a number is added. */
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

    /** Which row it is, for people: {@code condition=V2M, population=L4Exc}. */
    public String describe(Table table, int row) {
        List<String> cells = new ArrayList<>();
        for (int column : columns) {
            if (isSaid(table.value(row, column))) {
                cells.add(table.schema().columns().get(column).name() + "=" + text(table.value(row, column)));
            }
        }
        return String.join(", ", cells);
    }

    /** A cell with so many digits that the steps of an axis can be told apart. */
    private static String brief(Object cell) {
        return cell instanceof Double number ? text(Tolerance.significant(number, DIGITS_OF_AXIS)) : text(cell);
    }

    /** An empty text and NaN stand for nothing, such as the abscissa of what is no curve. */
    private static boolean isSaid(Object cell) {
        return !cell.equals("") && !cell.equals(Double.NaN);
    }

    /** A cell with all its digits. */
    public static String text(Object cell) {
        return cell instanceof Double number ? ShortestDouble.of(number) : cell.toString();
    }

    /** A cell with all its digits and the unit of its column. */
    static String text(Object cell, Column column) {
        boolean plain = column.unit().isEmpty() || column.unit().equals("1");
        return text(cell) + (plain ? "" : " " + column.unit());
    }
}
