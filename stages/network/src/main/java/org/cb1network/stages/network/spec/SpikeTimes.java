package org.cb1network.stages.network.spec;

/**
 * Spikes of afferent neurons that are given one by one; they reach all neurons that these connect to.
 *
 * @param spikes neuron of the afferent and step; the weights have no meaning
 */
public record SpikeTimes(EventList spikes) implements Stimulus {}
