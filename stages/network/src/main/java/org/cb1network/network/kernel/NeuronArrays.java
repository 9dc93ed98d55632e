package org.cb1network.network.kernel;

/** The arrays over all neurons. */
final class NeuronArrays {
    /**
     * With its header of two words, an array of this many elements more than a multiple of 8 fills whole cache lines; so
     * arrays made one after the other begin at the same place within a line, and vectors of all of them can be aligned together.
     */
    private static final int CACHE_LINE_REMAINDER = 6;

    private final double[][] arrays;

    NeuronArrays(int slots, int channels) {
        this.arrays = new double[5 + channels][slots + CACHE_LINE_REMAINDER];
    }

    /** Membrane potentials, as {@link NeuronBlocks#stored} has them. */
    double[] v() {
        return arrays[0];
    }

    /** Room for counts of spikes. */
    double[] sums() {
        return arrays[1];
    }

    /** Zeros: the conductance of a channel that a population does not have. */
    double[] none() {
        return arrays[2];
    }

    /** Room for a sum over channels. */
    double[] totalPull() {
        return arrays[3];
    }

    /** Room for a sum over channels. */
    double[] totalDrive() {
        return arrays[4];
    }

    /** Values of a {@link Channel}. */
    double[] conductance(int channel) {
        return arrays[5 + channel];
    }
}
