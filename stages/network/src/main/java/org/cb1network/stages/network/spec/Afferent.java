package org.cb1network.stages.network.spec;

/**
 * Neurons outside the network that project into it.
 *
 * @param name unique in the network
 * @param size number of neurons
 * @param stimulus what they do
 */
public record Afferent(String name, int size, Stimulus stimulus) {}
