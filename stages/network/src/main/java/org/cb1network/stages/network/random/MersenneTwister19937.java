package org.cb1network.stages.network.random;

import org.apache.commons.math3.util.FastMath;

/**
 * The Mersenne Twister MT19937 with the seeding of {@code numpy.random.seed(int)}.
 *
 * <p>M. Matsumoto, T. Nishimura: Mersenne Twister, ACM Trans. Model. Comput. Simul. 8:3 (1998), with their 2002 initialisation
 * {@code init_genrand}. Here only to repeat what NumPy's legacy generator drew for the published protocols; simulations
 * themselves use {@link RandomStreams}.
 */
public final class MersenneTwister19937 {
    private static final int WORDS = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    /** Seeds like {@code init_genrand(seed)}; the seed counts as unsigned. */
    public MersenneTwister19937(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            int previous = state[i - 1];
            state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
        }
    }

    /** The next 32 random bits ({@code genrand_int32}). */
    public int nextInt() {
        if (next == WORDS) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** A number in [0, 1) of 53 random bits ({@code genrand_res53}, NumPy's {@code random_sample}). */
    public double nextDouble() {
        int high = nextInt() >>> 5;
        int low = nextInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /**
     * An exponential variate of the given mean (NumPy's legacy {@code exponential}).
     *
     * <p>The C library under NumPy rounds its logarithm correctly but for rare cases. FastMath comes as close;
     * StrictMath is off by one in the last place too often.
     */
    public double nextExponential(double mean) {
        return mean * -FastMath.log(1.0 - nextDouble());
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int joined = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7fffffff);
            int twisted = (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
            state[i] = state[(i + SHIFT) % WORDS] ^ twisted;
        }
        next = 0;
    }
}
