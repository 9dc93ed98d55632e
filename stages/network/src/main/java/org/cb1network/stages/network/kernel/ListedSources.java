package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.spec.EventList;

/** An afferent whose spikes are listed; they reach all neurons that it connects to. */
final class ListedSources implements AfferentEvents {
    private final EventList spikes;
    private final Outgoing outgoing;
    private int next;

    ListedSources(EventList spikes, Outgoing outgoing) {
        this.spikes = spikes;
        this.outgoing = outgoing;
    }

    @Override
    public void propagate(int step, double[] ratesHz) {
        int first = next;
        while (next < spikes.count() && spikes.step(next) == step) {
            next++;
        }
        int[] spiking = new int[next - first];
        for (int i = 0; i < spiking.length; i++) {
            spiking[i] = spikes.neuron(first + i);
        }
        outgoing.propagate(step, spiking, spiking.length);
    }

    @Override
    public long delivered() {
        return outgoing.delivered();
    }
}
