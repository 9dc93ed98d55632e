package org.cb1network.figures.mark;

/**
 * Maps values to positions along an axis.
 *
 * @param start value at the lower or left end; may be larger than {@code end} for a reversed axis
 * @param end value at the other end
 * @param logarithmic whether the axis is logarithmic
 */
public record Scale(double start, double end, boolean logarithmic) {

    /** Checks the range. */
    public Scale {
        boolean finite = Double.isFinite(start) && Double.isFinite(end);
        if (!finite || start == end || (logarithmic && !(start > 0 && end > 0))) {
            throw new IllegalArgumentException("An axis cannot go from " + start + " to " + end
                    + (logarithmic ? " on a logarithmic scale." : "."));
        }
    }

    /** Returns a linear scale. */
    public static Scale linear(double start, double end) {
        return new Scale(start, end, false);
    }

    /** Returns a logarithmic scale. */
    public static Scale log(double start, double end) {
        return new Scale(start, end, true);
    }

    /**
     * Returns the position of a value: 0 at the start, 1 at the end; NaN for a value that a logarithmic scale cannot
     * show.
     */
    public double position(double value) {
        if (!logarithmic) {
            return (value - start) / (end - start);
        }
        if (!(value > 0)) {
            return Double.NaN;
        }
        return StrictMath.log(value / start) / StrictMath.log(end / start);
    }

    /** Returns whether a value is on the axis, apart from rounding. */
    public boolean covers(double value) {
        double position = position(value);
        return position >= -1e-9 && position <= 1 + 1e-9;
    }
}
