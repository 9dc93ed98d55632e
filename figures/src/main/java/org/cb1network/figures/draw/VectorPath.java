package org.cb1network.figures.draw;

import java.util.Arrays;

/**
 * A path of straight lines and cubic Bézier curves in millimetres, with any number of open or closed pieces. Immutable;
 * create one with a factory such as {@link #ellipse} or with a {@link Builder}.
 *
 * <p>The interior of a closed path follows the non-zero winding rule.
 */
public final class VectorPath {

    /** Distance of the control points that makes four cubic curves a circle to within 0.03 % of its radius. */
    private static final double KAPPA = 0.5522847498307936;

    private static final byte MOVE = 0;
    private static final byte LINE = 1;
    private static final byte CURVE = 2;
    private static final byte CLOSE = 3;

    private final byte[] verbs;
    private final double[] coordinates;

    private VectorPath(byte[] verbs, double[] coordinates) {
        this.verbs = verbs;
        this.coordinates = coordinates;
    }

    /** Receives the parts of a shape in order. */
    public interface Sink {
        /** Starts a new piece. */
        void moveTo(double x, double y);

        /** A straight line. */
        void lineTo(double x, double y);

        /** A cubic Bézier curve with two control points. */
        void curveTo(double x1, double y1, double x2, double y2, double x, double y);

        /** Closes the piece with a straight line to its start. */
        void close();
    }

    /** Passes every part of this shape to the sink. */
    public void sendTo(Sink sink) {
        int at = 0;
        double[] c = coordinates;
        for (byte verb : verbs) {
            switch (verb) {
                case MOVE -> sink.moveTo(c[at++], c[at++]);
                case LINE -> sink.lineTo(c[at++], c[at++]);
                case CURVE -> sink.curveTo(c[at++], c[at++], c[at++], c[at++], c[at++], c[at++]);
                default -> sink.close();
            }
        }
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a straight line. */
    public static VectorPath line(double x1, double y1, double x2, double y2) {
        return builder().moveTo(x1, y1).lineTo(x2, y2).build();
    }

    /** Returns a line through points; it is interrupted where a coordinate is not finite. */
    public static VectorPath of(Polyline points) {
        Builder line = builder();
        boolean drawing = false;
        int ends = points.count() == 0 ? -1 : points.lines();
        for (int i = 0; i <= ends; i++) {
            boolean known = Double.isFinite(points.x(i)) && Double.isFinite(points.y(i));
            if (known && drawing) {
                line.lineTo(points.x(i), points.y(i));
            } else if (known) {
                line.moveTo(points.x(i), points.y(i));
            }
            drawing = known;
        }
        return line.build();
    }

    /** Returns a closed line through points given as x, y, x, y ... */
    public static VectorPath polygon(double... xy) {
        Builder polygon = builder().moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            polygon.lineTo(xy[i], xy[i + 1]);
        }
        return polygon.close().build();
    }

    /** Returns an open line through points given as x, y, x, y ... */
    public static VectorPath path(double... xy) {
        Builder path = builder().moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path.build();
    }

    /** Returns the outline of a rectangle. */
    public static VectorPath rectangle(Rect r) {
        return polygon(r.x(), r.y(), r.right(), r.y(), r.right(), r.bottom(), r.x(), r.bottom());
    }

    /** Returns a rectangle with rounded corners. */
    public static VectorPath roundedRectangle(Rect r, double radiusMm) {
        double q = Math.min(radiusMm, Math.min(r.width(), r.height()) / 2);
        double k = q * (1 - KAPPA);
        double x0 = r.x();
        double y0 = r.y();
        double x1 = r.right();
        double y1 = r.bottom();
        return builder()
                .moveTo(x0 + q, y0)
                .lineTo(x1 - q, y0)
                .curveTo(x1 - k, y0, x1, y0 + k, x1, y0 + q)
                .lineTo(x1, y1 - q)
                .curveTo(x1, y1 - k, x1 - k, y1, x1 - q, y1)
                .lineTo(x0 + q, y1)
                .curveTo(x0 + k, y1, x0, y1 - k, x0, y1 - q)
                .lineTo(x0, y0 + q)
                .curveTo(x0, y0 + k, x0 + k, y0, x0 + q, y0)
                .close()
                .build();
    }

    /** Returns an axis-aligned ellipse. */
    public static VectorPath ellipse(double cx, double cy, double rx, double ry) {
        double kx = rx * KAPPA;
        double ky = ry * KAPPA;
        return builder()
                .moveTo(cx + rx, cy)
                .curveTo(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
                .curveTo(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
                .curveTo(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
                .curveTo(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
                .close()
                .build();
    }

    /** Returns a circle. */
    public static VectorPath circle(double cx, double cy, double radius) {
        return ellipse(cx, cy, radius, radius);
    }

    /** Returns the shape with every point transformed. */
    public VectorPath transformed(Affine t) {
        double[] moved = new double[coordinates.length];
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] = t.x(coordinates[i], coordinates[i + 1]);
            moved[i + 1] = t.y(coordinates[i], coordinates[i + 1]);
        }
        return new VectorPath(verbs, moved);
    }

    /** Returns whether there is nothing to draw. */
    public boolean isEmpty() {
        return verbs.length == 0;
    }

    /**
     * Returns a rectangle around all points and control points; exact for straight lines, slightly too large for
     * curves. An empty shape has an empty rectangle at the origin.
     */
    public Rect bounds() {
        if (coordinates.length == 0) {
            return Rect.of(0, 0, 0, 0);
        }
        double x0 = coordinates[0];
        double x1 = x0;
        double y0 = coordinates[1];
        double y1 = y0;
        for (int i = 2; i < coordinates.length; i += 2) {
            x0 = Math.min(x0, coordinates[i]);
            x1 = Math.max(x1, coordinates[i]);
            y0 = Math.min(y0, coordinates[i + 1]);
            y1 = Math.max(y1, coordinates[i + 1]);
        }
        return Rect.between(x0, y0, x1, y1);
    }

    /** Collects the parts of a shape. */
    public static final class Builder {
        private byte[] verbs = new byte[16];
        private double[] coordinates = new double[32];
        private int verbCount;
        private int coordinateCount;

        private Builder() {}

        /** Starts a new piece. */
        public Builder moveTo(double x, double y) {
            verb(MOVE);
            point(x, y);
            return this;
        }

        /** Adds a straight line. */
        public Builder lineTo(double x, double y) {
            verb(LINE);
            point(x, y);
            return this;
        }

        /** Adds a cubic Bézier curve with two control points. */
        public Builder curveTo(double x1, double y1, double x2, double y2, double x, double y) {
            verb(CURVE);
            point(x1, y1);
            point(x2, y2);
            point(x, y);
            return this;
        }

        /** Adds a quadratic Bézier curve with one control point, as the cubic curve that is equal to it. */
        public Builder quadTo(double cx, double cy, double x, double y) {
            double fromX = coordinates[coordinateCount - 2];
            double fromY = coordinates[coordinateCount - 1];
            return curveTo(
                    fromX + (cx - fromX) * 2 / 3,
                    fromY + (cy - fromY) * 2 / 3,
                    x + (cx - x) * 2 / 3,
                    y + (cy - y) * 2 / 3,
                    x,
                    y);
        }

        /** Closes the piece with a straight line to its start. */
        public Builder close() {
            verb(CLOSE);
            return this;
        }

        /** Adds all parts of another shape. */
        public Builder append(VectorPath other) {
            for (byte verb : other.verbs) {
                verb(verb);
            }
            for (int i = 0; i < other.coordinates.length; i += 2) {
                point(other.coordinates[i], other.coordinates[i + 1]);
            }
            return this;
        }

        /** Returns the shape collected so far. */
        public VectorPath build() {
            return new VectorPath(Arrays.copyOf(verbs, verbCount), Arrays.copyOf(coordinates, coordinateCount));
        }

        private void verb(byte verb) {
            if (verbCount == verbs.length) {
                verbs = Arrays.copyOf(verbs, 2 * verbCount);
            }
            verbs[verbCount++] = verb;
        }

        private void point(double x, double y) {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("Cannot draw to the point (" + x + ", " + y + ").");
            }
            if (coordinateCount == coordinates.length) {
                coordinates = Arrays.copyOf(coordinates, 2 * coordinateCount);
            }
            coordinates[coordinateCount++] = x;
            coordinates[coordinateCount++] = y;
        }
    }
}
