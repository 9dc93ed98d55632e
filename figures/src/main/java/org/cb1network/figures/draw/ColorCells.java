package org.cb1network.figures.draw;

/**
 * A matrix of adjoining cells over an area, each of one colour.
 *
 * @param area the area of the matrix, mm
 * @param rows number of rows; row 0 is at the top
 * @param columns number of columns; column 0 is at the left
 * @param colors gives the colour of a cell
 */
public record ColorCells(Rect area, int rows, int columns, CellColor colors) {

    /** The colour of the cell at a row and a column; a transparent colour leaves the cell blank. */
    @FunctionalInterface
    public interface CellColor {
        /** Returns the colour; alpha 0 is blank. */
        Color at(int row, int column);
    }

    /**
     * Returns the x coordinate of the left edge of a column, mm; one past the last column gives the right edge of the
     * matrix.
     */
    public double edgeX(int column) {
        return area.x() + area.width() * column / columns;
    }

    /**
     * Returns the y coordinate of the upper edge of a row, mm; one past the last row gives the lower edge of the
     * matrix.
     */
    public double edgeY(int row) {
        return area.y() + area.height() * row / rows;
    }
}
