/**
 * The arrays and loops of a running simulation: {@link org.cb1network.stages.network.kernel.Kernel} is one network in motion, step
 * by step evolve and propagate. Users go through {@link org.cb1network.stages.network.Simulation}.
 *
 * <p>How it gets its speed, in the order of gain:
 *
 * <ul>
 *   <li>All that the update of neurons reads and writes lies in one array, in
 *       {@linkplain org.cb1network.stages.network.kernel.NeuronBlocks blocks}: membrane potentials, conductances, counts of spikes.
 *       {@link org.cb1network.stages.network.kernel.Slots} says where a population is. One branch-free loop updates all neurons, refractory
 *       ones included; those are put back when their time is over.
 *   <li>Conductances are not decayed one by one: a {@linkplain org.cb1network.stages.network.kernel.ReceptorComponent component} of a receptor has one scale that
 *       decays, and what is added is divided by it. Receptors with the same constants share a component.
 *   <li>Spikes are counted in that loop, by rounding up, and looked for only where a sum of counts is not 0.
 *   <li>{@linkplain org.cb1network.stages.network.kernel.NoiseGroup Afferent events} of projections that share their noise are beginnings
 *       of one random order.
 *   <li>What simulations of one seed have in common is {@linkplain org.cb1network.stages.network.kernel.SharedWork done once}: connections and noise are drawn, and the
 *       {@linkplain org.cb1network.stages.network.kernel.Prelude time before the input} is simulated.
 *   <li>{@linkplain org.cb1network.stages.network.kernel.Synapses Synapses} are compressed rows of targets; release is drawn as bit masks.
 * </ul>
 */
@NullMarked
package org.cb1network.stages.network.kernel;

import org.jspecify.annotations.NullMarked;
