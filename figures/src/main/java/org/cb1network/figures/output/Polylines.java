package org.cb1network.figures.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.VectorPath;

/** Turns a shape into pieces of straight lines in pixels, with curves divided so finely that no pixel changes. */
final class Polylines implements VectorPath.Sink {

    /** Greatest distance between a curve and its straight pieces, pixels. */
    private static final double TOLERANCE = 0.005;

    private final double pixelsPerMm;
    private final List<Polyline> pieces = new ArrayList<>();
    private double[] x = new double[16];
    private double[] y = new double[16];
    private int count;

    private Polylines(double pixelsPerMm) {
        this.pixelsPerMm = pixelsPerMm;
    }

    /** Returns the pieces of a shape. */
    static List<Polyline> of(VectorPath shape, double pixelsPerMm) {
        Polylines polylines = new Polylines(pixelsPerMm);
        shape.sendTo(polylines);
        polylines.finish(false);
        return polylines.pieces;
    }

    @Override
    public void moveTo(double px, double py) {
        finish(false);
        add(px * pixelsPerMm, py * pixelsPerMm);
    }

    @Override
    public void lineTo(double px, double py) {
        add(px * pixelsPerMm, py * pixelsPerMm);
    }

    @Override
    public void curveTo(double px1, double py1, double px2, double py2, double px, double py) {
        double x0 = x[count - 1];
        double y0 = y[count - 1];
        double x1 = px1 * pixelsPerMm;
        double y1 = py1 * pixelsPerMm;
        double x2 = px2 * pixelsPerMm;
        double y2 = py2 * pixelsPerMm;
        double x3 = px * pixelsPerMm;
        double y3 = py * pixelsPerMm;
        double bend = Math.max(
                Math.abs(x0 - 2 * x1 + x2) + Math.abs(y0 - 2 * y1 + y2),
                Math.abs(x1 - 2 * x2 + x3) + Math.abs(y1 - 2 * y2 + y3));
        int parts = (int) Math.max(1, Math.ceil(Math.sqrt(0.75 * bend / TOLERANCE)));
        for (int i = 1; i < parts; i++) {
            double t = (double) i / parts;
            double s = 1 - t;
            double c0 = s * s * s;
            double c1 = 3 * s * s * t;
            double c2 = 3 * s * t * t;
            double c3 = t * t * t;
            add(c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3, c0 * y0 + c1 * y1 + c2 * y2 + c3 * y3);
        }
        add(x3, y3);
    }

    @Override
    public void close() {
        double firstX = x[0];
        double firstY = y[0];
        finish(true);
        add(firstX, firstY);
    }

    private void add(double px, double py) {
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
        }
        x[count] = px;
        y[count++] = py;
    }

    private void finish(boolean closed) {
        boolean afterClose = !closed
                && count == 1
                && !pieces.isEmpty()
                && pieces.get(pieces.size() - 1).isClosed();
        if (count > 0 && !afterClose) {
            double[] px = Arrays.copyOf(x, count);
            double[] py = Arrays.copyOf(y, count);
            pieces.add(closed ? Polyline.closed(px, py) : Polyline.open(px, py));
        }
        count = 0;
    }
}
