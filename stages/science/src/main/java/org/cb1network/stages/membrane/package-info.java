/**
 * Fluctuations of the membrane potential between spikes: {@link org.cb1network.stages.membrane.MembraneStage} reads them off
 * the recordings of one simulation, {@link org.cb1network.stages.membrane.MembraneSummaryStage} averages over replicates.
 */
@NullMarked
package org.cb1network.stages.membrane;

import org.jspecify.annotations.NullMarked;
