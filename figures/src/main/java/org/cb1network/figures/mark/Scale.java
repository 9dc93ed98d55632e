package org.cb1network.figures.mark;

/**
 * Maps values to positions along an axis.
 *
 * @param start value at the lower or left end; may be greater than {@code end}, for an axis that runs the other way
 * @param end value at the other end
 * @param logarithmic whether equal ratios, not equal differences, have equal distances
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

    /** Equal differences have equal distances. */
    public static Scale linear(double start, double end) {
        return new Scale(start, end, false);
    }

    /** Equal ratios have equal distances. */
    public static Scale log(double start, double end) {
        return new Scale(start, end, true);
    }

    /** Where a value stands: 0 at the start, 1 at the end; NaN where a logarithmic scale has no place for it. */
    public double position(double value) {
        if (!logarithmic) {
            return (value - start) / (end - start);
        }
        if (!(value > 0)) {
            return Double.NaN;
        }
        return StrictMath.log(value / start) / StrictMath.log(end / start);
    }

    /** Whether a value is on the axis, give or take rounding. */
    public boolean covers(double value) {
        double position = position(value);
        return position >= -1e-9 && position <= 1 + 1e-9;
    }
}
