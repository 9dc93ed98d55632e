/**
 * Neuron models: what a membrane does besides leaking. {@link org.cb1network.stages.network.neuron.NeuronModel} says what the simulator asks of
 * one. A new model is a record here that implements it; schema, checks and simulation follow.
 *
 * <p>Units: ms, mV, nS, pA.
 */
@NullMarked
package org.cb1network.stages.network.neuron;

import org.jspecify.annotations.NullMarked;
