package org.cb1network.figures.output;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Stroke;

/**
 * Turns strokes into polygons for the {@link Rasterizer}: a quadrilateral per segment, a wedge per corner, a
 * cap per end. All wind in the same direction, so the non-zero rule fills their union.
 */
final class StrokeOutline {

    private static final double MITER_LIMIT = 4;

    private final Rasterizer target;
    private final double half;
    private final Stroke.Cap cap;
    private final Stroke.Join join;

    /** Draws with a line width in pixels into the target. */
    StrokeOutline(Rasterizer target, double width, Stroke.Cap cap, Stroke.Join join) {
        this.target = target;
        this.half = width / 2;
        this.cap = cap;
        this.join = join;
    }

    /** Divides pieces into dashes, given in pixels: dash, gap, dash, gap ... */
    static List<Polyline> dashes(Polyline piece, double[] pattern) {
        List<Polyline> dashes = new ArrayList<>();
        List<double[]> dash = new ArrayList<>();
        int part = 0;
        double left = pattern[0];
        dash.add(new double[] {piece.x(0), piece.y(0)});
        for (int i = 0; i < piece.lines(); i++) {
            double dx = piece.x(i + 1) - piece.x(i);
            double dy = piece.y(i + 1) - piece.y(i);
            double length = Math.sqrt(dx * dx + dy * dy);
            double done = 0;
            while (length - done > left) {
                done += left;
                double[] point = {piece.x(i) + dx * done / length, piece.y(i) + dy * done / length};
                if (part % 2 == 0) {
                    dash.add(point);
                    dashes.add(piece(dash));
                }
                dash.clear();
                dash.add(point);
                part = (part + 1) % (pattern.length % 2 == 0 ? pattern.length : 2 * pattern.length);
                left = pattern[part % pattern.length];
            }
            left -= length - done;
            if (part % 2 == 0) {
                dash.add(new double[] {piece.x(i + 1), piece.y(i + 1)});
            }
        }
        if (part % 2 == 0 && dash.size() > 1) {
            dashes.add(piece(dash));
        }
        return dashes;
    }

    private static Polyline piece(List<double[]> points) {
        double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
        double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
        return Polyline.open(x, y);
    }

    /** Adds the outline of one piece. */
    void add(Polyline piece) {
        boolean started = false;
        double firstDx = 0;
        double firstDy = 0;
        double lastDx = 0;
        double lastDy = 0;
        for (int i = 0; i < piece.lines(); i++) {
            double x = piece.x(i);
            double y = piece.y(i);
            double stepX = piece.x(i + 1) - x;
            double stepY = piece.y(i + 1) - y;
            double length = Math.sqrt(stepX * stepX + stepY * stepY);
            if (length < 1e-9) {
                continue;
            }
            double dx = stepX / length;
            double dy = stepY / length;
            straight(x, y, piece.x(i + 1), piece.y(i + 1), dx, dy);
            if (started) {
                corner(x, y, lastDx, lastDy, dx, dy);
            } else {
                firstDx = dx;
                firstDy = dy;
                started = true;
            }
            lastDx = dx;
            lastDy = dy;
        }
        int last = piece.count() - 1;
        if (!started) {
            point(piece.x(0), piece.y(0));
        } else if (piece.isClosed()) {
            corner(piece.x(0), piece.y(0), lastDx, lastDy, firstDx, firstDy);
        } else {
            end(piece.x(0), piece.y(0), -firstDx, -firstDy);
            end(piece.x(last), piece.y(last), lastDx, lastDy);
        }
    }

    private void straight(double x1, double y1, double x2, double y2, double dx, double dy) {
        double nx = -dy * half;
        double ny = dx * half;
        polygon(x1 + nx, y1 + ny, x2 + nx, y2 + ny, x2 - nx, y2 - ny, x1 - nx, y1 - ny);
    }

    private void corner(double x, double y, double dx1, double dy1, double dx2, double dy2) {
        double cross = dx1 * dy2 - dy1 * dx2;
        double dot = dx1 * dx2 + dy1 * dy2;
        double side = cross > 0 ? -half : half;
        double ax = -dy1 * side;
        double ay = dx1 * side;
        double bx = -dy2 * side;
        double by = dx2 * side;
        if (join == Stroke.Join.ROUND) {
            if (dot < -0.999999) {
                fan(x, y, ax, ay, dx1 * half, dy1 * half);
                fan(x, y, dx1 * half, dy1 * half, bx, by);
            } else {
                fan(x, y, ax, ay, bx, by);
            }
            return;
        }
        double miter = (1 + dot) / 2;
        if (miter * MITER_LIMIT * MITER_LIMIT >= 1) {
            double reach = 1 / (1 + dot);
            polygon(x, y, x + ax, y + ay, x + (ax + bx) * reach, y + (ay + by) * reach, x + bx, y + by);
        } else {
            polygon(x, y, x + ax, y + ay, x + bx, y + by);
        }
    }

    /** A sector of a disc between two radii less than half a turn apart, halved until the rim is smooth. */
    private void fan(double x, double y, double ax, double ay, double bx, double by) {
        double mx = ax + bx;
        double my = ay + by;
        double length = Math.sqrt(mx * mx + my * my);
        if (half - length / 2 < 0.02 || length < 1e-9) {
            polygon(x, y, x + ax, y + ay, x + bx, y + by);
        } else {
            fan(x, y, ax, ay, mx * half / length, my * half / length);
            fan(x, y, mx * half / length, my * half / length, bx, by);
        }
    }

    private void end(double x, double y, double dx, double dy) {
        if (cap == Stroke.Cap.ROUND) {
            fan(x, y, -dy * half, dx * half, dx * half, dy * half);
            fan(x, y, dx * half, dy * half, dy * half, -dx * half);
        } else if (cap == Stroke.Cap.SQUARE) {
            straight(x, y, x + dx * half, y + dy * half, dx, dy);
        }
    }

    private void point(double x, double y) {
        if (cap != Stroke.Cap.BUTT) {
            end(x, y, 1, 0);
            end(x, y, -1, 0);
        }
    }

    private void polygon(double... xy) {
        double twiceArea = 0;
        int n = xy.length;
        for (int i = 0; i < n; i += 2) {
            int j = (i + 2) % n;
            twiceArea += xy[i] * xy[j + 1] - xy[j] * xy[i + 1];
        }
        for (int i = 0; i < n; i += 2) {
            int j = (i + 2) % n;
            if (twiceArea > 0) {
                target.edge(xy[i], xy[i + 1], xy[j], xy[j + 1]);
            } else {
                target.edge(xy[j], xy[j + 1], xy[i], xy[i + 1]);
            }
        }
    }
}
