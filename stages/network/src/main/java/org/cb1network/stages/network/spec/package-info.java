/**
 * What a network is: immutable descriptions, without any arrays of the simulation. Open
 * {@link org.cb1network.stages.network.spec.NetworkModel} first: it is the {@code model:} of a pipeline. A {@link
 * org.cb1network.stages.network.spec.Network} is what is simulated: a model with stimuli and, where they are given, connections.
 *
 * <p>Units: ms, mV, nS, pF, Hz. A projection is named {@code pre -> post}.
 */
@NullMarked
package org.cb1network.stages.network.spec;

import org.jspecify.annotations.NullMarked;
