package org.cb1network.figures.stage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/** Some rows of a table, picked by what they say. Immutable. */
public final class PickedRows {

    /** Relative difference below which two numbers are the same value of an axis. */
    private static final double SAME = 1e-9;

    private final Table table;
    private final int[] rows;

    private PickedRows(Table table, int[] rows) {
        this.table = table;
        this.rows = rows;
    }

    /** All rows of a table. */
    public static PickedRows of(Table table) {
        return new PickedRows(table, IntStream.range(0, table.rows()).toArray());
    }

    /** The rows with a text in a column. */
    public PickedRows where(String column, String value) {
        List<String> texts = table.text(column);
        return new PickedRows(
                table,
                Arrays.stream(rows).filter(row -> texts.get(row).equals(value)).toArray());
    }

    /** The rows whose text in a column is as asked for. */
    public PickedRows whereText(String column, Predicate<String> wanted) {
        List<String> texts = table.text(column);
        return new PickedRows(
                table,
                Arrays.stream(rows).filter(row -> wanted.test(texts.get(row))).toArray());
    }

    /** The rows with a text in a column, if the table has that column; otherwise all. */
    public PickedRows whereIfPresent(String column, String value) {
        return table.schema().has(column) ? where(column, value) : this;
    }

    /** The rows with a number in a column, give or take rounding. */
    public PickedRows where(String column, double value) {
        double[] numbers = all(column);
        return new PickedRows(
                table,
                Arrays.stream(rows).filter(row -> same(numbers[row], value)).toArray());
    }

    /** The rows in which a flag is set. */
    public PickedRows where(String flag) {
        boolean[] flags = table.bool(flag);
        return new PickedRows(
                table, Arrays.stream(rows).filter(row -> flags[row]).toArray());
    }

    /** The rows in which a flag is not set. */
    public PickedRows whereNot(String flag) {
        boolean[] flags = table.bool(flag);
        return new PickedRows(
                table, Arrays.stream(rows).filter(row -> !flags[row]).toArray());
    }

    /** The rows in growing order of a number; rows with equal numbers stay in their order. */
    public PickedRows sortedBy(String column) {
        double[] numbers = all(column);
        return new PickedRows(
                table,
                Arrays.stream(rows)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> numbers[row]))
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** How many there are. */
    public int count() {
        return rows.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return rows.length == 0;
    }

    /** Whether the table has a column. */
    public boolean has(String column) {
        return table.schema().has(column);
    }

    /** The numbers of a column. */
    public double[] numbers(String column) {
        double[] numbers = all(column);
        return Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray();
    }

    /** The texts of a column. */
    public List<String> texts(String column) {
        List<String> texts = table.text(column);
        return Arrays.stream(rows).mapToObj(texts::get).toList();
    }

    /** The flags of a column. */
    public boolean[] flags(String column) {
        boolean[] flags = table.bool(column);
        boolean[] picked = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = flags[rows[i]];
        }
        return picked;
    }

    /** The different texts of a column in the order in which they come. */
    public List<String> distinct(String column) {
        return List.copyOf(new LinkedHashSet<>(texts(column)));
    }

    /** The different numbers of a column, growing. */
    public double[] distinctNumbers(String column) {
        return Arrays.stream(numbers(column)).sorted().distinct().toArray();
    }

    /** The number in a column of the first row; NaN if there is no row. */
    public double number(String column) {
        return isEmpty() ? Double.NaN : numbers(column)[0];
    }

    /** The text in a column of the first row; empty if there is no row. */
    public String text(String column) {
        return isEmpty() ? "" : texts(column).get(0);
    }

    /** The last of some numbers; NaN if there is none. */
    public static double last(double[] numbers) {
        return numbers.length == 0 ? Double.NaN : numbers[numbers.length - 1];
    }

    private double[] all(String column) {
        return table.schema().column(column).type() == ColumnType.INT32
                ? Arrays.stream(table.int32(column)).asDoubleStream().toArray()
                : table.float64(column);
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
    }
}
