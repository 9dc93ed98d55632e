package org.cb1network.network.random;

import org.jspecify.annotations.Nullable;

/**
 * Draws which of n independent trials succeed, for a probability that changes from draw to draw.
 *
 * <p>Candidates are drawn with the table of the next probability on a fixed ladder (two rungs per octave), and each is
 * kept with the ratio of the two probabilities. Tables are made when they are first needed.
 */
public final class BernoulliLadder {
    private static final int RUNGS = 40;
    private static final double HALF_STEP = 0.7071067811865476;

    private final @Nullable BernoulliTable[] tables = new BernoulliTable[RUNGS];

    /**
     * Writes the successes among trials 0 ... trials - 1 to the beginning of {@code successes}, in ascending order.
     *
     * @param probability of a success, in [0, 1]
     * @param successes at least {@link BernoulliTable#SLACK} longer than the number of trials
     * @return number of successes
     */
    public int draw(RandomStream random, double probability, int trials, int[] successes) {
        if (probability <= 0) {
            return 0;
        }
        BernoulliTable table = atLeast(probability);
        int candidates = table.draw(random, trials, successes);
        double keep = probability / table.probability();
        if (keep >= 1) {
            return candidates;
        }
        int kept = 0;
        for (int i = 0; i < candidates; i++) {
            successes[kept] = successes[i];
            kept += random.nextDouble() < keep ? 1 : 0;
        }
        return kept;
    }

    private BernoulliTable atLeast(double probability) {
        int rung = Math.min(Math.max(0, rungAtLeast(probability)), RUNGS - 1);
        BernoulliTable table = tables[rung];
        if (table == null) {
            table = new BernoulliTable(probabilityOf(rung));
            tables[rung] = table;
        }
        return table;
    }

    private static int rungAtLeast(double probability) {
        int octave = -Math.getExponent(probability) - 1;
        int rung = 2 * octave + 1;
        return probabilityOf(rung) >= probability ? rung : rung - 1;
    }

    private static double probabilityOf(int rung) {
        double octave = Math.scalb(1.0, -(rung >> 1));
        return (rung & 1) == 0 ? octave : HALF_STEP * octave;
    }
}
