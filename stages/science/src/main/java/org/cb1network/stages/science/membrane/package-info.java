/**
 * The fluctuations of the membrane potential between spikes: {@link
 * org.cb1network.stages.science.membrane.MembraneStatisticsStage} computes them from the recordings of one simulation,
 * and {@link org.cb1network.stages.science.membrane.SummarizeMembraneStage} averages over replicates.
 */
@NullMarked
package org.cb1network.stages.science.membrane;

import org.jspecify.annotations.NullMarked;
