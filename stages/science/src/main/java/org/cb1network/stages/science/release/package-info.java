/**
 * How release probability determines the postsynaptic conductance: {@link
 * org.cb1network.stages.science.release.IllustrateReleaseStage}.
 */
@NullMarked
package org.cb1network.stages.science.release;

import org.jspecify.annotations.NullMarked;
