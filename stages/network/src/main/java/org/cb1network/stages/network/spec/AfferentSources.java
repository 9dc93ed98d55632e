package org.cb1network.stages.network.spec;

/** Whether the targets of an afferent neuron share its spikes. */
public enum AfferentSources {
    /**
     * They do not: each target neuron receives its own events at the summed rate of the afferent neurons that connect to it. All targets
     * of a projection have the same summed rate.
     */
    INDEPENDENT,
    /** They do: each afferent neuron is a Poisson process of its own, and its spikes reach all neurons that it connects to. */
    SHARED
}
