package org.cb1network.network.random;

import java.util.Arrays;

/**
 * Draws which of n independent trials of one fixed probability succeed, by jumps from success to success.
 *
 * <p>The distance to the next success is geometric. Most of its distribution stands in a table of 4096 equally likely
 * entries, so that a jump costs 12 random bits and one look-up; what a table of this size cannot represent (P - floor(4096 P) / 4096
 * per distance) is drawn from a second table of the same kind, and what that cannot represent by bisection. The mixture is exact
 * to double precision. After
 * G. Marsaglia, W. W. Tsang, J. Wang: Fast generation of discrete random variables, J. Stat. Softw. 11:3 (2004).
 */
public final class BernoulliTable {
    private static final int INDEX_BITS = 12;
    private static final int ENTRIES = 1 << INDEX_BITS;
    private static final int JUMPS_PER_WORD = 5;
    /** Jumps are drawn a word at a time; so many successes may be written beyond the last that counts. */
    public static final int SLACK = JUMPS_PER_WORD;

    /** The longest distance that is tabulated: beyond it, the table says "no success so far" and one draws again. */
    private static final int MAX_JUMP = 2048;

    private static final double NEGLIGIBLE = 1.0 / (1 << 20);
    /** Trials that are drawn at a stretch; any entry that is not a jump is longer. */
    private static final int SEGMENT = 1 << 14;

    /** Entry: no success within the longest jump. */
    private static final short NO_SUCCESS = Short.MAX_VALUE - 1;
    /** Entry: see the second table. */
    private static final short RARE = Short.MAX_VALUE;

    private final double probability;
    private final int longestJump;
    /** An entry is the distance to the next success, or {@link #NO_SUCCESS} or {@link #RARE}. */
    private final short[] jumps = new short[ENTRIES];

    /** The rare outcomes, tabulated in the same way: an entry is a jump, or {@link #RARE} for what is left of them. */
    private final short[] rareTable = new short[ENTRIES];

    private final short[] restJumps;
    private final double[] restCumulated;

    /**
     * Makes the table.
     *
     * @param probability of a success, in (0, 1]
     */
    public BernoulliTable(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1]");
        }
        this.probability = probability;
        int longest = longestJump(probability);
        this.longestJump = longest;
        this.restJumps = new short[longest + 1];
        double[] probabilities = new double[longest + 1];
        double noSuccess = 1;
        for (int i = 0; i < longest; i++) {
            restJumps[i] = (short) (i + 1);
            probabilities[i] = noSuccess * probability;
            noSuccess *= 1 - probability;
        }
        restJumps[longest] = NO_SUCCESS;
        probabilities[longest] = noSuccess;
        double[] rare = tabulate(probabilities, restJumps, jumps);
        this.restCumulated = tabulate(rare, restJumps, rareTable);
        for (int i = 0; i < longest; i++) {
            restCumulated[i + 1] += restCumulated[i];
        }
    }

    private static int longestJump(double probability) {
        double noSuccess = 1;
        int jump = 0;
        while (jump < MAX_JUMP && noSuccess > NEGLIGIBLE) {
            noSuccess *= 1 - probability;
            jump++;
        }
        return jump;
    }

    /** Fills a table with what it can hold of a distribution; returns what it cannot, scaled to a sum of 1 or all 0. */
    private static double[] tabulate(double[] probabilities, short[] outcomes, short[] table) {
        double[] rest = new double[probabilities.length];
        double sum = 0;
        int filled = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double expected = ENTRIES * probabilities[i];
            int whole = Math.min((int) expected, ENTRIES - filled);
            Arrays.fill(table, filled, filled + whole, outcomes[i]);
            filled += whole;
            rest[i] = Math.max(0, expected - whole);
            sum += rest[i];
        }
        Arrays.fill(table, filled, ENTRIES, RARE);
        for (int i = 0; i < rest.length && sum > 0; i++) {
            rest[i] /= sum;
        }
        return rest;
    }

    /** The probability of a success. */
    public double probability() {
        return probability;
    }

    /**
     * Writes the successes among trials 0 ... trials - 1 to the beginning of {@code successes}, in ascending order.
     *
     * @param successes has room for {@link #SLACK} more than the number of trials; what follows the successes is overwritten
     * @return number of successes
     */
    public int draw(RandomStream random, int trials, int[] successes) {
        int end = 0;
        for (int first = 0; first < trials; first += SEGMENT) {
            end = draw(random, first, Math.min(first + SEGMENT, trials), successes, end);
        }
        return end;
    }

    /**
     * Goes through at most {@link #SEGMENT} trials, first ... last - 1. Jumps are taken five at a time without a look at what
     * they are: an entry that is no plain jump leads beyond the last trial, as the final jump does, and is sorted out there.
     */
    private int draw(RandomStream random, int first, int last, int[] successes, int from) {
        int end = from;
        int position = first - 1;
        while (true) {
            int before = position;
            while (position < last) {
                long[] words = random.words();
                int word = random.available();
                while (word < words.length && position < last) {
                    before = position;
                    position = jumpFiveTimes(words[word], position, successes, end);
                    end += JUMPS_PER_WORD;
                    word++;
                }
                random.use(word);
            }
            if (position == before) {
                return end;
            }
            end -= JUMPS_PER_WORD;
            // Counted, not searched for: a branch for each would be guessed wrong.
            int within = (successes[end] < last ? 1 : 0)
                    + (successes[end + 1] < last ? 1 : 0)
                    + (successes[end + 2] < last ? 1 : 0)
                    + (successes[end + 3] < last ? 1 : 0);
            end += within;
            before = within == 0 ? before : successes[end - 1];
            int jump = successes[end] - before;
            if (jump < NO_SUCCESS) {
                return end;
            }
            jump = jump == RARE ? drawRare(random) : NO_SUCCESS;
            if (jump == NO_SUCCESS) {
                position = before + longestJump;
            } else {
                position = before + jump;
                successes[end] = position;
                end += position < last ? 1 : 0;
            }
        }
    }

    private int jumpFiveTimes(long word, int position, int[] successes, int end) {
        short[] table = jumps;
        int mask = table.length - 1;
        int first = position + table[(int) word & mask];
        int second = first + table[(int) (word >>> INDEX_BITS) & mask];
        int third = second + table[(int) (word >>> (2 * INDEX_BITS)) & mask];
        int fourth = third + table[(int) (word >>> (3 * INDEX_BITS)) & mask];
        int fifth = fourth + table[(int) (word >>> (4 * INDEX_BITS)) & mask];
        successes[end] = first;
        successes[end + 1] = second;
        successes[end + 2] = third;
        successes[end + 3] = fourth;
        successes[end + 4] = fifth;
        return fifth;
    }

    private int drawRare(RandomStream random) {
        int jump = rareTable[(int) random.nextLong() & (ENTRIES - 1)];
        return jump == RARE ? drawRest(random) : jump;
    }

    private int drawRest(RandomStream random) {
        double u = random.nextDouble() * restCumulated[restCumulated.length - 1];
        int low = 0;
        int high = restCumulated.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (u < restCumulated[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return restJumps[low];
    }
}
