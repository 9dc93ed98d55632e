package org.cb1network.figures.draw;

/** A block of text at its position on the canvas, possibly rotated: its outlines and the bounding box of its ink. */
public final class PlacedText {

    private final String plain;
    private final VectorPath outline;
    private final Rect bounds;
    private final double[] cornersX;
    private final double[] cornersY;

    PlacedText(String plain, VectorPath levelOutline, Affine toPlace) {
        this.plain = plain;
        this.outline = levelOutline.transformed(toPlace);
        this.bounds = outline.bounds();
        Rect ink = levelOutline.bounds();
        double[] x = {ink.x(), ink.right(), ink.right(), ink.x()};
        double[] y = {ink.y(), ink.y(), ink.bottom(), ink.bottom()};
        cornersX = new double[4];
        cornersY = new double[4];
        for (int i = 0; i < 4; i++) {
            cornersX[i] = toPlace.x(x[i], y[i]);
            cornersY[i] = toPlace.y(x[i], y[i]);
        }
    }

    /** Returns the text without its markup. */
    public String plain() {
        return plain;
    }

    /** Returns the outlines of the letters, in place, mm. */
    public VectorPath outline() {
        return outline;
    }

    /** Returns the upright rectangle around the ink, mm. */
    public Rect bounds() {
        return bounds;
    }

    /**
     * Returns whether the boxes of two texts overlap; rotated texts have rotated boxes.
     *
     * @param clearance least distance between them, mm
     */
    public boolean overlaps(PlacedText other, double clearance) {
        return !separated(this, other, clearance) && !separated(other, this, clearance);
    }

    /**
     * Tests for separation: two convex boxes are disjoint if and only if their projections perpendicular to some edge
     * of either are disjoint.
     */
    private static boolean separated(PlacedText box, PlacedText other, double clearance) {
        for (int edge = 0; edge < 2; edge++) {
            double dx = box.cornersX[edge + 1] - box.cornersX[edge];
            double dy = box.cornersY[edge + 1] - box.cornersY[edge];
            double length = Math.sqrt(dx * dx + dy * dy);
            if (length == 0) {
                return true;
            }
            double[] own = box.extent(dx / length, dy / length);
            double[] others = other.extent(dx / length, dy / length);
            if (own[1] + clearance <= others[0] || others[1] + clearance <= own[0]) {
                return true;
            }
        }
        return false;
    }

    private double[] extent(double directionX, double directionY) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 4; i++) {
            double along = cornersX[i] * directionX + cornersY[i] * directionY;
            min = Math.min(min, along);
            max = Math.max(max, along);
        }
        return new double[] {min, max};
    }
}
