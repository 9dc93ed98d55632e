package org.cb1network.stages.science.simulation;

/**
 * What happens to a simulation in which a spike comes from the integration and not from the neuron: forward Euler overshoots where
 * time step * (leak + conductances) / capacitance is above 1.
 */
public enum OvershootHandling {
    /** The simulation fails. */
    ERROR,
    /** Its result is kept, with a warning; for samples of a space of parameters in which some networks run away. */
    WARNING
}
