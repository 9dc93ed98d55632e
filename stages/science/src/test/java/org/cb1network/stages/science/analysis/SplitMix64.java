package org.cb1network.stages.science.analysis;

import java.util.function.LongSupplier;

/** Seeded numbers for tests: G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014. */
final class SplitMix64 implements LongSupplier {

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    @Override
    public long getAsLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform on [0, 1). */
    double nextDouble() {
        return (getAsLong() >>> 11) * 0x1.0p-53;
    }
}
