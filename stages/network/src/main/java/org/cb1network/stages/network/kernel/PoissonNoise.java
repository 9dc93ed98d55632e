package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.PoissonCounts;
import org.cb1network.stages.network.random.RandomStream;

/**
 * Poisson events at the neurons of one population, each with its own. The number of events of a step is drawn for all neurons together, then
 * a neuron for each event: the numbers of events of the neurons are then independent Poisson numbers.
 */
final class PoissonNoise implements AfferentEvents {
    private final int size;
    private final int afferent;
    private final double eventsPerHz;
    private final EventTarget target;
    private final RandomStream random;
    private final PoissonCounts counts = new PoissonCounts();
    private int[] neurons = {};
    private long delivered;

    /**
     * No events yet.
     *
     * @param size of the target population
     * @param afferent its place among the rates
     * @param eventsPerHz mean number of events per neuron and step, per Hz of the afferent's rate
     */
    PoissonNoise(int size, int afferent, double eventsPerHz, EventTarget target, RandomStream random) {
        this.size = size;
        this.afferent = afferent;
        this.eventsPerHz = eventsPerHz;
        this.target = target;
        this.random = random;
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        int count = counts.draw(random, size * (eventsPerHz * ratesHz[afferent]));
        if (count > neurons.length) {
            neurons = new int[2 * count];
        }
        random.fillBounded(size, neurons, count);
        target.deliver(neurons, count);
        delivered += count;
    }

    @Override
    public long delivered() {
        return delivered;
    }
}
