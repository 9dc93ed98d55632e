package org.cb1network.stages.network.kernel;

import java.util.Arrays;

/**
 * The loop over neurons. Everything that the update of a block of neurons reads and writes is in one array: their membrane potentials,
 * two rows of conductances (or of totals over more of them), and spike counts. A block belongs to one population; the rest of a
 * population's last block are unused.
 *
 * <p>Membrane potentials are stored relative to the threshold and in units of 2^40 mV (a power of two, so that nothing is rounded).
 * All possible values then lie between -1 and 1, and rounding up gives 1 above the threshold and 0 at or below it: a count of
 * spikes that can be summed without a branch and without a comparison.
 *
 * <p>The shapes of these loops are what HotSpot's C2 turns into vector code on JDK 17 and 25 alike: one induction variable, one array,
 * distances that the compiler knows, no reduction to a scalar, a small body. With rows in one array it also knows that no store
 * changes what a later load reads, and no garbage collector can move the rows against each other. Nothing here uses fused multiply-add,
 * so the results are the same bits on every machine.
 */
final class NeuronBlocks {
    /**
     * What a row is longer than its neurons: nine cache lines. So rows begin at different places of a memory page, since a load that
     * follows a store to the same place of another page has to wait for it.
     */
    private static final int PADDING = 72;

    private static final int NEURONS = 512;
    private static final int HALF = NEURONS / 2;
    private static final int ROW = NEURONS + PADDING;
    private static final int SUMS = (1 + BlockShape.CONDUCTANCES) * ROW;
    private static final int COLUMNS = HALF / 4;

    private static final int LARGE_NEURONS = 4096;
    private static final int QUARTER = LARGE_NEURONS / 4;
    private static final int LARGE_ROW = LARGE_NEURONS + PADDING;
    private static final int LARGE_SUMS = (1 + BlockShape.CONDUCTANCES) * LARGE_ROW;
    private static final int LARGE_COLUMNS = QUARTER / 4;

    /** For small populations, and for those of which a large block would be mostly empty. */
    static final BlockShape SMALL = new BlockShape(NEURONS, ROW, COLUMNS, SUMS, SUMS + HALF);

    /** Longer loops, less overhead. */
    static final BlockShape LARGE =
            new BlockShape(LARGE_NEURONS, LARGE_ROW, LARGE_COLUMNS, LARGE_SUMS, LARGE_SUMS + QUARTER);

    /** Small blocks of one quantity and nothing else. */
    static final BlockShape DENSE = new BlockShape(NEURONS, 0, 0, 0, NEURONS);

    /** A stored potential of 1 mV. */
    static final double UNITS_PER_MV = 0x1.0p-40;

    /**
     * Changes no slot that there can be, but tells the compiler that a slot plus a distance does not overflow; without it, no
     * update becomes vector code.
     */
    private static final int SLOT_MASK = (1 << 30) - 1;

    private NeuronBlocks() {}

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
     * Leaves the numbers of neurons above threshold of the columns where the sums are; NaN if a potential is.
     *
     * <p>One method does it all, so that it has more than the 325 bytecodes up to which HotSpot inlines. Among the loops
     * of its callers these would at times not become vector code, depending on when the JVM compiles which caller; a
     * simulation then takes twice as long.
     */
    static void update(
            double[] state,
            int from,
            boolean large,
            double keep,
            double rest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        int first = from & SLOT_MASK;
        if (large) {
            // In two parts that share their sums.
            for (int i = first; i < first + QUARTER; i++) {
                double one = state[i];
                double gOne = state[i + LARGE_ROW];
                double hOne = state[i + 2 * LARGE_ROW];
                one = one * ((keep - gPull * gOne) - hPull * hOne) + ((rest + gDrive * gOne) + hDrive * hOne);
                state[i] = one;
                double two = state[i + QUARTER];
                double gTwo = state[i + QUARTER + LARGE_ROW];
                double hTwo = state[i + QUARTER + 2 * LARGE_ROW];
                two = two * ((keep - gPull * gTwo) - hPull * hTwo) + ((rest + gDrive * gTwo) + hDrive * hTwo);
                state[i + QUARTER] = two;
                state[i + LARGE_SUMS] = Math.ceil(one) + Math.ceil(two);
            }
            for (int i = first; i < first + QUARTER; i++) {
                double one = state[i + 2 * QUARTER];
                double gOne = state[i + 2 * QUARTER + LARGE_ROW];
                double hOne = state[i + 2 * QUARTER + 2 * LARGE_ROW];
                one = one * ((keep - gPull * gOne) - hPull * hOne) + ((rest + gDrive * gOne) + hDrive * hOne);
                state[i + 2 * QUARTER] = one;
                double two = state[i + 3 * QUARTER];
                double gTwo = state[i + 3 * QUARTER + LARGE_ROW];
                double hTwo = state[i + 3 * QUARTER + 2 * LARGE_ROW];
                two = two * ((keep - gPull * gTwo) - hPull * hTwo) + ((rest + gDrive * gTwo) + hDrive * hTwo);
                state[i + 3 * QUARTER] = two;
                state[i + LARGE_SUMS] = state[i + LARGE_SUMS] + (Math.ceil(one) + Math.ceil(two));
            }
            for (int i = first; i < first + LARGE_COLUMNS; i++) {
                state[i + LARGE_SUMS] = (state[i + LARGE_SUMS] + state[i + LARGE_SUMS + LARGE_COLUMNS])
                        + (state[i + LARGE_SUMS + 2 * LARGE_COLUMNS] + state[i + LARGE_SUMS + 3 * LARGE_COLUMNS]);
            }
            return;
        }
        for (int i = first; i < first + HALF; i++) {
            double one = state[i];
            double gOne = state[i + ROW];
            double hOne = state[i + 2 * ROW];
            one = one * ((keep - gPull * gOne) - hPull * hOne) + ((rest + gDrive * gOne) + hDrive * hOne);
            state[i] = one;
            double two = state[i + HALF];
            double gTwo = state[i + HALF + ROW];
            double hTwo = state[i + HALF + 2 * ROW];
            two = two * ((keep - gPull * gTwo) - hPull * hTwo) + ((rest + gDrive * gTwo) + hDrive * hTwo);
            state[i + HALF] = two;
            state[i + SUMS] = Math.ceil(one) + Math.ceil(two);
        }
        for (int i = first; i < first + COLUMNS; i++) {
            state[i + SUMS] = (state[i + SUMS] + state[i + SUMS + COLUMNS])
                    + (state[i + SUMS + 2 * COLUMNS] + state[i + SUMS + 3 * COLUMNS]);
        }
    }

    /** Makes the two rows of conductances of a small block constant. */
    static void fill(double[] state, int from, double g, double h) {
        Arrays.fill(state, from + ROW, from + ROW + NEURONS, g);
        Arrays.fill(state, from + 2 * ROW, from + 2 * ROW + NEURONS, h);
    }

    /**
     * Adds what a conductance contributes to the two rows of a small block.
     *
     * @param values the conductance of the first neuron at {@code at}, those of the others after it
     */
    static void accumulate(double[] state, int from, double[] values, int at, double gFactor, double hFactor) {
        for (int i = 0; i < NEURONS; i++) {
            double conductance = values[at + i];
            state[from + ROW + i] += gFactor * conductance;
            state[from + 2 * ROW + i] += hFactor * conductance;
        }
    }
}
