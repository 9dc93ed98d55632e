package org.cb1network.stages.network.kernel;

/**
 * The positions of a population in the array of the network's state, in consecutive blocks. The slot of a neuron is the position of its
 * membrane potential. Its other values are at constant distances from there; {@link #moved} returns their positions.
 *
 * @param first slot of the first neuron
 * @param size neurons
 * @param shape of the blocks
 */
record Slots(int first, int size, BlockShape shape) {
    /** Blocks are large only where they leave at most one slot empty for so many neurons. */
    private static final int NEURONS_PER_EMPTY_SLOT = 8;

    /**
     * The slots of a population: large blocks, which are faster, unless they would be too large, or there are more conductances than a
     * block has rows for. Totals of conductances are for small blocks only.
     *
     * @param first slot that is free
     * @param components through which the population has input
     */
    static Slots of(int first, int size, int components) {
        int empty = -size & (NeuronBlocks.LARGE.neurons() - 1);
        boolean large = components <= BlockShape.CONDUCTANCES && empty <= size / NEURONS_PER_EMPTY_SLOT;
        return new Slots(first, size, large ? NeuronBlocks.LARGE : NeuronBlocks.SMALL);
    }

    /** The slot after the last block. */
    int end() {
        return first + (size + shape.neurons() - 1) / shape.neurons() * shape.span();
    }

    /** Whether the neurons lie one after the other, without a gap. */
    boolean contiguous() {
        return size <= shape.neurons();
    }

    /** The slot of a neuron. */
    int of(int neuron) {
        return first + (neuron >>> shape.bits()) * shape.span() + (neuron & (shape.neurons() - 1));
    }

    /** The neuron of a slot. */
    int neuronAt(int slot) {
        return (slot - first) / shape.span() * shape.neurons() + (slot - first) % shape.span();
    }

    /** The places of a range of neurons. */
    Slots of(NeuronRange range) {
        return new Slots(of(range.from()), range.to() - range.from(), shape);
    }

    /** Whether a slot of the same row of the state is that of one of these neurons. */
    boolean contain(int slot) {
        return slot >= first && slot <= of(size - 1);
    }

    /** The places at this distance from the slots. */
    Slots moved(int distance) {
        return new Slots(first + distance, size, shape);
    }
}
