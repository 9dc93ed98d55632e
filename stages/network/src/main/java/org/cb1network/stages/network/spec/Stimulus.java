package org.cb1network.stages.network.spec;

/** What an afferent does: fires at a rate ({@link RateStimulus}), or gives spikes or events that are listed one by one. */
public sealed interface Stimulus permits RateStimulus, ExplicitEvents, SpikeTimes {}
