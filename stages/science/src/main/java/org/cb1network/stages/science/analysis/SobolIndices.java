package org.cb1network.stages.science.analysis;

/**
 * Variance-based sensitivity indices from the design of Saltelli et al. (Comput. Phys. Commun. 181:259, 2010): pairs of
 * independent points a and b, and for each factor the point a with the value that the factor has in b.
 */
public final class SobolIndices {

    private final double[] a;
    private final double[] b;
    private final double[][] mixed;

    /**
     * Creates the indices of a function.
     *
     * @param a its values at the points a
     * @param b its values at the points b
     * @param mixed its values at the mixed points, by factor and pair
     */
    public SobolIndices(double[] a, double[] b, double[][] mixed) {
        double mean = (mean(a) + mean(b)) / 2;
        this.a = minus(a, mean);
        this.b = minus(b, mean);
        this.mixed = new double[mixed.length][];
        for (int i = 0; i < mixed.length; i++) {
            this.mixed[i] = minus(mixed[i], mean);
        }
    }

    /**
     * Returns the first-order index of a factor, the part of the variance that knowing it removes, by Saltelli's
     * estimator (table 2 (b) of the paper).
     */
    public Estimated firstOrder(int factor, Estimated.Bootstrap bootstrap) {
        double[] y = mixed[factor];
        return Estimated.of(
                a.length,
                pairs -> {
                    double sum = 0;
                    for (int j : pairs) {
                        sum += b[j] * (y[j] - a[j]);
                    }
                    return sum / pairs.length / variance(pairs);
                },
                bootstrap);
    }

    /** Returns the first-order index by Jansen's estimator (table 2 (c)), which is better for large indices. */
    public Estimated firstOrderByJansen(int factor, Estimated.Bootstrap bootstrap) {
        return Estimated.of(
                a.length, pairs -> 1 - halfMeanSquare(b, mixed[factor], pairs) / variance(pairs), bootstrap);
    }

    /**
     * Returns the total index of a factor, the part of the variance that remains if all others are known, by Jansen's
     * estimator (table 2 (f)).
     */
    public Estimated total(int factor, Estimated.Bootstrap bootstrap) {
        return Estimated.of(a.length, pairs -> halfMeanSquare(a, mixed[factor], pairs) / variance(pairs), bootstrap);
    }

    private static double halfMeanSquare(double[] first, double[] second, int[] pairs) {
        double sum = 0;
        for (int j : pairs) {
            double difference = first[j] - second[j];
            sum += difference * difference;
        }
        return sum / (2.0 * pairs.length);
    }

    private double variance(int[] pairs) {
        double sum = 0;
        double squares = 0;
        for (int j : pairs) {
            sum += a[j] + b[j];
            squares += a[j] * a[j] + b[j] * b[j];
        }
        double n = 2.0 * pairs.length;
        return (squares - sum * sum / n) / (n - 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double[] minus(double[] values, double subtracted) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] - subtracted;
        }
        return result;
    }
}
