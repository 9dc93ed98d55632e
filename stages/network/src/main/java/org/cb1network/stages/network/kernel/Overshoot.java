package org.cb1network.stages.network.kernel;

/**
 * A place where forward Euler overshot: the conductances of a neuron would have taken its potential to its goal within less than a time
 * step, that is, time step * (leak + conductances) / capacitance was above 1. What follows is an artefact of the integration.
 *
 * @param population name of the population
 * @param neuron index of the first neuron that was found
 * @param timeMs time at which it was found, in ms
 */
public record Overshoot(String population, int neuron, double timeMs) {}
