package org.cb1network.stages.network.kernel;

import org.jspecify.annotations.Nullable;

/** The state and the update of one population. */
interface NeuronGroup {

    int size();

    int spikeCount();

    /** The neurons that spiked, ascending; the first {@link #spikeCount()} count. */
    int[] spiking();

    /** The input through a component; null if the population has none. */
    @Nullable
    SynapticInput input(ReceptorComponent component);

    /** Whether a membrane potential has become NaN. */
    boolean isBroken();

    /**
     * A neuron that spiked in a step in which forward Euler is unstable; -1 if there is none. Its conductances would take the potential to
     * its goal within less than a step, so that the step overshoots and the spike says nothing about the neuron.
     */
    int unstableSpike();

    /** First step in which such an overshoot was found, whether or not the neuron spiked; -1 if there was none. */
    int overshootStep();

    /** The neuron that overshot in that step. */
    int overshootNeuron();

    /** The membrane potential before the update of this step; the reset potential while a neuron is refractory. */
    double membraneMv(int neuron, int step);

    /**
     * Updates some neurons. Threads may update ranges that do not overlap at the same time.
     *
     * @param from first neuron, a multiple of {@link NeuronRange#LENGTH}
     * @param to the neuron after the last one: another multiple, or the size
     */
    void update(int from, int to, int step);

    /** When all neurons have been updated: finds those that spike and resets them. */
    void fire(int step);

    /**
     * Lets neurons spike that spiked in this step of another simulation. Membrane potentials stay as they are; they will be replaced by
     * those that the other simulation has come to.
     *
     * @param from the neurons, ascending, from this place on
     * @throws IllegalStateException if the beginning of simulations of such neurons is not shared
     */
    default void replay(int[] neurons, int from, int count, int step) {
        throw new IllegalStateException("the beginning of such a simulation is not shared");
    }
}
