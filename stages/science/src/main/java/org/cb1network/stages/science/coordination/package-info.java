/**
 * The coordination and the regularity of the neurons in a population. Open
 * {@link org.cb1network.stages.science.coordination.SpikeTimeTilingStage} first: it computes the coordination from the
 * spikes of one simulation. {@link org.cb1network.stages.science.coordination.SummarizeSttcStage} averages it over
 * replicates and tests conditions against each other, and
 * {@link org.cb1network.stages.science.coordination.IsiStatisticsStage} computes statistics of the intervals between
 * spikes.
 */
@NullMarked
package org.cb1network.stages.science.coordination;

import org.jspecify.annotations.NullMarked;
