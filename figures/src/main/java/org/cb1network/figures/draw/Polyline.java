package org.cb1network.figures.draw;

/** Points joined by straight lines. Immutable. */
public final class Polyline {

    private final double[] x;
    private final double[] y;
    private final boolean closed;

    private Polyline(double[] x, double[] y, boolean closed) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("There are " + x.length + " x and " + y.length + " y coordinates.");
        }
        this.x = x;
        this.y = y;
        this.closed = closed;
    }

    /** Returns points joined in order. */
    public static Polyline open(double[] x, double[] y) {
        return new Polyline(x.clone(), y.clone(), false);
    }

    /** Returns points joined in order and closed: the last point is joined to the first. */
    public static Polyline closed(double[] x, double[] y) {
        return new Polyline(x.clone(), y.clone(), true);
    }

    /** Returns the outline of a rectangle. */
    public static Polyline around(Rect r) {
        double[] x = {r.x(), r.right(), r.right(), r.x()};
        double[] y = {r.y(), r.y(), r.bottom(), r.bottom()};
        return new Polyline(x, y, true);
    }

    /** Returns a single line. */
    public static Polyline line(double x1, double y1, double x2, double y2) {
        return new Polyline(new double[] {x1, x2}, new double[] {y1, y2}, false);
    }

    /** Returns the number of points. */
    public int count() {
        return x.length;
    }

    /** Returns the number of straight lines. */
    public int lines() {
        return closed ? x.length : Math.max(0, x.length - 1);
    }

    /** Returns whether the last point is joined to the first. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns the x coordinate of a point. Indices wrap around: the point after the last is the first. */
    public double x(int point) {
        return x[point == x.length ? 0 : point];
    }

    /** Returns the y coordinate of a point. Indices wrap around: the point after the last is the first. */
    public double y(int point) {
        return y[point == y.length ? 0 : point];
    }

    /** Returns whether all lines are horizontal or vertical. */
    public boolean isAxisAligned() {
        for (int i = 0; i < lines(); i++) {
            if (x(i) != x(i + 1) && y(i) != y(i + 1)) {
                return false;
            }
        }
        return x.length > 1;
    }

    /** Returns whether any line crosses the interior of a rectangle. */
    public boolean meets(Rect box) {
        for (int i = 0; i < lines(); i++) {
            if (box.meetsSegment(x(i), y(i), x(i + 1), y(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
