package org.cb1network.network.random;

/**
 * The generator xoshiro256++ 1.0.
 *
 * <p>D. Blackman, S. Vigna: Scrambled linear pseudorandom number generators, ACM Trans. Math. Softw. 47:36 (2021). Period
 * 2^256 - 1; all 64 bits of an output may be used.
 */
public final class Xoshiro256PlusPlus {
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * Starts from a given state.
     *
     * @throws IllegalArgumentException if all four words are zero, the one state the generator never leaves
     */
    public Xoshiro256PlusPlus(long s0, long s1, long s2, long s3) {
        if ((s0 | s1 | s2 | s3) == 0) {
            throw new IllegalArgumentException("the state of xoshiro256++ must not be all zero");
        }
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /** Fills {@code words} with the next outputs, in order. In bulk, because the state then stays in registers. */
    public void fill(long[] words) {
        long a = s0;
        long b = s1;
        long c = s2;
        long d = s3;
        for (int i = 0; i < words.length; i++) {
            words[i] = Long.rotateLeft(a + d, 23) + a;
            long shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = Long.rotateLeft(d, 45);
        }
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
    }
}
