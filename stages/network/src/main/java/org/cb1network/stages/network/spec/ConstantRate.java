package org.cb1network.stages.network.spec;

/**
 * The same rate at all times.
 *
 * @param rateHz in Hz
 */
public record ConstantRate(double rateHz) implements RateStimulus {
    @Override
    public double rateHz(double timeMs) {
        return rateHz;
    }

    @Override
    public double peakHz() {
        return rateHz;
    }
}
