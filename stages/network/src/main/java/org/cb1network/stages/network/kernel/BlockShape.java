package org.cb1network.stages.network.kernel;

/**
 * The layout of a block of neurons, in positions of the array of the network's state: membrane potentials first, then a row for each of
 * two conductances, then spike counts.
 *
 * @param neurons number of neurons that fit: a power of two
 * @param row distance from the membrane potential of a neuron to its first conductance, and from there to the second one
 * @param columns number of columns of spike counts, a multiple of 8. Column j counts the spikes of the neurons j, j + columns, j + 2 columns ...
 * @param sums distance from the first membrane potential to the count of column 0
 * @param span distance from a block to the next one
 */
record BlockShape(int neurons, int row, int columns, int sums, int span) {
    /** Rows for conductances. */
    static final int CONDUCTANCES = 2;

    /** The binary logarithm of the neurons. */
    int bits() {
        return Integer.numberOfTrailingZeros(neurons);
    }
}
