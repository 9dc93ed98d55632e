package org.cb1network.stages.network.spec;

/**
 * A kind of synaptic conductance: it jumps with every event and decays exponentially.
 *
 * @param name unique in the network
 * @param reversalMv reversal potential in mV
 * @param decayMs time constant of the decay in ms
 */
public record Receptor(String name, double reversalMv, double decayMs) {}
