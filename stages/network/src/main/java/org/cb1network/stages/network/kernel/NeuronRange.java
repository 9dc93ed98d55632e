package org.cb1network.stages.network.kernel;

/**
 * Neurons of one population, from {@code from} to before {@code to}; both are multiples of {@link #LENGTH}, or the end of the population.
 *
 * @param population its index
 */
record NeuronRange(int population, int from, int to) {
    /** A multiple of the neurons of every block. */
    static final int LENGTH = NeuronBlocks.LARGE.neurons();

    /** Returns all neurons of the only population that matters. */
    static NeuronRange all(int size) {
        return new NeuronRange(0, 0, size);
    }
}
