package org.cb1network.stages.science.analysis;

/** Counts spikes in successive bins. A bin that does not fit at the end is left out. */
public final class SpikeCounts {

    private SpikeCounts() {}

    /**
     * Returns the number of spikes of one train in each bin.
     *
     * @param steps steps of the spikes, from {@code fromStep} on
     */
    public static int[] of(int[] steps, int fromStep, int untilStep, int binSteps) {
        int[] counts = new int[(untilStep - fromStep) / binSteps];
        for (int step : steps) {
            count(counts, step, fromStep, binSteps);
        }
        return counts;
    }

    /** Returns the number of spikes of all neurons in each bin; none is before {@code fromStep}. */
    public static int[] ofAll(PopulationSpikes spikes, int fromStep, int untilStep, int binSteps) {
        int[] counts = new int[(untilStep - fromStep) / binSteps];
        for (int s = 0; s < spikes.spikes(); s++) {
            count(counts, spikes.stepOfSpike(s), fromStep, binSteps);
        }
        return counts;
    }

    private static void count(int[] counts, int step, int fromStep, int binSteps) {
        int bin = (step - fromStep) / binSteps;
        if (bin < counts.length) {
            counts[bin]++;
        }
    }

    /**
     * Returns the Fano factor: variance (of n) over mean. NaN with fewer than two bins, or without a spike. One pass is enough:
     * sums of counts and of their squares are exact.
     */
    public static double fano(int[] counts) {
        double sum = 0;
        double squares = 0;
        for (int count : counts) {
            sum += count;
            squares += (double) count * count;
        }
        double mean = sum / counts.length;
        return counts.length < 2 || mean == 0 ? Double.NaN : (squares / counts.length - mean * mean) / mean;
    }
}
