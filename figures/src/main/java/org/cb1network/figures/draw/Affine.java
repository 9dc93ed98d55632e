package org.cb1network.figures.draw;

/**
 * A plane transformation, {@code x' = a x + c y + e} and {@code y' = b x + d y + f}, with the letters of SVG and PDF.
 *
 * <p>Angles are in degrees. A positive angle is counter-clockwise on paper, although the y axis of a {@link Canvas} points down.
 *
 * @param a x scale
 * @param b y shear
 * @param c x shear
 * @param d y scale
 * @param e x shift in mm
 * @param f y shift in mm
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

    /** The identity. */
    public static final Affine IDENTITY = new Affine(1, 0, 0, 1, 0, 0);

    /**
     * Translates by the given distances.
     *
     * @param dx to the right
     * @param dy down
     */
    public static Affine translation(double dx, double dy) {
        return new Affine(1, 0, 0, 1, dx, dy);
    }

    /** Scales about the origin. */
    public static Affine scaling(double sx, double sy) {
        return new Affine(sx, 0, 0, sy, 0, 0);
    }

    /** Rotates about the origin by an angle in degrees, counter-clockwise on paper. Exact for multiples of 90. */
    public static Affine rotation(double degrees) {
        double quarter = degrees / 90;
        if (quarter == Math.rint(quarter)) {
            return switch (Math.floorMod((long) quarter, 4)) {
                case 1 -> new Affine(0, -1, 1, 0, 0, 0);
                case 2 -> new Affine(-1, 0, 0, -1, 0, 0);
                case 3 -> new Affine(0, 1, -1, 0, 0, 0);
                default -> IDENTITY;
            };
        }
        double angle = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new Affine(cos, -sin, sin, cos, 0, 0);
    }

    /** Returns the composition: this transformation first, then {@code next}. */
    public Affine then(Affine next) {
        return new Affine(
                next.a * a + next.c * b,
                next.b * a + next.d * b,
                next.a * c + next.c * d,
                next.b * c + next.d * d,
                next.a * e + next.c * f + next.e,
                next.b * e + next.d * f + next.f);
    }

    /** Returns the x coordinate of the image of a point. */
    public double x(double x, double y) {
        return a * x + c * y + e;
    }

    /** Returns the y coordinate of the image of a point. */
    public double y(double x, double y) {
        return b * x + d * y + f;
    }
}
