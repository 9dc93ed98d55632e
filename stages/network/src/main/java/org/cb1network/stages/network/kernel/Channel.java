package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What all receptors with one reversal potential and one decay have in common.
 *
 * <p>Every {@link Conductance} of it is a stored value times its scale. Decay touches the scale alone; events add weight / scale. The
 * scale is worked into the stored values before it gets so small that precision or range could suffer.
 */
final class Channel {
    private static final double RENORMALISE_BELOW = 0x1.0p-10;
    /** Stored values below this cannot change any membrane potential, and denormal numbers are slow. */
    private static final double NEGLIGIBLE = 1e-100;

    private final double reversalMv;
    private final double decayPerStep;
    private final List<Conductance> conductances = new ArrayList<>();
    private double scale = 1;

    Channel(double reversalMv, double decayMs, double stepMs) {
        this.reversalMv = reversalMv;
        this.decayPerStep = 1 - stepMs / decayMs;
    }

    double reversalMv() {
        return reversalMv;
    }

    /** What one unit of the stored values is worth, in nS. */
    double scale() {
        return scale;
    }

    /** What an event of this weight adds to a stored value. */
    double unitsOf(double weightNs) {
        return weightNs / scale;
    }

    /** From now on this conductance is stored in units of the scale. */
    void scales(Conductance conductance) {
        conductances.add(conductance);
    }

    void decay() {
        scale *= decayPerStep;
        if (scale < RENORMALISE_BELOW) {
            for (Conductance conductance : conductances) {
                conductance.multiply(scale, NEGLIGIBLE);
            }
            scale = 1;
        }
    }
}
