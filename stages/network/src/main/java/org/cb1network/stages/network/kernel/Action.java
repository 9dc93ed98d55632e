package org.cb1network.stages.network.kernel;

/**
 * What an event does to a target.
 *
 * @param input that it adds to
 * @param factor of the weight that it adds
 */
record Action(SynapticInput input, double factor) {}
