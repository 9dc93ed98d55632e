package org.cb1network.figures.mark;

/**
 * The values that an axis must show. NaN and infinite values are ignored.
 *
 * @param min smallest value; larger than {@code max} if there is none
 * @param max largest value
 */
public record ValueRange(double min, double max) {

    /** No values. */
    public static final ValueRange NONE = new ValueRange(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Returns the range of values. */
    public static ValueRange of(double... values) {
        double min = NONE.min;
        double max = NONE.max;
        for (double value : values) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new ValueRange(min, max);
    }

    /** Returns the range extended to a value. */
    public ValueRange with(double value) {
        return Double.isFinite(value) ? new ValueRange(Math.min(min, value), Math.max(max, value)) : this;
    }

    /** Returns the smallest range that contains both. */
    public ValueRange union(ValueRange other) {
        return new ValueRange(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** Returns whether there are no values. */
    public boolean isEmpty() {
        return min > max;
    }
}
