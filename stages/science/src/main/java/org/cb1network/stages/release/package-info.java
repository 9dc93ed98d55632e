/**
 * How release probability turns presynaptic spikes into a postsynaptic conductance: {@link
 * org.cb1network.stages.release.ReleaseStage}.
 */
@NullMarked
package org.cb1network.stages.release;

import org.jspecify.annotations.NullMarked;
