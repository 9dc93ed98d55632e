package org.cb1network.network.kernel;

/**
 * Where the events of an afferent projection go.
 *
 * @param conductance of the target population, which they add to
 * @param weightNs what an event adds, in nS
 */
record EventTarget(Conductance conductance, double weightNs) {

    /** Delivers events at the first {@code count} of these neurons. */
    void deliver(int[] neurons, int count) {
        Slots places = conductance.places();
        if (places.contiguous()) {
            deliver(neurons, count, places.first());
        } else {
            deliver(neurons, count, places);
        }
    }

    private void deliver(int[] neurons, int count, int first) {
        double[] g = conductance.values();
        double units = conductance.unitsOf(weightNs);
        for (int i = 0; i < count; i++) {
            g[first + neurons[i]] += units;
        }
    }

    private void deliver(int[] neurons, int count, Slots places) {
        double[] g = conductance.values();
        double units = conductance.unitsOf(weightNs);
        for (int i = 0; i < count; i++) {
            g[places.of(neurons[i])] += units;
        }
    }
}
