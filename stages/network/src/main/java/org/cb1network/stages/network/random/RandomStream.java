package org.cb1network.stages.network.random;

/** A stream of random numbers; {@link RandomStreams} makes them. Not for use by two threads at a time. */
public final class RandomStream {
    /** Number of words generated at a time, a power of 2. */
    static final int BUFFERED_WORDS = 256;

    private static final double ULP_OF_UNIFORM = 0x1.0p-53;

    private final SplitMix64 generator;
    private final long[] words;
    private int used = BUFFERED_WORDS;
    /** NaN if there is none. */
    private double secondGaussian = Double.NaN;

    RandomStream(long initialState) {
        this.generator = new SplitMix64(initialState, BUFFERED_WORDS);
        this.words = new long[BUFFERED_WORDS];
    }

    private RandomStream(RandomStream other) {
        this.generator = other.generator.fork();
        this.words = other.words.clone();
        this.used = other.used;
        this.secondGaussian = other.secondGaussian;
    }

    /** Returns a stream that continues as this one would. */
    public RandomStream fork() {
        return new RandomStream(this);
    }

    /** Returns 64 random bits. */
    public long nextLong() {
        int next = available();
        used = next + 1;
        return words[next];
    }

    /** Returns the index in {@link #words()} of the next unused word, for loops that must not call methods. */
    int available() {
        if (used == BUFFERED_WORDS) {
            generator.fill(words);
            used = 0;
        }
        return used;
    }

    /** Returns words that may be used up to the end of the array, followed by a call of {@link #use}. */
    long[] words() {
        return words;
    }

    /** Marks the words before an index as used. */
    void use(int end) {
        used = end;
    }

    /** Returns a number uniform in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * ULP_OF_UNIFORM;
    }

    /**
     * Returns a number of the standard normal distribution.
     *
     * <p>G. Marsaglia, T. A. Bray: A convenient method for generating normal variables, SIAM Review 6 (1964). It gives
     * pairs; the second number is kept for the next call.
     */
    public double nextGaussian() {
        if (!Double.isNaN(secondGaussian)) {
            double kept = secondGaussian;
            secondGaussian = Double.NaN;
            return kept;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        secondGaussian = y * factor;
        return x * factor;
    }

    /**
     * Fills the first {@code count} places of {@code numbers} with integers uniform in [0, bound), without bias.
     *
     * <p>D. Lemire: Fast random integer generation in an interval, ACM Trans. Model. Comput. Simul. 29:3 (2019).
     *
     * @param bound at least 1
     */
    public void fillBounded(int bound, int[] numbers, int count) {
        long rejectBelow = (1L << 32) % bound;
        int filled = 0;
        while (filled < count) {
            long word = nextLong();
            long high = (word >>> 32) * bound;
            long low = (word & 0xFFFF_FFFFL) * bound;
            if ((high & 0xFFFF_FFFFL) >= rejectBelow) {
                numbers[filled++] = (int) (high >>> 32);
            }
            if (filled < count && (low & 0xFFFF_FFFFL) >= rejectBelow) {
                numbers[filled++] = (int) (low >>> 32);
            }
        }
    }
}
