package org.cb1network.figures.draw;

/**
 * An axis-aligned rectangle in millimetres; {@code (x, y)} is its upper left corner, y grows downwards.
 *
 * @param x left edge, mm
 * @param y upper edge, mm
 * @param width mm, not negative
 * @param height mm, not negative
 */
public record Rect(double x, double y, double width, double height) {

    /** Checks the size. */
    public Rect {
        if (!(width >= 0 && height >= 0)) {
            throw new IllegalArgumentException("A rectangle cannot be " + width + " mm x " + height + " mm.");
        }
    }

    /** Returns the rectangle at {@code (x, y)} of the given size, all in mm. */
    public static Rect of(double x, double y, double width, double height) {
        return new Rect(x, y, width, height);
    }

    /** Returns the smallest rectangle that has the two points as corners. */
    public static Rect between(double x1, double y1, double x2, double y2) {
        return new Rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }

    /** Returns the right edge, mm. */
    public double right() {
        return x + width;
    }

    /** Returns the lower edge, mm. */
    public double bottom() {
        return y + height;
    }

    /** Returns the middle in x, mm. */
    public double centerX() {
        return x + width / 2;
    }

    /** Returns the middle in y, mm. */
    public double centerY() {
        return y + height / 2;
    }

    /** Returns the rectangle with every edge moved outwards (or, if negative, inwards) by a margin in mm. */
    public Rect grown(double margin) {
        return new Rect(x - margin, y - margin, Math.max(0, width + 2 * margin), Math.max(0, height + 2 * margin));
    }

    /** Returns whether the two rectangles share an area; touching edges do not count. */
    public boolean overlaps(Rect other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** Returns whether the other rectangle lies inside this one; touching edges are inside. */
    public boolean contains(Rect other) {
        return x <= other.x && other.right() <= right() && y <= other.y && other.bottom() <= bottom();
    }

    /** Returns the smallest rectangle that contains both. */
    public Rect union(Rect other) {
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    /**
     * Returns whether a straight line from {@code (x1, y1)} to {@code (x2, y2)} crosses the interior of this rectangle
     * (Liang and Barsky's clipping test).
     */
    public boolean meetsSegment(double x1, double y1, double x2, double y2) {
        boolean apart = Math.max(x1, x2) <= x
                || Math.min(x1, x2) >= right()
                || Math.max(y1, y2) <= y
                || Math.min(y1, y2) >= bottom();
        if (apart) {
            return false;
        }
        double[] reach = {0, 1};
        return clip(x1 - x2, x1 - x, reach)
                && clip(x2 - x1, right() - x1, reach)
                && clip(y1 - y2, y1 - y, reach)
                && clip(y2 - y1, bottom() - y1, reach)
                && reach[0] < reach[1];
    }

    private static boolean clip(double direction, double distance, double[] reach) {
        if (direction == 0) {
            return distance > 0;
        }
        double t = distance / direction;
        if (direction < 0) {
            reach[0] = Math.max(reach[0], t);
        } else {
            reach[1] = Math.min(reach[1], t);
        }
        return true;
    }
}
