package org.cb1network.stages.network.spec;

/** How many events a target neuron may receive from an afferent in one time step. */
public enum EventStatistics {
    /** Any number: the events are a Poisson process at every rate. */
    POISSON,
    /**
     * At most one, as in the published code. The variance of the number of events is (1 - p) of that of a Poisson process, p being the
     * probability of an event in a step.
     */
    BINOMIAL
}
