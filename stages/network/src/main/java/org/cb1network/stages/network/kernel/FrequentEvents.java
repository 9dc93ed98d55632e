package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.CountTable;
import org.cb1network.stages.network.random.RandomStream;

/**
 * Poisson events of an afferent projection of constant rate that come so often that drawing the number of each neuron takes less time than
 * drawing the neuron of each event, as {@link PoissonNoise} does.
 */
final class FrequentEvents implements AfferentEvents {
    /** Mean number of events per neuron and step from which this is faster. */
    static final double LEAST_MEAN = 0.5;

    private final CountTable table;
    private final EventTarget target;
    private final RandomStream random;
    private final int[] counts;
    private long delivered;

    /**
     * No events yet.
     *
     * @param size of the target population
     * @param mean number of events per neuron and step
     */
    FrequentEvents(int size, double mean, EventTarget target, RandomStream random) {
        this.table = CountTable.poisson(mean);
        this.target = target;
        this.random = random;
        this.counts = new int[size];
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        delivered += table.fill(random, counts);
        target.deliver(counts);
    }

    @Override
    public long delivered() {
        return delivered;
    }
}
