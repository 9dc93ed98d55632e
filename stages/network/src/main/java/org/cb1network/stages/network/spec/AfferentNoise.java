package org.cb1network.stages.network.spec;

/** How the random events of different afferent projections depend on each other. */
public enum AfferentNoise {
    /**
     * As in the published code, which seeds the generator of every projection alike: in each step, all projections onto
     * populations of the same size compare the same uniform number per neuron index with their own probability. So the events
     * of the weaker projection are a subset of those of the stronger one.
     */
    SHARED,
    /** Every projection draws its own events. */
    INDEPENDENT
}
