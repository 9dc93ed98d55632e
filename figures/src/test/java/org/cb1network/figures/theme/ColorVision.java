package org.cb1network.figures.theme;

import org.cb1network.figures.draw.Color;

/**
 * How colours look to readers who lack a kind of cone: the matrices of Machado, Oliveira and Fernandes (IEEE TVCG 15:1291, 2009) for
 * complete loss, in linear RGB; and how far colours are apart, in CIELAB (1976), where 2 can just be seen.
 */
@SuppressWarnings("ImmutableEnumChecker") // the array is never handed out
enum ColorVision {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881);

    private final double[] matrix;

    ColorVision(double... matrix) {
        this.matrix = matrix;
    }

    /** The distance of two colours as such a reader sees them. */
    double distance(Color first, Color second) {
        double[] a = lab(seen(linear(first)));
        double[] b = lab(seen(linear(second)));
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** The distance of those two colours that are closest. */
    double leastDistance(Theme theme, String... names) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < names.length; i++) {
            for (int j = 0; j < i; j++) {
                least = Math.min(least, distance(theme.color(names[i]), theme.color(names[j])));
            }
        }
        return least;
    }

    static double[] lab(Color color) {
        return lab(linear(color));
    }

    private double[] seen(double[] rgb) {
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = matrix[3 * i] * rgb[0] + matrix[3 * i + 1] * rgb[1] + matrix[3 * i + 2] * rgb[2];
            seen[i] = Math.max(0, Math.min(1, value));
        }
        return seen;
    }

    private static double[] linear(Color color) {
        return new double[] {linear(color.red()), linear(color.green()), linear(color.blue())};
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double[] lab(double[] rgb) {
        double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
        double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
        double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
        return new double[] {116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))};
    }

    private static double root(double t) {
        return t > 216 / 24389.0 ? StrictMath.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
    }
}
