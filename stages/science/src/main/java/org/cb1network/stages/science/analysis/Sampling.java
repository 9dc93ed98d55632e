package org.cb1network.stages.science.analysis;

/**
 * The time base of a recording. Sample i covers the steps {@code i * stepsPerSample} up to, but excluding, {@code (i +
 * 1) * stepsPerSample}, where the first step is at t = 0. A rate is counted or averaged over these steps; a membrane
 * potential is taken at the first of them.
 *
 * @param stepMs duration of a simulation step in ms
 * @param stepsPerSample steps from one sample to the next; 1 for a value per step
 */
public record Sampling(double stepMs, int stepsPerSample) {

    public Sampling {
        if (!(stepMs > 0) || stepsPerSample < 1) {
            throw new IllegalArgumentException(
                    "a sample of " + stepsPerSample + " steps of " + stepMs + " ms covers no time");
        }
    }

    /** Returns the time from one sample to the next in ms. */
    public double sampleMs() {
        return stepMs * stepsPerSample;
    }

    /**
     * Returns the mean time of a sample's steps, in steps. The time of a step is that of its beginning, as in the
     * model.
     */
    double centreInSteps(int sample) {
        return (double) sample * stepsPerSample + (stepsPerSample - 1) / 2.0;
    }
}
