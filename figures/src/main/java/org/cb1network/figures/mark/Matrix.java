package org.cb1network.figures.mark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.theme.ColorMap;
import org.cb1network.figures.theme.Theme;

/**
 * A matrix as coloured cells; NaN is blank. Column {@code j} is centred at x = {@code j}, row {@code i} at y = {@code i},
 * unless {@link #over} says otherwise.
 */
public final class Matrix extends Mark<Matrix> {

    private static final Color BLANK = Color.WHITE.withAlpha(0);

    private final double[][] values;
    private final int columns;
    private ColorMap colors = ColorMap.viridis();
    private Scale scale;
    private double left = -0.5;
    private double right;
    private double bottom = -0.5;
    private double top;

    /** Creates a matrix of rows of equal lengths. */
    public Matrix(Theme theme, double[][] rows) {
        super(theme);
        this.values = Arrays.stream(rows).map(array -> array.clone()).toArray(double[][]::new);
        this.columns = rows.length == 0 ? 0 : rows[0].length;
        if (columns == 0 || Arrays.stream(rows).anyMatch(row -> row.length != columns)) {
            throw new IllegalArgumentException("A matrix needs rows of equal lengths, and at least one number.");
        }
        this.right = columns - 0.5;
        this.top = rows.length - 0.5;
        ValueRange range = ValueRange.NONE;
        for (double[] row : values) {
            range = range.union(ValueRange.of(row));
        }
        double low = range.isEmpty() ? 0 : range.min();
        double high = range.isEmpty() ? 0 : range.max();
        // Adding 1 to a very large number would not change it.
        this.scale = Scale.linear(low, low == high ? low + Math.max(1, 0.01 * Math.abs(low)) : high);
    }

    /** Sets the values of the first and the last colour. */
    public Matrix range(double low, double high) {
        this.scale = Scale.linear(low, high);
        return this;
    }

    /** Sets the positive values of the first and the last colour, on a logarithmic scale. */
    public Matrix logRange(double low, double high) {
        this.scale = Scale.log(low, high);
        return this;
    }

    /** Sets the colours. */
    public Matrix colors(ColorMap newColors) {
        this.colors = newColors;
        return this;
    }

    /** Sets the outer edges of the matrix in units of the axes; row 0 starts at {@code newBottom}. */
    public Matrix over(double newLeft, double newRight, double newBottom, double newTop) {
        this.left = newLeft;
        this.right = newRight;
        this.bottom = newBottom;
        this.top = newTop;
        return this;
    }

    /** Returns the scale of the colours. */
    public Scale scale() {
        return scale;
    }

    /** Returns the colours. */
    public ColorMap colors() {
        return colors;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(left, right);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(bottom, top);
    }

    @Override
    public List<Datum> data(DataArea area) {
        List<Datum> cells = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            double y = bottom + (row + 0.5) * (top - bottom) / values.length;
            for (int column = 0; column < columns; column++) {
                double x = left + (column + 0.5) * (right - left) / columns;
                cells.add(new Datum("matrix", series(), x, y, Double.NaN, Double.NaN, values[row][column]));
            }
        }
        return cells;
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        Rect place = Rect.between(area.toX(left), area.toY(bottom), area.toX(right), area.toY(top));
        boolean rowsGoUp = area.toY(top) < area.toY(bottom);
        boolean columnsGoLeft = area.toX(right) < area.toX(left);
        ColorCells cells = new ColorCells(
                place,
                values.length,
                columns,
                (row, column) -> color(values[rowsGoUp ? values.length - 1 - row : row][
                        columnsGoLeft ? columns - 1 - column : column]));
        inside(canvas, area, place, 0.05, () -> canvas.cells(cells));
    }

    private Color color(double value) {
        double share = scale.position(value);
        return Double.isNaN(share) ? BLANK : colors.at(share);
    }

    @Override
    protected Matrix self() {
        return this;
    }
}
