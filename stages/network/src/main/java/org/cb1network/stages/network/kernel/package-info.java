/**
 * The arrays and loops of a running simulation. {@link org.cb1network.stages.network.kernel.Kernel} simulates one network: each step
 * updates the neurons and then propagates their spikes. Users call {@link org.cb1network.stages.network.Simulation}.
 *
 * <p>What makes it fast, the largest gain first:
 *
 * <ul>
 *   <li>Everything that the update of neurons reads and writes is in one array, in
 *       {@linkplain org.cb1network.stages.network.kernel.NeuronBlocks blocks}: membrane potentials, conductances, spike counts.
 *       {@link org.cb1network.stages.network.kernel.Slots} maps populations to positions. One branch-free loop updates all neurons,
 *       including refractory ones, which are reset when their refractory period ends.
 *   <li>Conductances do not decay one by one: a {@linkplain org.cb1network.stages.network.kernel.ReceptorComponent component} of a
 *       receptor has one scale that decays, and each addition is divided by it. Receptors with the same constants share a component.
 *   <li>The same loop counts spikes, by rounding up; a block is searched for spikes only if the sum of its counts is not 0.
 *   <li>{@linkplain org.cb1network.stages.network.kernel.NoiseGroup Afferent events} of projections that share their noise are beginnings
 *       of one random order.
 *   <li>Simulations of one seed {@linkplain org.cb1network.stages.network.kernel.SharedWork share} their connections, their noise, and
 *       the simulated {@linkplain org.cb1network.stages.network.kernel.Prelude time before the input}.
 *   <li>{@linkplain org.cb1network.stages.network.kernel.Synapses Synapses} are compressed rows of targets; release is drawn as bit masks.
 * </ul>
 */
@NullMarked
package org.cb1network.stages.network.kernel;

import org.jspecify.annotations.NullMarked;
