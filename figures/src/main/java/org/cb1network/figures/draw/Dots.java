package org.cb1network.figures.draw;

import java.util.Arrays;

/**
 * Many dots of the same size on a fine grid over an area, such as a raster of spikes. Dots in the same cell are merged, and the dots are
 * sorted row by row, so that files stay small and do not depend on the order of the spikes.
 */
public final class Dots {

    private final Rect area;
    private final double width;
    private final double height;
    private final int[] columns;
    private final int[] rows;

    private Dots(Rect area, double width, double height, int[] columns, int[] rows) {
        this.area = area;
        this.width = width;
        this.height = height;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Puts dots on the grid. Dots whose centre is outside the area are left out.
     *
     * @param area the area, mm; the grid starts in its upper left corner
     * @param x centres of the dots, mm
     * @param y centres of the dots, mm; as many as {@code x}
     * @param widthMm width of a dot and of the cells of the grid
     * @param heightMm height of a dot and of the cells of the grid
     */
    public static Dots of(Rect area, double[] x, double[] y, double widthMm, double heightMm) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("There are " + x.length + " x and " + y.length + " y coordinates.");
        }
        long[] cells = new long[x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= area.x() && x[i] < area.right() && y[i] >= area.y() && y[i] < area.bottom()) {
                long column = (long) Math.floor((x[i] - area.x()) / widthMm);
                long row = (long) Math.floor((y[i] - area.y()) / heightMm);
                cells[count++] = row << 32 | column;
            }
        }
        Arrays.sort(cells, 0, count);
        int[] columns = new int[count];
        int[] rows = new int[count];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || cells[i] != cells[i - 1]) {
                columns[distinct] = (int) cells[i];
                rows[distinct++] = (int) (cells[i] >> 32);
            }
        }
        return new Dots(area, widthMm, heightMm, Arrays.copyOf(columns, distinct), Arrays.copyOf(rows, distinct));
    }

    /** Returns the number of distinct dots. */
    public int count() {
        return columns.length;
    }

    /** Returns the column of a dot on the grid, counted from the left edge of the area. */
    public int column(int dot) {
        return columns[dot];
    }

    /** Returns the row of a dot on the grid, counted from the upper edge of the area. */
    public int row(int dot) {
        return rows[dot];
    }

    /** Returns the area that the grid covers, mm. */
    public Rect area() {
        return area;
    }

    /** Returns the width of a dot, mm. */
    public double width() {
        return width;
    }

    /** Returns the height of a dot, mm. */
    public double height() {
        return height;
    }
}
