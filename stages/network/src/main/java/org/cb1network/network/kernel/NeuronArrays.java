package org.cb1network.network.kernel;

/** The arrays over all neurons. */
final class NeuronArrays {
    /**
     * What every array is longer than a multiple of 512 elements. With its header of two words it then fills whole cache lines, so
     * that arrays made one after the other begin at the same place within a line; and each begins nine lines further within
     * its memory page, since a load that follows a store to the same place of another page has to wait for it.
     */
    private static final int PADDING = 6 + 64;

    private final double[][] arrays;

    NeuronArrays(int slots, int channels) {
        this.arrays = new double[5 + channels][slots + PADDING];
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
