package org.cb1network.figures.draw;

import java.util.Locale;

/**
 * An sRGB colour with opacity.
 *
 * @param red 0 ... 255
 * @param green 0 ... 255
 * @param blue 0 ... 255
 * @param alpha opacity, 0 (invisible) ... 1 (opaque)
 */
public record Color(int red, int green, int blue, double alpha) {

    /** Opaque black. */
    public static final Color BLACK = new Color(0, 0, 0, 1);

    /** Opaque white. */
    public static final Color WHITE = new Color(255, 255, 255, 1);

    /** Checks the ranges. */
    public Color {
        if (((red | green | blue) & ~255) != 0 || !(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException(
                    "Not a colour: red " + red + ", green " + green + ", blue " + blue + ", alpha " + alpha);
        }
    }

    /**
     * Returns the opaque colour written as {@code #rrggbb}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Color hex(String text) {
        if (!text.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("Write a colour as #rrggbb, not as \"" + text + "\".");
        }
        int rgb = Integer.parseInt(text.substring(1), 16);
        return new Color(rgb >> 16, rgb >> 8 & 255, rgb & 255, 1);
    }

    /** Returns the opaque grey of the given level, 0 (black) ... 1 (white). */
    public static Color gray(double level) {
        return BLACK.mix(WHITE, level);
    }

    /** Returns {@code #rrggbb}, without the opacity. */
    public String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /** Returns the same colour with another opacity. */
    public Color withAlpha(double newAlpha) {
        return new Color(red, green, blue, newAlpha);
    }

    /** Returns the colour between this one (share 0) and another (share 1), mixed in sRGB. */
    public Color mix(Color other, double share) {
        return new Color(
                between(red, other.red, share),
                between(green, other.green, share),
                between(blue, other.blue, share),
                alpha + (other.alpha - alpha) * share);
    }

    /** Returns a paler colour: the share of white added, 0 ... 1. Unlike a low opacity, it hides what is beneath. */
    public Color tint(double white) {
        return mix(WHITE.withAlpha(alpha), white);
    }

    private static int between(int from, int to, double share) {
        return (int) Math.rint(from + (to - from) * share);
    }
}
