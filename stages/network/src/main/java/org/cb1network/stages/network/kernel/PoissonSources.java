package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.PoissonCounts;
import org.cb1network.stages.network.random.RandomStream;

/** An afferent each of whose neurons is a Poisson process; its spikes reach all neurons that it connects to. */
final class PoissonSources implements AfferentEvents {
    private final int size;
    private final int afferent;
    private final double spikesPerHz;
    private final Outgoing outgoing;
    private final RandomStream random;
    private final PoissonCounts counts = new PoissonCounts();
    private int[] spiking = {};

    /**
     * No spikes yet.
     *
     * @param size of the afferent
     * @param afferent its place among the rates
     * @param spikesPerHz mean number of spikes of a neuron per step, per Hz of its rate
     */
    PoissonSources(int size, int afferent, double spikesPerHz, Outgoing outgoing, RandomStream random) {
        this.size = size;
        this.afferent = afferent;
        this.spikesPerHz = spikesPerHz;
        this.outgoing = outgoing;
        this.random = random;
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        int count = counts.draw(random, size * (spikesPerHz * ratesHz[afferent]));
        if (count > spiking.length) {
            spiking = new int[2 * count];
        }
        random.fillBounded(size, spiking, count);
        outgoing.propagate(step, spiking, count);
    }

    @Override
    public long delivered() {
        return outgoing.delivered();
    }
}
