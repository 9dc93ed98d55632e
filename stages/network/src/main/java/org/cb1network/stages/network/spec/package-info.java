/**
 * What a network is: immutable descriptions, without any arrays of the simulation. Open
 * {@link org.cb1network.stages.network.spec.NetworkSpec} first.
 *
 * <p>Units: ms, mV, nS, pF, Hz. A projection is named "pre->post".
 */
@NullMarked
package org.cb1network.stages.network.spec;

import org.jspecify.annotations.NullMarked;
