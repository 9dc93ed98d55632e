package org.cb1network.stages.network.random;

import org.jspecify.annotations.Nullable;

/**
 * Draws how many of n independent trials succeed, for a probability that changes from draw to draw.
 *
 * <p>Candidates are counted with the table of the next probability on a fixed ladder (two rungs per octave), and each is kept with
 * the ratio of the two probabilities. Tables are made when they are first needed.
 */
public final class BinomialLadder {
    private static final int RUNGS = 40;
    private static final double HALF_STEP = 0.7071067811865476;

    private final int trials;
    private final @Nullable CountTable[] tables = new CountTable[RUNGS];

    /** A ladder for so many trials, at least 1. */
    public BinomialLadder(int trials) {
        this.trials = trials;
    }

    /**
     * A number of successes.
     *
     * @param probability of a success, in [0, 1]
     */
    public int draw(RandomStream random, double probability) {
        if (probability <= 0) {
            return 0;
        }
        int rung = Math.min(Math.max(0, rungAtLeast(probability)), RUNGS - 1);
        return BernoulliMask.count(random, table(rung).draw(random), probability / probabilityOf(rung));
    }

    private CountTable table(int rung) {
        CountTable table = tables[rung];
        if (table == null) {
            table = CountTable.binomial(trials, probabilityOf(rung));
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
