package org.cb1network.stages.network.random;

/**
 * Draws 64 independent yes/no decisions of one probability at a time, as the bits of a word.
 *
 * <p>Each of the 64 lanes compares a uniform number with the probability, binary digit by binary digit from the most
 * significant one, all lanes at once; it ends when every lane is decided or the probability has no digits left. So 1/2 takes one
 * random word, 1/4 two, and any probability about seven.
 */
public final class BernoulliMask {
    private final long digits;

    /**
     * Prepares draws of one probability.
     *
     * @param probability of a set bit, in [0, 1); taken to the precision of 2^-63
     */
    public BernoulliMask(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in [0, 1)");
        }
        this.digits = (long) Math.scalb(probability, 63) << 1;
    }

    /** 64 decisions. */
    public long draw(RandomStream random) {
        long undecided = -1;
        long chosen = 0;
        for (long rest = digits; rest != 0 && undecided != 0; rest <<= 1) {
            long word = random.nextLong();
            if (rest < 0) {
                chosen |= undecided & ~word;
                undecided &= word;
            } else {
                undecided &= ~word;
            }
        }
        return chosen;
    }

    /**
     * How many of so many decisions of one probability are yes.
     *
     * @param probability in [0, 1]; above 1 by a rounding error counts as 1
     */
    public static int count(RandomStream random, int trials, double probability) {
        if (probability >= 1) {
            return trials;
        }
        BernoulliMask mask = new BernoulliMask(probability);
        int count = 0;
        for (int rest = trials; rest > 0; rest -= Long.SIZE) {
            long decided = rest < Long.SIZE ? (1L << rest) - 1 : -1;
            count += Long.bitCount(mask.draw(random) & decided);
        }
        return count;
    }
}
