package org.cb1network.stages.network.record;

import org.cb1network.stages.network.spec.Network;

/**
 * The part of a running network that recorders can read. Populations, receptors and afferents are identified by their index in the
 * {@link Network}, neurons by their index in the population.
 */
public interface NetworkView {

    /** The network that is simulated. */
    Network description();

    /** The current step, counted from 0. */
    int step();

    /**
     * Membrane potential in mV.
     *
     * @throws IllegalStateException if no recorder {@linkplain Recorder#looksAtState looks at the state}, and it is not there
     */
    double membraneMv(int population, int neuron);

    /**
     * Conductance of a receptor in nS. Receptors with the same reversal potential and decay share one conductance: it is
     * the sum of theirs.
     *
     * @throws IllegalStateException if no recorder {@linkplain Recorder#looksAtState looks at the state}, and it is not there
     */
    double conductanceNs(int population, int receptor, int neuron);

    /** Rate of an afferent in this step in Hz; NaN where its events are explicit. */
    double afferentRateHz(int afferent);

    /** How many neurons of a population spiked in this step. */
    int spikeCount(int population);

    /** The k-th neuron that spiked in this step, in ascending order. */
    int spikingNeuron(int population, int k);
}
