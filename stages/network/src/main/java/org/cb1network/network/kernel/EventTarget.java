package org.cb1network.network.kernel;

/**
 * Where the events of an afferent projection go.
 *
 * @param channel conductance that they add to
 * @param weightNs what an event adds, in nS
 * @param first slot of the first neuron of the target population
 */
record EventTarget(Channel channel, double weightNs, int first) {

    /** Delivers events at neurons[from] ... neurons[to - 1]. */
    void deliver(int[] neurons, int from, int to) {
        double[] g = channel.stored();
        double units = channel.unitsOf(weightNs);
        int offset = first;
        for (int i = from; i < to; i++) {
            g[offset + neurons[i]] += units;
        }
    }
}
