package org.cb1network.stages.network.random;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/** Draws counts of one fixed distribution: one random word and a look-up or two. */
public final class CountTable {
    /** Further from the mean than so many standard deviations and counts, the probability is below 1e-20. */
    private static final int DEVIATIONS = 10;

    private static final int COUNTS = 30;
    private static final int GUIDES = 256;

    private final int least;
    /** Probability of at most least + i. */
    private final double[] cumulated;
    /** The first index at which the cumulated probability is above i / GUIDES. */
    private final int[] guide = new int[GUIDES];

    private CountTable(double mean, double variance, double most, IntToDoubleFunction probabilityOf) {
        double reach = DEVIATIONS * StrictMath.sqrt(variance) + COUNTS;
        this.least = (int) Math.max(0, mean - reach);
        this.cumulated = new double[(int) Math.min(most, mean + reach) - least + 1];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += probabilityOf.applyAsDouble(least + i);
            cumulated[i] = sum;
        }
        // Whatever is missing to 1 in the last digits.
        cumulated[cumulated.length - 1] = 1;
        int number = 0;
        for (int i = 0; i < GUIDES; i++) {
            while (cumulated[number] <= (double) i / GUIDES) {
                number++;
            }
            guide[i] = number;
        }
    }

    /**
     * How many of so many independent trials succeed.
     *
     * @param trials at least 1
     * @param probability of a success, in (0, 1]
     */
    public static CountTable binomial(int trials, double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1]");
        }
        double mean = trials * probability;
        BinomialDistribution distribution = new BinomialDistribution(null, trials, probability);
        return new CountTable(mean, mean * (1 - probability), trials, distribution::probability);
    }

    /**
     * A Poisson distribution.
     *
     * @param mean above 0
     */
    public static CountTable poisson(double mean) {
        PoissonDistribution distribution = new PoissonDistribution(
                null, mean, PoissonDistribution.DEFAULT_EPSILON, PoissonDistribution.DEFAULT_MAX_ITERATIONS);
        return new CountTable(mean, mean, Integer.MAX_VALUE - 1.0, distribution::probability);
    }

    /** A count. */
    public int draw(RandomStream random) {
        double uniform = random.nextDouble();
        int number = guide[(int) (uniform * GUIDES)];
        while (cumulated[number] <= uniform) {
            number++;
        }
        return least + number;
    }
}
