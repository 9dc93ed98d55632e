package org.cb1network.engine.runner.spec.sample;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.HaltonSequenceGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.MathArrays;

/** The ways to place points in the unit cube. The same settings give the same points everywhere. */
public enum SampleMethod {

    /**
     * Points of Sobol's sequence with the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30:2635, 2008), all
     * moved by one random digital shift. It keeps the even distribution, and no point lies on a corner.
     */
    SOBOL(1000) {
        @Override
        double[][] points(int count, int factors, long seed, int levels) {
            SobolSequenceGenerator sequence = new SobolSequenceGenerator(factors);
            RandomGenerator random = new Well19937c(seed);
            long[] shift = new long[factors];
            for (int i = 0; i < factors; i++) {
                shift[i] = random.nextLong() >>> (Long.SIZE - SOBOL_BITS);
            }
            double[][] points = new double[count][];
            for (int point = 0; point < count; point++) {
                double[] vector = sequence.nextVector();
                for (int i = 0; i < factors; i++) {
                    vector[i] = ((long) (vector[i] * SOBOL_SCALE) ^ shift[i]) / SOBOL_SCALE;
                }
                points[point] = vector;
            }
            return points;
        }
    },

    /** Points of Halton's sequence, all moved by one random vector modulo 1 (Cranley and Patterson 1976). */
    HALTON(40) {
        @Override
        double[][] points(int count, int factors, long seed, int levels) {
            HaltonSequenceGenerator sequence = new HaltonSequenceGenerator(factors);
            double[] shift = uniform(factors, new Well19937c(seed));
            double[][] points = new double[count][];
            for (int point = 0; point < count; point++) {
                double[] vector = sequence.nextVector();
                for (int i = 0; i < factors; i++) {
                    double moved = vector[i] + shift[i];
                    vector[i] = moved < 1 ? moved : moved - 1;
                }
                points[point] = vector;
            }
            return points;
        }
    },

    /**
     * A Latin hypercube: each factor has one value in each of {@code count} slices of equal width (McKay, Beckman and
     * Conover, Technometrics 21:239, 1979). Another count is another sample.
     */
    LATIN_HYPERCUBE(1000) {
        @Override
        double[][] points(int count, int factors, long seed, int levels) {
            RandomGenerator random = new Well19937c(seed);
            double[][] points = new double[count][factors];
            for (int i = 0; i < factors; i++) {
                int[] slices = MathArrays.natural(count);
                MathArrays.shuffle(slices, random);
                for (int point = 0; point < count; point++) {
                    points[point][i] = (slices[point] + random.nextDouble()) / count;
                }
            }
            return points;
        }
    },

    /**
     * Trajectories of factors + 1 points on a grid; from one point to the next a single factor changes, by slightly more
     * than half its range (Morris, Technometrics 33:161, 1991).
     */
    MORRIS(1000) {
        @Override
        double[][] points(int count, int factors, long seed, int levels) {
            List<double[]> points = new ArrayList<>();
            for (int trajectory = 0; trajectory < count; trajectory++) {
                addTrajectory(
                        factors,
                        levels,
                        new Well19937c(new int[] {(int) seed, (int) (seed >>> Integer.SIZE), trajectory}),
                        points);
            }
            return points.toArray(double[][]::new);
        }
    },

    /**
     * For each of {@code count} pairs of points a, b of Sobol's sequence: a, then for each factor a with the value that
     * this factor has in b, then b (Saltelli et al., Comput. Phys. Commun. 181:259, 2010). For Sobol indices.
     */
    SALTELLI(500) {
        @Override
        double[][] points(int count, int factors, long seed, int levels) {
            List<double[]> points = new ArrayList<>();
            for (double[] pair : SOBOL.points(count, 2 * factors, seed, levels)) {
                double[] a = new double[factors];
                double[] b = new double[factors];
                System.arraycopy(pair, 0, a, 0, factors);
                System.arraycopy(pair, factors, b, 0, factors);
                points.add(a);
                for (int i = 0; i < factors; i++) {
                    double[] mixed = a.clone();
                    mixed[i] = b[i];
                    points.add(mixed);
                }
                points.add(b);
            }
            return points.toArray(double[][]::new);
        }
    };

    /** Binary digits of the coordinates that Commons Math returns. */
    private static final int SOBOL_BITS = 52;

    private static final double SOBOL_SCALE = 1L << SOBOL_BITS;

    private final int mostFactors;

    SampleMethod(int mostFactors) {
        this.mostFactors = mostFactors;
    }

    /** Returns the largest number of factors. */
    public int mostFactors() {
        return mostFactors;
    }

    /** Returns points in the half-open unit cube; those of {@link #MORRIS} may lie on any of its faces. */
    abstract double[][] points(int count, int factors, long seed, int levels);

    private static double[] uniform(int size, RandomGenerator random) {
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = random.nextDouble();
        }
        return numbers;
    }

    private static void addTrajectory(int factors, int levels, RandomGenerator random, List<double[]> points) {
        double step = levels / (2.0 * (levels - 1));
        double[] at = new double[factors];
        boolean[] upwards = new boolean[factors];
        for (int i = 0; i < factors; i++) {
            double low = random.nextInt(levels / 2) / (levels - 1.0);
            upwards[i] = random.nextBoolean();
            at[i] = upwards[i] ? low : low + step;
        }
        points.add(at.clone());
        int[] order = MathArrays.natural(factors);
        MathArrays.shuffle(order, random);
        for (int factor : order) {
            at[factor] += upwards[factor] ? step : -step;
            points.add(at.clone());
        }
    }
}
