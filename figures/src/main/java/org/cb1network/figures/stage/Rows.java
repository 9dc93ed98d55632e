package org.cb1network.figures.stage;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Selects and sorts the rows of an input, and turns their columns into the arrays that marks take. */
public final class Rows {

    /** Relative difference up to which two numbers count as the same value of an axis. */
    private static final double SAME = 1e-9;

    private Rows() {}

    /** Returns the rows that satisfy a condition. */
    public static <R> List<R> where(List<R> rows, Predicate<R> condition) {
        return rows.stream().filter(condition).toList();
    }

    /** Returns the rows with a text in a column. */
    public static <R> List<R> where(List<R> rows, Function<R, String> column, String text) {
        return where(rows, row -> column.apply(row).equals(text));
    }

    /** Returns the rows with a number in a column, apart from rounding. */
    public static <R> List<R> where(List<R> rows, ToDoubleFunction<R> column, double number) {
        return where(rows, row -> same(column.applyAsDouble(row), number));
    }

    /** Returns the rows in ascending order of a column; rows with equal numbers keep their order. */
    public static <R> List<R> sorted(List<R> rows, ToDoubleFunction<R> column) {
        return rows.stream().sorted(Comparator.comparingDouble(column)).toList();
    }

    /** Returns the numbers of a column. */
    public static <R> double[] numbers(List<R> rows, ToDoubleFunction<R> column) {
        return rows.stream().mapToDouble(column).toArray();
    }

    /** Returns the distinct numbers of a column in ascending order. */
    public static <R> double[] distinctNumbers(List<R> rows, ToDoubleFunction<R> column) {
        return rows.stream().mapToDouble(column).sorted().distinct().toArray();
    }

    /** Returns the distinct texts of a column in the order in which they first occur. */
    public static <R> List<String> distinctTexts(List<R> rows, Function<R, String> column) {
        return rows.stream().map(column).distinct().toList();
    }

    /** Returns the number of the first row, or NaN if there is no row. */
    public static <R> double first(List<R> rows, ToDoubleFunction<R> column) {
        return rows.isEmpty() ? Double.NaN : column.applyAsDouble(rows.get(0));
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
    }
}
