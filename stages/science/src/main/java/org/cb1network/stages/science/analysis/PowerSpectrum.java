package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.apache.commons.math3.util.FastMath;

/**
 * The one-sided power spectral density of a signal, averaged over segments that overlap by half: P. D. Welch, IEEE Trans
 * Audio Electroacoust 15:70-73, 1967. The mean of the signal is subtracted and each segment has a Hann window.
 *
 * <p>The sum of all powers, times the distance of two frequencies, is the variance of the signal. White noise of the
 * variance v has the power 2 v dt.
 *
 * @param frequencyHz the frequencies, without 0
 * @param power the densities: the square of the signal's unit, per Hz
 */
@SuppressWarnings("ArrayRecordComponent") // one is never compared with another
public record PowerSpectrum(double[] frequencyHz, double[] power) {

    private static final double MS_PER_S = 1000;

    /**
     * Computes the spectrum of a signal.
     *
     * @param binMs distance of two values, in ms
     * @param segment number of values of a segment, a power of two that is at least 4
     * @throws IllegalArgumentException if the signal is shorter than a segment
     */
    public static PowerSpectrum of(double[] signal, double binMs, int segment) {
        if (signal.length < segment) {
            throw new IllegalArgumentException(
                    "a segment of " + segment + " bins does not fit into " + signal.length + " bins");
        }
        double mean = 0;
        for (double value : signal) {
            mean += value / signal.length;
        }
        double[] window = hann(segment);
        double[] sums = new double[segment / 2];
        int segments = 0;
        for (int start = 0; start + segment <= signal.length; start += segment / 2) {
            add(signal, start, mean, window, sums);
            segments++;
        }
        double windowSquares = 0;
        for (double weight : window) {
            windowSquares += weight * weight;
        }
        double binS = binMs / MS_PER_S;
        double[] frequencies = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            boolean nyquist = k == sums.length - 1;
            frequencies[k] = (k + 1) / (segment * binS);
            sums[k] *= (nyquist ? 1 : 2) * binS / (windowSquares * segments);
        }
        return new PowerSpectrum(frequencies, sums);
    }

    private static double[] hann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * FastMath.cos(2 * Math.PI * i / length);
        }
        return window;
    }

    private static void add(double[] signal, int start, double mean, double[] window, double[] sums) {
        double[] real = new double[window.length];
        for (int i = 0; i < window.length; i++) {
            real[i] = (signal[start + i] - mean) * window[i];
        }
        double[][] transform = {real, new double[window.length]};
        FastFourierTransformer.transformInPlace(transform, DftNormalization.STANDARD, TransformType.FORWARD);
        for (int k = 0; k < sums.length; k++) {
            double a = transform[0][k + 1];
            double b = transform[1][k + 1];
            sums[k] += a * a + b * b;
        }
    }
}
