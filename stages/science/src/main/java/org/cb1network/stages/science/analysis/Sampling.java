package org.cb1network.stages.science.analysis;

import org.cb1network.stages.network.Milliseconds;

/**
 * How a recording stands in time. Sample i belongs to the steps {@code i * stepsPerSample} up to, not including, {@code
 * (i + 1) * stepsPerSample}, the first step being that of t = 0: a rate is counted or averaged over them, a membrane
 * potential is that of the first of them.
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

    /** Time from one sample to the next in ms. */
    public double sampleMs() {
        return stepMs * stepsPerSample;
    }

    /**
     * Index of the sample that begins at a time.
     *
     * @throws IllegalArgumentException if none does: a window must consist of whole samples
     */
    public int sampleAt(double timeMs) {
        int step = TimeSteps.exactly(timeMs, stepMs);
        if (step % stepsPerSample != 0) {
            throw new IllegalArgumentException("no sample of " + Milliseconds.text(sampleMs()) + " ms begins at "
                    + Milliseconds.text(timeMs) + " ms");
        }
        return step / stepsPerSample;
    }

    /** Mean time of the steps of a sample, in steps; the time of a step is that of its beginning, as in the model. */
    double centreInSteps(int sample) {
        return (double) sample * stepsPerSample + (stepsPerSample - 1) / 2.0;
    }
}
