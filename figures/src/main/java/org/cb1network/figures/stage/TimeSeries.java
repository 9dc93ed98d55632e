package org.cb1network.figures.stage;

import java.util.Arrays;
import org.cb1network.figures.mark.ValueRange;

/**
 * A quantity over time.
 *
 * @param timeMs ascending times, ms
 * @param values one for each time
 */
@SuppressWarnings("ArrayRecordComponent") // holds data for marks and is never compared
public record TimeSeries(double[] timeMs, double[] values) {

    /** Half-width of a Gaussian kernel in standard deviations. */
    private static final double REACH = 4;

    /** Returns the number of samples. */
    public int count() {
        return timeMs.length;
    }

    /** Returns the largest value; minus infinity if there is none. */
    public double max() {
        return ValueRange.of(values).max();
    }

    /** Returns the part from one time to another. */
    public TimeSeries between(double fromMs, double untilMs) {
        int from = firstAtOrAfter(fromMs);
        int until = firstAtOrAfter(untilMs);
        return new TimeSeries(Arrays.copyOfRange(timeMs, from, until), Arrays.copyOfRange(values, from, until));
    }

    private int firstAtOrAfter(double time) {
        int index = Arrays.binarySearch(timeMs, time);
        return index >= 0 ? index : -index - 1;
    }

    /** Returns the series smoothed with a Gaussian kernel. The times must be equally spaced; the edges are mirrored. */
    public TimeSeries smoothed(double sdMs) {
        int n = count();
        if (n < 2 || !(sdMs > 0)) {
            return this;
        }
        double step = (timeMs[n - 1] - timeMs[0]) / (n - 1);
        double[] kernel = kernel(sdMs / step);
        double[] smooth = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = kernel[0] * values[i];
            for (int k = 1; k < kernel.length; k++) {
                sum += kernel[k] * (values[mirrored(i - k, n)] + values[mirrored(i + k, n)]);
            }
            smooth[i] = sum;
        }
        return new TimeSeries(timeMs, smooth);
    }

    /** Returns the right half of a Gaussian kernel whose sum over both halves is 1. */
    private static double[] kernel(double sdSamples) {
        double[] kernel = new double[1 + (int) Math.floor(REACH * sdSamples + 0.5)];
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = StrictMath.exp(-0.5 * k * k / (sdSamples * sdSamples));
            sum += (k == 0 ? 1 : 2) * kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    private static int mirrored(int index, int n) {
        int turn = Math.floorMod(index, 2 * n);
        return turn < n ? turn : 2 * n - 1 - turn;
    }

    /**
     * Returns the smallest and the largest sample of each of {@code spans} equal spans, in the order of time. A line
     * through them looks like a line through all samples if a span is no wider than the line. Shorter series are not
     * changed.
     */
    public TimeSeries envelope(int spans) {
        if (count() <= 2 * spans) {
            return this;
        }
        double[] times = new double[2 * spans];
        double[] kept = new double[2 * spans];
        int out = 0;
        for (int span = 0; span < spans; span++) {
            int from = (int) ((long) span * count() / spans);
            int until = (int) ((long) (span + 1) * count() / spans);
            int low = from;
            int high = from;
            for (int i = from; i < until; i++) {
                low = values[i] < values[low] ? i : low;
                high = values[i] > values[high] ? i : high;
            }
            for (int i : new int[] {Math.min(low, high), Math.max(low, high)}) {
                times[out] = timeMs[i];
                kept[out++] = values[i];
            }
        }
        return new TimeSeries(times, kept);
    }
}
