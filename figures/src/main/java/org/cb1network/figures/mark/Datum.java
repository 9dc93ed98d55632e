package org.cb1network.figures.mark;

/**
 * A number that a mark shows. Components that do not apply are NaN.
 *
 * @param mark the kind of mark, such as {@code line}
 * @param series the series, such as a condition; for text and brackets, their text
 * @param x position along x
 * @param y position along y
 * @param low lower limit of its interval, in the unit of y; start of a bracket or a shaded span
 * @param high upper limit; their end
 * @param value the number of a cell of a matrix
 */
public record Datum(String mark, String series, double x, double y, double low, double high, double value) {

    /** Returns a point without an interval. */
    static Datum point(String mark, String series, double x, double y) {
        return interval(mark, series, x, y, Double.NaN, Double.NaN);
    }

    /** Returns a point with an interval. */
    static Datum interval(String mark, String series, double x, double y, double low, double high) {
        return new Datum(mark, series, x, y, low, high, Double.NaN);
    }
}
