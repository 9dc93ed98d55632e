package org.cb1network.network.kernel;

/**
 * The loop over neurons. Neurons lie in arrays of which every population fills whole blocks; what is left of its last block
 * belongs to nobody.
 *
 * <p>Membrane potentials are stored relative to the threshold and in units of 2^40 mV (a power of two, so that nothing is rounded).
 * All that can happen then lies between -1 and 1, and rounding up gives 1 above the threshold and 0 at or below it: a count of
 * spikes that can be summed without a branch and without a comparison.
 *
 * <p>The shapes of these loops are what HotSpot's C2 turns into vector code on JDK 17 and 25 alike: one induction variable,
 * constant distances between the elements of one array, no reduction to a scalar, a small body. Nothing here uses fused
 * multiply-add, so the results are the same bits on every machine.
 */
final class NeuronBlocks {
    /** Neurons per block; populations begin at multiples of it. */
    static final int BLOCK = 512;
    /** Neurons per large block: longer loops, less overhead. Used where a population has as many. */
    static final int LARGE_BLOCK = 4096;
    /** Column j of a block stands for its neurons j, j + COLUMNS, j + 2 COLUMNS ... */
    static final int COLUMNS = 64;
    /** Column j of a large block stands for its neurons j, j + LARGE_COLUMNS, j + 2 LARGE_COLUMNS ... */
    static final int LARGE_COLUMNS = 256;

    private static final int HALF = BLOCK / 2;
    private static final int LARGE_HALF = LARGE_BLOCK / 2;

    /**
     * How far beyond its first slot a large block has its COLUMNS totals. Total j stands for its columns j, j + COLUMNS, j + 2
     * COLUMNS ...
     */
    static final int LARGE_TOTALS = LARGE_HALF;

    private static final double UNITS_PER_MV = 0x1.0p-40;

    /**
     * Changes no slot that there can be, but tells the compiler that a slot plus a distance does not overflow; without it, no
     * loop here becomes vector code.
     */
    private static final int SLOT_MASK = (1 << 30) - 1;

    private NeuronBlocks() {}

    /** The first multiple of the block size that holds so many neurons. */
    static int padded(int neurons) {
        return (neurons + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** A potential as it is stored. */
    static double stored(double potentialMv, double thresholdMv) {
        return (potentialMv - thresholdMv) * UNITS_PER_MV;
    }

    /** A stored potential in mV. */
    static double potentialMv(double stored, double thresholdMv) {
        return stored / UNITS_PER_MV + thresholdMv;
    }

    /**
     * One Euler step for the block that begins at {@code from}: v (keep - gPull g - hPull h) + rest + gDrive g + hDrive h,
     * which is v + dt (...) / C with the factors of v collected: keep is 1 - dt leak / C.
     * Leaves the number of neurons above threshold of each of HALF columns in sums, from {@code from} on; NaN if one of them is.
     */
    static void update(
            double[] v,
            double[] g,
            double[] h,
            double[] sums,
            int from,
            double keep,
            double rest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        int first = from & SLOT_MASK;
        for (int i = first; i < first + HALF; i++) {
            double one = v[i];
            double gOne = g[i];
            double hOne = h[i];
            one = one * ((keep - gPull * gOne) - hPull * hOne) + ((rest + gDrive * gOne) + hDrive * hOne);
            v[i] = one;
            double two = v[i + HALF];
            double gTwo = g[i + HALF];
            double hTwo = h[i + HALF];
            two = two * ((keep - gPull * gTwo) - hPull * hTwo) + ((rest + gDrive * gTwo) + hDrive * hTwo);
            v[i + HALF] = two;
            sums[i] = Math.ceil(one) + Math.ceil(two);
        }
    }

    /** Sums the columns of a block further, to sums[from ... from + COLUMNS - 1]. */
    static void sum(double[] sums, int from) {
        int first = from & SLOT_MASK;
        for (int i = first; i < first + COLUMNS; i++) {
            sums[i] = (sums[i] + sums[i + COLUMNS]) + (sums[i + 2 * COLUMNS] + sums[i + 3 * COLUMNS]);
        }
    }

    /** As {@link #update}, for a large block; it leaves LARGE_HALF numbers. */
    static void updateLarge(
            double[] v,
            double[] g,
            double[] h,
            double[] sums,
            int from,
            double keep,
            double rest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        int first = from & SLOT_MASK;
        for (int i = first; i < first + LARGE_HALF; i++) {
            double one = v[i];
            double gOne = g[i];
            double hOne = h[i];
            one = one * ((keep - gPull * gOne) - hPull * hOne) + ((rest + gDrive * gOne) + hDrive * hOne);
            v[i] = one;
            double two = v[i + LARGE_HALF];
            double gTwo = g[i + LARGE_HALF];
            double hTwo = h[i + LARGE_HALF];
            two = two * ((keep - gPull * gTwo) - hPull * hTwo) + ((rest + gDrive * gTwo) + hDrive * hTwo);
            v[i + LARGE_HALF] = two;
            sums[i] = Math.ceil(one) + Math.ceil(two);
        }
    }

    /** Sums the columns of a large block further, to LARGE_COLUMNS numbers, and these to totals. */
    static void sumLarge(double[] sums, int from) {
        int first = from & SLOT_MASK;
        for (int i = first; i < first + LARGE_COLUMNS; i++) {
            sums[i] =
                    ((sums[i] + sums[i + LARGE_COLUMNS]) + (sums[i + 2 * LARGE_COLUMNS] + sums[i + 3 * LARGE_COLUMNS]))
                            + ((sums[i + 4 * LARGE_COLUMNS] + sums[i + 5 * LARGE_COLUMNS])
                                    + (sums[i + 6 * LARGE_COLUMNS] + sums[i + 7 * LARGE_COLUMNS]));
        }
        for (int i = first; i < first + COLUMNS; i++) {
            sums[i + LARGE_TOTALS] = (sums[i] + sums[i + COLUMNS]) + (sums[i + 2 * COLUMNS] + sums[i + 3 * COLUMNS]);
        }
    }

    /** Adds what a conductance contributes to the total pull and drive of each neuron. */
    static void accumulate(
            double[] g, double[] totalPull, double[] totalDrive, int from, int to, double pull, double drive) {
        for (int i = from; i < to; i++) {
            double conductance = g[i];
            totalPull[i] += pull * conductance;
            totalDrive[i] += drive * conductance;
        }
    }
}
