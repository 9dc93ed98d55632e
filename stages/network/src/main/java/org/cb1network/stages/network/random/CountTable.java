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

    /** So many random bits decide nearly every count of {@link #fill}. */
    private static final int SHORT_BITS = 12;

    private static final int SHORT_MASK = (1 << SHORT_BITS) - 1;
    private static final int PER_WORD = Long.SIZE / SHORT_BITS;

    private final int least;
    /** Probability of at most least + i. */
    private final double[] cumulated;
    /** The first index at which the cumulated probability is above i / GUIDES. */
    private final int[] guide = new int[GUIDES];
    /** Made when it is first needed. */
    private short[] byFirstBits = {};

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
        return count(random.nextDouble());
    }

    private int count(double uniform) {
        int number = guide[(int) (uniform * GUIDES)];
        while (cumulated[number] <= uniform) {
            number++;
        }
        return least + number;
    }

    /**
     * Fills an array with counts. The first bits of a uniform number suffice for most of them; where they leave two counts possible, the
     * other bits are drawn.
     *
     * @return the sum of the counts
     */
    public long fill(RandomStream random, int[] counts) {
        if (byFirstBits.length == 0) {
            byFirstBits = decidedByFirstBits();
        }
        short[] decided = byFirstBits;
        long[] words = random.words();
        int next = random.available();
        long sum = 0;
        int filled = 0;
        for (; filled + PER_WORD <= counts.length; filled += PER_WORD) {
            if (next == RandomStream.BUFFERED_WORDS) {
                random.use(next);
                next = random.available();
            }
            long word = words[next++];
            int one = decided[(int) word & SHORT_MASK];
            int two = decided[(int) (word >>> SHORT_BITS) & SHORT_MASK];
            int three = decided[(int) (word >>> (2 * SHORT_BITS)) & SHORT_MASK];
            int four = decided[(int) (word >>> (3 * SHORT_BITS)) & SHORT_MASK];
            int five = decided[(int) (word >>> (4 * SHORT_BITS)) & SHORT_MASK];
            if ((one | two | three | four | five) < 0) {
                random.use(next);
                sum += fillExactly(random, word, counts, filled, filled + PER_WORD);
                next = random.available();
            } else {
                counts[filled] = one;
                counts[filled + 1] = two;
                counts[filled + 2] = three;
                counts[filled + 3] = four;
                counts[filled + 4] = five;
                sum += one + two + three + four + five;
            }
        }
        random.use(next);
        return filled == counts.length
                ? sum
                : sum + fillExactly(random, random.nextLong(), counts, filled, counts.length);
    }

    private long fillExactly(RandomStream random, long word, int[] counts, int from, int to) {
        long sum = 0;
        long rest = word;
        for (int i = from; i < to; i++) {
            int bits = (int) rest & SHORT_MASK;
            int count = byFirstBits[bits];
            counts[i] = count >= 0 ? count : count((bits + random.nextDouble()) / byFirstBits.length);
            sum += counts[i];
            rest >>>= SHORT_BITS;
        }
        return sum;
    }

    /** The count for each value of the first bits of a uniform number; -1 where they leave more than one possible, or it is too large. */
    private short[] decidedByFirstBits() {
        short[] decided = new short[1 << SHORT_BITS];
        for (int bits = 0; bits < decided.length; bits++) {
            int lowest = count((double) bits / decided.length);
            int highest = count(Math.nextDown((bits + 1.0) / decided.length));
            decided[bits] = (short) (lowest == highest && lowest <= Short.MAX_VALUE ? lowest : -1);
        }
        return decided;
    }
}
