package org.cb1network.figures.stage;

import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.mark.Bars;
import org.cb1network.figures.mark.Line;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.plot.Axes;

/**
 * Means over realisations with their confidence intervals, along a curve or one for each bar. Where there was a single
 * realisation, the limits are NaN and nothing is drawn for them.
 *
 * @param x where each stands
 * @param mean the means
 * @param low lower limits
 * @param high upper limits
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
public record Estimates(double[] x, double[] mean, double[] low, double[] high) {

    private static final String LOW = "ci_low";
    private static final String HIGH = "ci_high";

    /** The columns that a table needs to have for {@link #curve}. */
    public static List<Column> columns(String mean, String unit) {
        return List.of(
                Column.float64(mean, unit, "mean over replicates"),
                Column.float64(LOW, unit, "lower end of the confidence interval of the mean"),
                Column.float64(HIGH, unit, "upper end of it"));
    }

    /** A curve: the rows in growing order of {@code x}. */
    public static Estimates curve(PickedRows rows, String x, String mean) {
        PickedRows sorted = rows.sortedBy(x);
        return new Estimates(sorted.numbers(x), sorted.numbers(mean), sorted.numbers(LOW), sorted.numbers(HIGH));
    }

    /** One for each condition, in the order of the figures; NaN for a condition that the rows do not have. */
    public static Estimates conditions(PickedRows rows, String mean, String low, String high) {
        List<PickedRows> each = Conditions.SHOWN.stream()
                .map(condition -> rows.where("condition", condition))
                .toList();
        return new Estimates(
                new double[] {0, 1, 2},
                each.stream().mapToDouble(row -> row.number(mean)).toArray(),
                each.stream().mapToDouble(row -> row.number(low)).toArray(),
                each.stream().mapToDouble(row -> row.number(high)).toArray());
    }

    /** As {@link #conditions(PickedRows, String, String, String)}, for a table with a single mean. */
    public static Estimates conditions(PickedRows rows, String mean) {
        return conditions(rows, mean, LOW, HIGH);
    }

    /** How many there are. */
    public int count() {
        return x.length;
    }

    /** Draws a curve with its band. */
    public Line line(Axes panel, String color) {
        return panel.line(x, mean).band(low, high).color(color);
    }

    /** Draws a bar for each condition with its interval, as far as it lies within the given values of y. */
    public Bars bars(Axes panel, double from, double to) {
        return panel.bars(mean)
                .from(from)
                .colors(Conditions.names())
                .interval(clamped(low, from, to), clamped(high, from, to));
    }

    /** The greatest of all means and limits; the given one if it is greater or there are none. */
    public double atLeast(double top) {
        return all().with(top).max();
    }

    /** The least of all means and limits; the given one if it is less or there are none. */
    public double atMost(double bottom) {
        return all().with(bottom).min();
    }

    private ValueRange all() {
        return ValueRange.of(mean).union(ValueRange.of(low)).union(ValueRange.of(high));
    }

    private static double[] clamped(double[] values, double from, double to) {
        return Arrays.stream(values)
                .map(value -> Math.max(from, Math.min(to, value)))
                .toArray();
    }
}
