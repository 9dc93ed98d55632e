/**
 * Fluctuations of the membrane potential between spikes: {@link org.cb1network.stages.science.membrane.MembraneStatisticsStage} reads them off
 * the recordings of one simulation, {@link org.cb1network.stages.science.membrane.SummarizeMembraneStage} averages over replicates.
 */
@NullMarked
package org.cb1network.stages.science.membrane;

import org.jspecify.annotations.NullMarked;
