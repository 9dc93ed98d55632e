package org.cb1network.stages.science.analysis;

import org.cb1network.stages.network.spec.Milliseconds;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * The responses of a population to input events: its mean rate around the peak of each event. In the gain protocol, the
 * window extends by a quarter of the event's width to either side.
 */
public final class EventResponses {

    private EventResponses() {}

    /**
     * Returns the mean rate around each peak. Both ends are excluded, as in the published code: a step counts if {@code
     * peak - halfWindow < t < peak + halfWindow} (999 steps of 0.1 ms within +-50 ms). A sample of several steps is
     * included or excluded as a whole, by the mean time of its steps.
     *
     * @param rateHz population rate, one value per sample
     * @param peaksMs times of the peaks
     * @param halfWindowMs extent of the window to either side
     * @return one response per event, in Hz
     * @throws IllegalArgumentException if a window has no sample or extends beyond the recording
     */
    public static double[] of(double[] rateHz, Sampling sampling, double[] peaksMs, double halfWindowMs) {
        double[] responses = new double[peaksMs.length];
        for (int event = 0; event < responses.length; event++) {
            responses[event] = meanAround(rateHz, sampling, peaksMs[event], halfWindowMs);
        }
        return responses;
    }

    private static double meanAround(double[] rateHz, Sampling sampling, double peakMs, double halfWindowMs) {
        double from = TimeSteps.snapped(peakMs - halfWindowMs, sampling.stepMs());
        double until = TimeSteps.snapped(peakMs + halfWindowMs, sampling.stepMs());
        if (from < 0 || until > (double) rateHz.length * sampling.stepsPerSample()) {
            throw new IllegalArgumentException(
                    "the window of +-" + halfWindowMs + " ms around the event at " + Milliseconds.text(peakMs)
                            + " ms extends beyond the recording of "
                            + Milliseconds.text(rateHz.length * sampling.sampleMs()) + " ms");
        }
        int first = (int) (from / sampling.stepsPerSample());
        while (sampling.centreInSteps(first) <= from) {
            first++;
        }
        double sum = 0;
        int samples = 0;
        for (int i = first; i < rateHz.length && sampling.centreInSteps(i) < until; i++) {
            sum += rateHz[i];
            samples++;
        }
        if (samples == 0) {
            throw new IllegalArgumentException("no sample of the rate within +-" + halfWindowMs + " ms of the event at "
                    + Milliseconds.text(peakMs) + " ms: samples of " + Milliseconds.text(sampling.sampleMs())
                    + " ms are too long");
        }
        return sum / samples;
    }
}
