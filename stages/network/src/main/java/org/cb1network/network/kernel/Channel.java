package org.cb1network.network.kernel;

/**
 * A conductance of every neuron: that of all receptors with one reversal potential and one decay.
 *
 * <p>Neuron i has the conductance scale * stored[i]. Decay touches the scale alone; events add weight / scale. The scale is worked
 * into the stored values before it gets so small that precision or range could suffer.
 */
final class Channel {
    private static final double RENORMALISE_BELOW = 0x1.0p-10;
    /** Stored values below this cannot change any membrane potential, and denormal numbers are slow. */
    private static final double NEGLIGIBLE = 1e-100;

    private final double reversalMv;
    private final double decayPerStep;
    private final double[] stored;
    private double scale = 1;

    /** @param stored zeros, one per slot */
    Channel(double reversalMv, double decayMs, double stepMs, double[] stored) {
        this.reversalMv = reversalMv;
        this.decayPerStep = 1 - stepMs / decayMs;
        this.stored = stored;
    }

    double reversalMv() {
        return reversalMv;
    }

    /** The stored values, for the loops over neurons and synapses. */
    double[] stored() {
        return stored;
    }

    /** What one unit of the stored values is worth, in nS. */
    double scale() {
        return scale;
    }

    /** What an event of this weight adds to a stored value. */
    double unitsOf(double weightNs) {
        return weightNs / scale;
    }

    double conductanceNs(int slot) {
        return scale * stored[slot];
    }

    void decay() {
        scale *= decayPerStep;
        if (scale < RENORMALISE_BELOW) {
            renormalise();
        }
    }

    private void renormalise() {
        for (int i = 0; i < stored.length; i++) {
            double value = stored[i] * scale;
            stored[i] = value < NEGLIGIBLE ? 0 : value;
        }
        scale = 1;
    }
}
