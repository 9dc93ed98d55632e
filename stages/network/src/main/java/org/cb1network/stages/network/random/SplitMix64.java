package org.cb1network.stages.network.random;

/**
 * The generator SplitMix64: output k is a mixing function of the initial state plus k times a constant.
 *
 * <p>G. L. Steele, D. Lea, C. H. Flood: Fast splittable pseudorandom number generators, OOPSLA 2014, with the constants of
 * S. Vigna's reference implementation. Being counter-based, it is the one good 64-bit generator whose bulk generation HotSpot
 * turns into vector code: no output waits for the one before.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long[] offsets;
    private long state;

    /**
     * Starts from a state; any value is valid.
     *
     * @param words number of outputs per {@link #fill}
     */
    public SplitMix64(long state, int words) {
        this.state = state;
        this.offsets = new long[words];
        for (int i = 0; i < words; i++) {
            offsets[i] = (i + 1) * GOLDEN_GAMMA;
        }
    }

    private SplitMix64(SplitMix64 other) {
        this.state = other.state;
        this.offsets = other.offsets;
    }

    /** A generator that goes on as this one would. */
    public SplitMix64 fork() {
        return new SplitMix64(this);
    }

    /** Writes the next outputs, in order, to an array of the length given to the constructor. */
    public void fill(long[] words) {
        long base = state;
        long[] ahead = offsets;
        for (int i = 0; i < words.length; i++) {
            long z = base + ahead[i];
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            words[i] = z ^ (z >>> 31);
        }
        state = base + ahead[ahead.length - 1];
    }
}
