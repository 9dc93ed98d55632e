package org.cb1network.network.kernel;

/**
 * The loops over neurons. Neurons lie in arrays of which every population fills whole blocks of {@link #BLOCK}; what is left of
 * its last block belongs to nobody.
 *
 * <p>The shapes of these loops are what HotSpot's C2 turns into vector code on JDK 17 and 25 alike: one induction variable, constant
 * distances between the elements of one array, no reductions, small bodies. Nothing here uses fused multiply-add, so the
 * results are the same bits on every machine.
 */
final class NeuronBlocks {
    /** Neurons per block. */
    static final int BLOCK = 512;

    /** Columns of a block after {@link #foldMaxima}: column j stands for neurons j, j + COLUMNS, j + 2 COLUMNS ... */
    static final int COLUMNS = BLOCK / 4;

    /** So many neurons are folded at a time where a population has them: longer loops, less overhead. */
    static final int LARGE_BLOCK = 4 * BLOCK;

    private NeuronBlocks() {}

    /** The first multiple of the block size that holds so many neurons. */
    static int padded(int neurons) {
        return (neurons + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** One Euler step without synaptic input: v += leakRest - leak * v. */
    static void update(double[] v, int from, int to, double leak, double leakRest) {
        for (int i = from; i < to; i++) {
            double old = v[i];
            v[i] = (old + leakRest) - leak * old;
        }
    }

    /** One Euler step with one conductance g of the given pull (see {@link Channel}). */
    static void update(
            double[] v, double[] g, int from, int to, double leak, double leakRest, double pull, double drive) {
        for (int i = from; i < to; i++) {
            double old = v[i];
            double conductance = g[i];
            v[i] = (old + (leakRest + drive * conductance)) - (leak + pull * conductance) * old;
        }
    }

    /** One Euler step with two conductances. */
    static void update(
            double[] v,
            double[] g,
            double[] h,
            int from,
            int to,
            double leak,
            double leakRest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        for (int i = from; i < to; i++) {
            double old = v[i];
            double first = g[i];
            double second = h[i];
            v[i] = (old + (leakRest + gDrive * first + hDrive * second))
                    - (leak + gPull * first + hPull * second) * old;
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

    /** One Euler step with the totals that {@link #accumulate} gave. */
    static void update(double[] v, double[] totalPull, double[] totalDrive, int from, int to) {
        for (int i = from; i < to; i++) {
            double old = v[i];
            v[i] = (old + totalDrive[i]) - totalPull[i] * old;
        }
    }

    /**
     * Leaves in maxima[from ... from + COLUMNS - 1] the maxima of the columns of the block that begins at {@code from}; NaN
     * where a neuron of the column is NaN. The arrays may be the same.
     */
    static void foldMaxima(double[] v, double[] maxima, int from) {
        for (int i = from; i < from + COLUMNS; i++) {
            maxima[i] = Math.max(Math.max(v[i], v[i + COLUMNS]), Math.max(v[i + 2 * COLUMNS], v[i + 3 * COLUMNS]));
        }
    }

    /** The same for a large block. */
    static void foldMaximaOfLargeBlock(double[] v, double[] maxima, int from) {
        for (int i = from; i < from + BLOCK; i++) {
            maxima[i] = Math.max(Math.max(v[i], v[i + BLOCK]), Math.max(v[i + 2 * BLOCK], v[i + 3 * BLOCK]));
        }
        foldMaxima(maxima, maxima, from);
    }
}
