package org.cb1network.network.kernel;

/**
 * Where the events of an afferent projection go.
 *
 * @param channel conductance that they add to
 * @param weightNs what an event adds, in nS
 * @param first slot of the first neuron of the target population
 */
record EventTarget(Channel channel, double weightNs, int first) {

    /** Delivers events at the first {@code count} of these neurons. */
    void deliver(int[] neurons, int count) {
        double[] g = channel.stored();
        double units = channel.unitsOf(weightNs);
        int offset = first;
        for (int i = 0; i < count; i++) {
            g[offset + neurons[i]] += units;
        }
    }
}
