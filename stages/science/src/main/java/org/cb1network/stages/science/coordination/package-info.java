/**
 * The coordination of neurons in a population. Open
 * {@link org.cb1network.stages.science.coordination.SpikeTimeTilingStage} first: it computes the coordination from the
 * spikes of one simulation. {@link org.cb1network.stages.science.coordination.SummarizeSttcStage} averages it over
 * replicates and tests conditions against each other.
 */
@NullMarked
package org.cb1network.stages.science.coordination;

import org.jspecify.annotations.NullMarked;
