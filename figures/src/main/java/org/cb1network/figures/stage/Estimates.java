package org.cb1network.figures.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cb1network.figures.mark.Bars;
import org.cb1network.figures.mark.Line;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.plot.Axes;

/**
 * Means over replicates with their confidence intervals: the points of a curve, or one bar for each item. Where there is a single
 * replicate, the limits are NaN and no interval is drawn.
 *
 * @param x positions along the x axis
 * @param mean the means
 * @param low lower limits
 * @param high upper limits
 */
@SuppressWarnings("ArrayRecordComponent") // holds data for marks and is never compared
public record Estimates(double[] x, double[] mean, double[] low, double[] high) {

    /** Returns a curve through the rows, in ascending order of {@code x}. */
    public static <R extends Estimate> Estimates curve(List<R> rows, ToDoubleFunction<R> x) {
        List<R> sorted = Rows.sorted(rows, x);
        return new Estimates(
                Rows.numbers(sorted, x),
                Rows.numbers(sorted, R::mean),
                Rows.numbers(sorted, R::ciLow),
                Rows.numbers(sorted, R::ciHigh));
    }

    /**
     * Returns the estimates of some items, such as conditions, at the positions 0, 1, 2 ...
     *
     * @param item the column with the names of the items; the first row of each counts
     * @param names the items in the order of their bars; an item without rows is NaN
     */
    public static <R extends Estimate> Estimates items(List<R> rows, Function<R, String> item, List<String> names) {
        List<List<R>> each =
                names.stream().map(name -> Rows.where(rows, item, name)).toList();
        return new Estimates(
                IntStream.range(0, names.size()).asDoubleStream().toArray(),
                Rows.numbers(each, of -> Rows.first(of, R::mean)),
                Rows.numbers(each, of -> Rows.first(of, R::ciLow)),
                Rows.numbers(each, of -> Rows.first(of, R::ciHigh)));
    }

    /** Returns the number of estimates. */
    public int count() {
        return x.length;
    }

    /** Draws a curve with its confidence band. */
    public Line line(Axes panel, String color) {
        return panel.line(x, mean).band(low, high).color(color);
    }

    /**
     * Draws a bar for each estimate with its confidence interval, cut off at {@code from} and {@code to}.
     *
     * @param colors the colour of each bar
     */
    public Bars bars(Axes panel, String[] colors, double from, double to) {
        return panel.bars(mean).from(from).colors(colors).interval(clamped(low, from, to), clamped(high, from, to));
    }

    /** Returns the largest of {@code top} and all means and limits. */
    public double atLeast(double top) {
        return all().with(top).max();
    }

    /** Returns the smallest of {@code bottom} and all means and limits. */
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
