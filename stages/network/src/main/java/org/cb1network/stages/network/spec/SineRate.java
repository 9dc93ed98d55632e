package org.cb1network.stages.network.spec;

/**
 * A rate mean + amplitude sin(2 pi (frequency t + phase)); 0 where that is negative.
 *
 * @param meanHz in Hz
 * @param amplitudeHz in Hz
 * @param frequencyHz in Hz
 * @param phase in cycles
 */
public record SineRate(double meanHz, double amplitudeHz, double frequencyHz, double phase) implements RateStimulus {
    private static final double MS_PER_S = 1000;

    @Override
    public double rateHz(double timeMs) {
        double cycles = frequencyHz * timeMs / MS_PER_S + phase;
        return Math.max(0, meanHz + amplitudeHz * StrictMath.sin(2 * Math.PI * cycles));
    }

    @Override
    public double peakHz() {
        return meanHz + Math.abs(amplitudeHz);
    }
}
