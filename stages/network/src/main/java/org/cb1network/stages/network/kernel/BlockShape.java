package org.cb1network.stages.network.kernel;

/**
 * What lies where in a block of neurons, in numbers of places of the array of the network's state. The membrane potentials come first,
 * then a row for each of two conductances, then counts of spikes.
 *
 * @param neurons that there is room for: a power of two
 * @param row from the membrane potential of a neuron to its first conductance, and from there to the second one
 * @param columns how many there are, a multiple of 8. Column j stands for the neurons j, j + columns, j + 2 columns ...
 * @param sums from the first membrane potential to the count of column 0
 * @param span from a block to the next one
 */
record BlockShape(int neurons, int row, int columns, int sums, int span) {
    /** Rows for conductances. */
    static final int CONDUCTANCES = 2;

    /** The binary logarithm of the neurons. */
    int bits() {
        return Integer.numberOfTrailingZeros(neurons);
    }
}
