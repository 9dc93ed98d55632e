package org.cb1network.network.random;

import java.util.Arrays;

/**
 * Draws which of n independent trials of one fixed probability succeed, by jumps from success to success.
 *
 * <p>The distance to the next success is geometric. Most of its distribution stands in a table of 4096 equally likely
 * entries, so that a jump costs 12 random bits and one look-up; what the table cannot represent (P - floor(4096 P) / 4096 per
 * distance) is drawn from a second, rarely needed distribution. The mixture of both is exact to double precision. After
 * G. Marsaglia, W. W. Tsang, J. Wang: Fast generation of discrete random variables, J. Stat. Softw. 11:3 (2004).
 */
public final class BernoulliTable {
    private static final int INDEX_BITS = 12;
    private static final int ENTRIES = 1 << INDEX_BITS;
    private static final int INDICES_PER_WORD = 5;
    /** The longest distance that is tabulated: beyond it, the table says "no success so far" and one draws again. */
    private static final int MAX_JUMP = 2048;

    private static final double NEGLIGIBLE = 1.0 / (1 << 20);
    private static final short RARE = 0;

    private final double probability;
    /** Positive: distance to the next success. Negative: that many trials without one. {@link #RARE}: see below. */
    private final short[] jumps = new short[ENTRIES];

    private final short[] rareJumps;
    private final double[] rareCumulated;

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
        this.rareJumps = new short[longest + 1];
        this.rareCumulated = new double[longest + 1];
        tabulate(longest);
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

    private void tabulate(int longest) {
        double noSuccessBefore = 1;
        double rare = 0;
        int filled = 0;
        for (int outcome = 0; outcome <= longest; outcome++) {
            boolean success = outcome < longest;
            short jump = (short) (success ? outcome + 1 : -longest);
            double expected = ENTRIES * (success ? noSuccessBefore * probability : noSuccessBefore);
            int whole = Math.min((int) expected, ENTRIES - filled);
            Arrays.fill(jumps, filled, filled + whole, jump);
            filled += whole;
            rare += expected - whole;
            rareJumps[outcome] = jump;
            rareCumulated[outcome] = rare;
            noSuccessBefore *= 1 - probability;
        }
    }

    /** The probability of a success. */
    public double probability() {
        return probability;
    }

    /**
     * Writes the successes among trials 0 ... trials - 1 to the beginning of {@code successes}, in ascending order.
     *
     * @param successes long enough for all trials
     * @return number of successes
     */
    public int draw(RandomStream random, int trials, int[] successes) {
        int count = 0;
        int position = -1;
        while (true) {
            long word = random.nextLong();
            for (int k = 0; k < INDICES_PER_WORD; k++) {
                int jump = jumps[(int) word & (ENTRIES - 1)];
                word >>>= INDEX_BITS;
                if (jump == RARE) {
                    jump = drawRare(random);
                }
                if (jump > 0) {
                    position += jump;
                    if (position >= trials) {
                        return count;
                    }
                    successes[count++] = position;
                } else {
                    position -= jump;
                    if (position >= trials) {
                        return count;
                    }
                }
            }
        }
    }

    private int drawRare(RandomStream random) {
        double u = random.nextDouble() * rareCumulated[rareCumulated.length - 1];
        int low = 0;
        int high = rareCumulated.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (u < rareCumulated[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return rareJumps[low];
    }
}
