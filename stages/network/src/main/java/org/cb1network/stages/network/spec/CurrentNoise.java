package org.cb1network.stages.network.spec;

/**
 * A current that fluctuates on its own in every neuron: an Ornstein-Uhlenbeck process with mean 0, stationary from the beginning.
 *
 * @param sdPa standard deviation in pA
 * @param timeConstantMs time constant of its correlation in ms
 */
public record CurrentNoise(double sdPa, double timeConstantMs) {}
