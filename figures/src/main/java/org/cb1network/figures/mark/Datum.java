package org.cb1network.figures.mark;

/**
 * A number that a mark shows. What does not apply is NaN.
 *
 * @param mark the kind of mark, such as {@code line}
 * @param series whose number it is, such as a condition; for text and brackets, what they say
 * @param x where it stands along x
 * @param y where it stands along y
 * @param low lower limit of its interval, in the unit of y; where a bracket or a shaded span begins
 * @param high upper limit; where they end
 * @param value the number of a cell of a matrix
 */
public record Datum(String mark, String series, double x, double y, double low, double high, double value) {

    /** A point without an interval. */
    static Datum point(String mark, String series, double x, double y) {
        return interval(mark, series, x, y, Double.NaN, Double.NaN);
    }

    /** A point with an interval. */
    static Datum interval(String mark, String series, double x, double y, double low, double high) {
        return new Datum(mark, series, x, y, low, high, Double.NaN);
    }
}
