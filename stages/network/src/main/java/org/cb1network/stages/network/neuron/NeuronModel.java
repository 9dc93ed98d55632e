package org.cb1network.stages.network.neuron;

import java.util.List;
import java.util.function.Function;
import org.cb1network.stages.network.random.RandomStream;

/**
 * What distinguishes a neuron from a leaky integrate-and-fire neuron: a current that depends on the membrane potential, and an adaptation
 * current w that is subtracted. With leak g, rest E, capacitance C and the synaptic and injected current I:
 *
 * <pre>
 * C dV/dt = g (E - V) + spike current(V) - w + I
 *   dw/dt = adaptation slope(V, w)
 * </pre>
 *
 * <p>Above the threshold the neuron spikes: V is reset, and w grows by the increment.
 */
public sealed interface NeuronModel permits ExponentialIntegrateAndFire, AdaptiveExponential {

    /** The potential at which a spike starts, in mV. */
    double onsetMv();

    /** The current that starts a spike, in pA. */
    double spikeCurrentPa(double potentialMv, double leakNs);

    /** Whether the neuron has an adaptation current. */
    boolean adapts();

    /** How strongly the potential drives the adaptation current, in nS; 0 if there is none. */
    double couplingNs();

    /** The change of the adaptation current in pA per ms. */
    double adaptationSlope(double potentialMv, double restMv, double adaptationPa);

    /** What a spike adds to the adaptation current, in pA. */
    double adaptationIncrementPa();

    /** The shortest time constant of the model in ms; infinite if it has none. */
    double shortestTimeConstantMs();

    /**
     * The models of single neurons; empty if all are equal to this one.
     *
     * @param streams gives the random stream of a parameter by its name in the plural, so that one does not change another
     */
    List<NeuronModel> drawn(int neurons, Function<String, RandomStream> streams);
}
