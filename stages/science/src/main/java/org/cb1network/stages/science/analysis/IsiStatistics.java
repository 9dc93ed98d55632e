package org.cb1network.stages.science.analysis;

/**
 * Statistics of single spike trains: rate, and how regular the trains are.
 *
 * @param steps steps of the spikes, ascending, within the analysed time
 * @param fromStep begin of the analysed time
 * @param untilStep end of the analysed time
 */
@SuppressWarnings("ArrayRecordComponent") // one is never compared with another
public record IsiStatistics(int[] steps, int fromStep, int untilStep) {

    /** Returns the number of inter-spike intervals. */
    public int intervals() {
        return Math.max(0, steps.length - 1);
    }

    /** Returns the coefficient of variation of the intervals, with the standard deviation of n; NaN without an interval. */
    public double cv() {
        int n = intervals();
        if (n == 0) {
            return Double.NaN;
        }
        double mean = (steps[n] - (double) steps[0]) / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = steps[i + 1] - steps[i] - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / n) / mean;
    }

    /**
     * Returns CV2, the mean of 2 |I(i+1) - I(i)| / (I(i+1) + I(i)) over pairs of neighbouring intervals, which slow changes
     * of the rate affect less than the coefficient of variation: G. R. Holt and others, J Neurophysiol 75:1806-1814, 1996.
     * NaN with fewer than two intervals.
     */
    public double cv2() {
        int pairs = intervals() - 1;
        if (pairs < 1) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < pairs; i++) {
            double first = steps[i + 1] - (double) steps[i];
            double second = steps[i + 2] - (double) steps[i + 1];
            sum += 2 * Math.abs(second - first) / (second + first);
        }
        return sum / pairs;
    }

    /**
     * Returns the Fano factor: variance (of n) over mean of the number of spikes in successive windows. A window that does
     * not fit at the end is left out. NaN if fewer than two windows fit, or no spike is in one.
     */
    public double fano(int windowSteps) {
        return SpikeCounts.fano(SpikeCounts.of(steps, fromStep, untilStep, windowSteps));
    }
}
