/**
 * The arrays and loops of a running simulation: {@link org.cb1network.network.kernel.Kernel} is one network in motion, step
 * by step evolve and propagate. Users go through {@link org.cb1network.network.Simulation}.
 *
 * <p>How it gets its speed, in the order of gain:
 *
 * <ul>
 *   <li>All populations lie in one {@linkplain org.cb1network.network.kernel.NeuronBlocks structure of arrays}, padded to whole
 *       blocks. One branch-free loop updates all neurons, refractory ones included; those are put back from a short list.
 *   <li>Conductances are not decayed one by one: a {@linkplain org.cb1network.network.kernel.Channel channel} has one scale that
 *       decays, and what is added is divided by it. Receptors with the same constants share a channel.
 *   <li>Spikes are found by element-wise maxima over the rows of a block, which the compiler vectorises.
 *   <li>{@linkplain org.cb1network.network.kernel.NoiseGroup Afferent events} are drawn by jumps from event to event.
 *   <li>{@linkplain org.cb1network.network.kernel.Synapses Synapses} are compressed rows of targets; release is drawn as bit masks.
 * </ul>
 */
@NullMarked
package org.cb1network.network.kernel;

import org.jspecify.annotations.NullMarked;
