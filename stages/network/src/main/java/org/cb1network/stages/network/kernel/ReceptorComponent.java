package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.spec.Receptor;

/**
 * An exponentially decaying part of a receptor's response. A receptor with a rise time has two, whose difference it is; any other has
 * one. Receptors with the same constants share their components.
 *
 * <p>Every {@link SynapticInput} of a component is a stored value times the scale of the component. Decay changes the scale alone; events
 * add weight / scale. The scale is multiplied into the stored values before it gets so small that precision or range could suffer.
 */
final class ReceptorComponent {
    private static final double RENORMALISE_BELOW = 0x1.0p-10;
    /** Stored values below this cannot change any membrane potential, and denormal numbers are slow. */
    private static final double NEGLIGIBLE = 1e-100;

    private final Receptor receptor;
    private final boolean hasReversal;
    private final double decayPerStep;
    private final List<SynapticInput> inputs = new ArrayList<>();
    private double scale = 1;

    ReceptorComponent(Receptor receptor, double stepMs) {
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

    /** Reversal potential, if it has conductances. */
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

    /** From now on the values of this input are stored in units of the scale. */
    void scales(SynapticInput input) {
        inputs.add(input);
    }

    void decay() {
        scale *= decayPerStep;
        if (scale < RENORMALISE_BELOW) {
            for (SynapticInput input : inputs) {
                input.multiply(scale, NEGLIGIBLE);
            }
            scale = 1;
        }
    }
}
