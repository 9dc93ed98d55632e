package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.RandomOrder;

/** Events of the afferent projections of constant probability that share their noise, step by step. */
interface ConstantEvents {

    /**
     * Goes on to the next step, the first one at the first call.
     *
     * @param order begun anew; becomes an order of neurons whose first ones have the events
     * @param counts begins with the numbers of neurons with an event then, that of the most probable projection first; the rest stays
     */
    void next(RandomOrder order, int[] counts);
}
