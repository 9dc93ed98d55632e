package org.cb1network.engine.runner.spec.model;

/** How the events of different afferent projections depend on each other. */
public enum AfferentNoise {
    /**
     * Projections onto populations of the same size compare the same random numbers with their own probabilities: the
     * events of the weaker one are among those of the stronger one.
     */
    SHARED,
    /** Projections are independent. */
    INDEPENDENT
}
