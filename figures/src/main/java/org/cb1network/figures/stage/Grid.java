package org.cb1network.figures.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Axes;

/**
 * The values of a quantity over two axes.
 *
 * @param x values of the x axis, ascending
 * @param y values of the y axis, ascending
 * @param values one row for each y; NaN where the table has no row
 */
@SuppressWarnings("ArrayRecordComponent") // holds data for a mark and is never compared
public record Grid(double[] x, double[] y, double[][] values) {

    /** Arranges rows on a grid. */
    public static <R> Grid of(List<R> rows, ToDoubleFunction<R> x, ToDoubleFunction<R> y, ToDoubleFunction<R> value) {
        double[] xs = Rows.distinctNumbers(rows, x);
        double[] ys = Rows.distinctNumbers(rows, y);
        double[][] values = new double[ys.length][xs.length];
        for (int row = 0; row < ys.length; row++) {
            List<R> level = Rows.where(rows, y, ys[row]);
            for (int column = 0; column < xs.length; column++) {
                values[row][column] = Rows.first(Rows.where(level, x, xs[column]), value);
            }
        }
        return new Grid(xs, ys, values);
    }

    /** Returns the same grid with x and y in per cent. */
    public Grid percent() {
        return new Grid(percent(x), percent(y), values);
    }

    /** Returns the same grid with y in per cent. */
    public Grid percentUp() {
        return new Grid(x, percent(y), values);
    }

    private static double[] percent(double[] values) {
        return Arrays.stream(values).map(value -> 100 * value).toArray();
    }

    /** Draws the grid as a map in which each value is in the centre of its cell. */
    public Matrix map(Axes panel) {
        double halfX = halfStep(x);
        double halfY = halfStep(y);
        return panel.map(values, x[0] - halfX, x[x.length - 1] + halfX, y[0] - halfY, y[y.length - 1] + halfY);
    }

    private static double halfStep(double[] values) {
        return values.length < 2
                ? Math.max(1e-3, Math.abs(values[0]) / 2)
                : (values[values.length - 1] - values[0]) / (values.length - 1) / 2;
    }
}
