package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.spec.Receptor;

/**
 * What all receptors with the same constants have in common.
 *
 * <p>Every {@link Conductance} of it is a stored value times its scale. Decay touches the scale alone; events add weight / scale. The
 * scale is worked into the stored values before it gets so small that precision or range could suffer.
 */
final class Channel {
    private static final double RENORMALISE_BELOW = 0x1.0p-10;
    /** Stored values below this cannot change any membrane potential, and denormal numbers are slow. */
    private static final double NEGLIGIBLE = 1e-100;

    private final Receptor receptor;
    private final boolean hasReversal;
    private final double decayPerStep;
    private final List<Conductance> conductances = new ArrayList<>();
    private double scale = 1;

    Channel(Receptor receptor, double stepMs) {
        this.receptor = receptor;
        this.hasReversal = receptor instanceof Receptor.Conductance;
        this.decayPerStep = decayPerStep(receptor, stepMs);
    }

    private static double decayPerStep(Receptor receptor, double stepMs) {
        if (receptor instanceof Receptor.Conductance conductance) {
            return 1 - stepMs / conductance.decayMs();
        }
        // Steps of the potential are taken out when they have acted.
        return receptor instanceof Receptor.Current current ? 1 - stepMs / current.decayMs() : 1;
    }

    Receptor receptor() {
        return receptor;
    }

    /** Returns whether it has conductances. */
    boolean hasReversal() {
        return hasReversal;
    }

    /** Reversal potential of a channel of conductances. */
    double reversalMv() {
        return ((Receptor.Conductance) receptor).reversalMv();
    }

    /** What one unit of the stored values is worth, in the unit of the receptor's weights. */
    double scale() {
        return scale;
    }

    /** What an event of this weight adds to a stored value. */
    double unitsOf(double weight) {
        return weight / scale;
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
