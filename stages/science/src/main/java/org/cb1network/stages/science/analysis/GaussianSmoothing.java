package org.cb1network.stages.science.analysis;

/**
 * Gaussian smoothing that matches SciPy's {@code scipy.ndimage.gaussian_filter1d} with its default settings: the
 * Gaussian is truncated at 4 standard deviations, and the values are extended by reflection about the edges ({@code d c
 * b a | a b c d | d c b a}).
 */
public final class GaussianSmoothing {

    /** Truncation of the Gaussian in standard deviations: SciPy's {@code truncate}. */
    private static final double TRUNCATE = 4;

    private GaussianSmoothing() {}

    /**
     * Returns the smoothed values.
     *
     * @param values evenly spaced values
     * @param standardDeviation standard deviation of the Gaussian in samples; 0 leaves the values unchanged
     * @return an array of the same length
     */
    public static double[] smooth(double[] values, double standardDeviation) {
        double[] weights = weights(standardDeviation);
        int radius = weights.length - 1;
        double[] extended = reflectedAtBothEnds(values, radius);
        double[] smoothed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int centre = i + radius;
            double sum = extended[centre] * weights[0];
            // From the outermost pair inwards, in SciPy's order of summation.
            for (int distance = radius; distance > 0; distance--) {
                sum += (extended[centre - distance] + extended[centre + distance]) * weights[distance];
            }
            smoothed[i] = sum;
        }
        return smoothed;
    }

    /**
     * Returns the weights of the samples at distance 0, 1, ...; together with those of the other side they add up to 1.
     */
    static double[] weights(double standardDeviation) {
        if (!(standardDeviation >= 0)) {
            throw new IllegalArgumentException(
                    "the standard deviation of a Gaussian must not be negative, but is " + standardDeviation);
        }
        if (standardDeviation == 0) {
            return new double[] {1};
        }
        int radius = (int) (TRUNCATE * standardDeviation + 0.5);
        double[] weights = new double[radius + 1];
        double sum = 0;
        for (int distance = radius; distance >= 0; distance--) {
            double square = (double) distance * distance;
            weights[distance] = StrictMath.exp(-0.5 / (standardDeviation * standardDeviation) * square);
            sum += distance == 0 ? weights[0] : 2 * weights[distance];
        }
        for (int distance = 0; distance <= radius; distance++) {
            weights[distance] /= sum;
        }
        return weights;
    }

    private static double[] reflectedAtBothEnds(double[] values, int radius) {
        double[] extended = new double[values.length == 0 ? 0 : values.length + 2 * radius];
        for (int i = 0; i < extended.length; i++) {
            // The pattern of reflections repeats every two lengths.
            int position = Math.floorMod(i - radius, 2 * values.length);
            extended[i] = values[Math.min(position, 2 * values.length - 1 - position)];
        }
        return extended;
    }
}
