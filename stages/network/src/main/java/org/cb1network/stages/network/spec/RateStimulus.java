package org.cb1network.stages.network.spec;

/** Afferent neurons that fire as Poisson processes of a common rate. */
public sealed interface RateStimulus extends Stimulus permits ConstantRate, GaussianEvents, RateCourse, SineRate {

    /** Rate of one afferent neuron at a time in ms, in Hz. */
    double rateHz(double timeMs);

    /** A rate in Hz that is not far exceeded at any time. */
    double peakHz();
}
