package org.cb1network.figures.general;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;

/**
 * The rows of a table that a general figure shows. Columns are named by the parameters of the figure, so an unknown or unsuitable
 * column is an error that names the table and the columns it has.
 *
 * @param table the selected rows
 */
record SelectedRows(Table table) {

    /** A double has up to 17 digits; a longer text has zeros that 1e-30 says in fewer characters. */
    private static final int LONGEST_PLAIN_NUMBER = 24;

    /** The input of general figures: any table. */
    static final InputPort INPUT = new InputPort("table", "any table; the parameters name its columns");

    /**
     * Reads the input and selects rows.
     *
     * @param where values that the rows have in other columns
     * @throws IllegalArgumentException if no row has these values
     */
    static SelectedRows of(StageContext context, Map<String, String> where) throws IOException {
        Table table = context.input(INPUT.name());
        if (table.rows() == 0) {
            throw new IllegalArgumentException("the table '" + table.schema().name() + "' has no rows to draw");
        }
        return new SelectedRows(new RowFilter(where).of(table));
    }

    /**
     * Returns a numeric column.
     *
     * @throws IllegalArgumentException if the table has no such column, or it is not numeric
     */
    double[] numbers(String column) {
        ColumnType type = table.schema().column(column).type();
        return switch (type) {
            case FLOAT64 -> table.float64(column);
            case INT32 -> Arrays.stream(table.int32(column)).asDoubleStream().toArray();
            case INT64 -> Arrays.stream(table.int64(column)).asDoubleStream().toArray();
            case TEXT, BOOLEAN ->
                throw new IllegalArgumentException("the column '" + column + "' of the table '"
                        + table.schema().name() + "' holds " + type.label()
                        + " and not numbers; its numeric columns are: "
                        + numericColumns());
        };
    }

    private String numericColumns() {
        return table.schema().columns().stream()
                .filter(column -> column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOLEAN)
                .map(Column::name)
                .collect(Collectors.joining(", "));
    }

    /** Returns the cells of a column of any type as text. */
    List<String> texts(String column) {
        int index = table.schema().indexOf(column);
        return IntStream.range(0, table.rows())
                .mapToObj(row -> text(table.value(row, index)))
                .toList();
    }

    private static String text(Object cell) {
        if (!(cell instanceof Double value) || !Double.isFinite(value)) {
            return cell.toString();
        }
        BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
        String plain = number.toPlainString();
        return plain.length() <= LONGEST_PLAIN_NUMBER ? plain : number.toString();
    }

    /** Returns the rows in ascending order of a numeric column. */
    SelectedRows sortedBy(String column) {
        double[] numbers = numbers(column);
        int[] order = IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> numbers[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new SelectedRows(table.pick(order));
    }

    /**
     * Returns the rows for each value of a column, in the order in which the values first occur; without a column, all
     * rows under "".
     */
    Map<String, SelectedRows> groupedBy(Optional<String> column) {
        if (column.isEmpty()) {
            return Map.of("", this);
        }
        List<String> values = texts(column.get());
        Map<String, SelectedRows> groups = new LinkedHashMap<>();
        for (String value : values.stream().distinct().toList()) {
            groups.put(
                    value, new SelectedRows(table.where(row -> values.get(row).equals(value))));
        }
        return groups;
    }

    /**
     * Checks that no two rows have the same values in some columns, such as several replicates of one point.
     *
     * @throws IllegalArgumentException if two rows have; the message names their values
     */
    void requireOneRowPer(String... columns) {
        Set<List<String>> seen = new HashSet<>();
        List<List<String>> cells = Arrays.stream(columns).map(this::texts).toList();
        for (int i = 0; i < table.rows(); i++) {
            int row = i;
            List<String> values = cells.stream().map(column -> column.get(row)).toList();
            if (!seen.add(values)) {
                throw new IllegalArgumentException(
                        "the table '" + table.schema().name() + "' has several rows with "
                                + IntStream.range(0, columns.length)
                                        .mapToObj(c -> columns[c] + " " + values.get(c))
                                        .collect(Collectors.joining(", "))
                                + "; select rows with 'where', or average the replicates first");
            }
        }
    }

    /** Returns the label of an axis that shows a column: the given text, or the name of the column with its unit. */
    String label(Optional<String> given, String column) {
        String unit = table.schema().column(column).unit();
        return given.orElse(column + (unit.isEmpty() || unit.equals("1") ? "" : " (" + unit + ")"));
    }
}
