package org.cb1network.figures.draw;

import java.util.List;

/**
 * How a line is drawn. Lengths are in points (1/72 inch), as is usual for line widths.
 *
 * @param widthPt line width, points
 * @param cap shape of the ends
 * @param join shape of the corners
 * @param dashPt lengths of dashes and gaps in turn, points; empty for a solid line
 */
public record Stroke(double widthPt, Cap cap, Join join, List<Double> dashPt) {

    /** Millimetres per point. */
    public static final double MM_PER_PT = 25.4 / 72;

    /** Line ends, with the names of SVG and PDF. */
    public enum Cap {
        /** The line ends at its end point. */
        BUTT,
        /** A half disc beyond the end point. */
        ROUND,
        /** Half a line width beyond the end point. */
        SQUARE
    }

    /** Corners, with the names of SVG and PDF. */
    public enum Join {
        /** Pointed, up to a length of four line widths, then bevelled. */
        MITER,
        /** Rounded. */
        ROUND
    }

    /** Checks width and dashes. */
    public Stroke {
        dashPt = List.copyOf(dashPt);
        if (!(widthPt > 0)) {
            throw new IllegalArgumentException("A line must be wider than " + widthPt + " pt.");
        }
        if (dashPt.stream().anyMatch(d -> !(d >= 0)) || (!dashPt.isEmpty() && sum(dashPt) <= 0)) {
            throw new IllegalArgumentException("Dashes and gaps must be positive lengths, not " + dashPt);
        }
    }

    /** Returns a line of data: rounded corners and ends. */
    public static Stroke round(double widthPt) {
        return new Stroke(widthPt, Cap.ROUND, Join.ROUND, List.of());
    }

    /** Returns a ruled line: mitred corners and butt ends. */
    public static Stroke ruled(double widthPt) {
        return new Stroke(widthPt, Cap.BUTT, Join.MITER, List.of());
    }

    /** Returns the same line with other ends. */
    public Stroke capped(Cap newCap) {
        return new Stroke(widthPt, newCap, join, dashPt);
    }

    /** Returns the same line with dashes and gaps, in points. */
    public Stroke dashed(Double... lengthsPt) {
        return new Stroke(widthPt, cap, join, List.of(lengthsPt));
    }

    /** Returns the same line with another width in points. */
    public Stroke width(double newWidthPt) {
        return new Stroke(newWidthPt, cap, join, dashPt);
    }

    /** Returns the line width in millimetres. */
    public double widthMm() {
        return widthPt * MM_PER_PT;
    }

    private static double sum(List<Double> lengths) {
        double sum = 0;
        for (double length : lengths) {
            sum += length;
        }
        return sum;
    }
}
