package org.cb1network.stages.network.kernel;

/** Events of an afferent that no other afferent's events depend on. */
interface AfferentEvents {

    /**
     * Delivers the events of a step.
     *
     * @param ratesHz rates of all afferents in this step
     */
    void propagate(int step, double[] ratesHz);

    /** Events delivered since the beginning. */
    long delivered();
}
