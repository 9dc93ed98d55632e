package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.RandomOrder;

/** Events of the afferent projections of constant probability that share their noise, step by step. */
interface ConstantEvents {

    /**
     * Advances to the next step; the first call gives the first step.
     *
     * @param order is restarted, and becomes an order of neurons of which the first ones have the events
     * @param counts receives the numbers of neurons with an event, that of the most probable projection first; other elements are unchanged
     */
    void next(RandomOrder order, int[] counts);
}
