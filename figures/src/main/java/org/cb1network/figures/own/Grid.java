package org.cb1network.figures.own;

import java.util.Arrays;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.stage.PickedRows;

/**
 * A number over two others.
 *
 * @param x values along x, growing
 * @param y values along y, growing
 * @param values a row for each y; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
record Grid(double[] x, double[] y, double[][] values) {

    /** Reads a grid from the columns of a table. */
    static Grid of(PickedRows rows, String xColumn, String yColumn, String column) {
        double[] x = rows.distinctNumbers(xColumn);
        double[] y = rows.distinctNumbers(yColumn);
        double[][] values = new double[y.length][x.length];
        for (int row = 0; row < y.length; row++) {
            PickedRows level = rows.where(yColumn, y[row]);
            for (int i = 0; i < x.length; i++) {
                values[row][i] = level.where(xColumn, x[i]).number(column);
            }
        }
        return new Grid(x, y, values);
    }

    /** The same with x and y in per cent. */
    Grid percent() {
        return new Grid(percent(x), percent(y), values);
    }

    /** The same with y in per cent. */
    Grid percentUp() {
        return new Grid(x, percent(y), values);
    }

    private static double[] percent(double[] values) {
        return Arrays.stream(values).map(value -> 100 * value).toArray();
    }

    /** Draws the grid, each value in the middle of its cell. */
    Matrix map(Axes panel) {
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
