package org.cb1network.stages.network.spec;

/** Afferent neurons that fire as Poisson processes of a common rate. */
public sealed interface RateStimulus extends Stimulus permits ConstantRate, GaussianEvents {

    /** Rate of one afferent neuron at a time in ms, in Hz. */
    double rateHz(double timeMs);
}
