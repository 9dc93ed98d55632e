package org.cb1network.stages.network.random;

import org.apache.commons.math3.distribution.BinomialDistribution;

/** Draws how many of n independent trials of one fixed probability succeed: one random word and a look-up or two. */
public final class BinomialTable {
    /** Further from the mean than so many standard deviations and numbers of successes, the probability is below 1e-20. */
    private static final int DEVIATIONS = 10;

    private static final int SUCCESSES = 30;
    private static final int GUIDES = 256;

    private final double probability;
    private final int least;
    /** Probability of at most least + i successes. */
    private final double[] cumulated;
    /** The first index at which the cumulated probability is above i / GUIDES. */
    private final int[] guide = new int[GUIDES];

    /**
     * Makes the table.
     *
     * @param trials at least 1
     * @param probability of a success, in (0, 1]
     */
    public BinomialTable(int trials, double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1]");
        }
        this.probability = probability;
        double mean = trials * probability;
        double reach = DEVIATIONS * StrictMath.sqrt(mean * (1 - probability)) + SUCCESSES;
        this.least = (int) Math.max(0, mean - reach);
        this.cumulated = new double[(int) Math.min(trials, mean + reach) - least + 1];
        BinomialDistribution distribution = new BinomialDistribution(null, trials, probability);
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += distribution.probability(least + i);
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

    /** The probability of a success. */
    double probability() {
        return probability;
    }

    /** A number of successes. */
    public int draw(RandomStream random) {
        double uniform = random.nextDouble();
        int number = guide[(int) (uniform * GUIDES)];
        while (cumulated[number] <= uniform) {
            number++;
        }
        return least + number;
    }
}
