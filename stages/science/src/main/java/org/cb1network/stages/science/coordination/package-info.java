/**
 * The coordination of neurons in a population: {@link org.cb1network.stages.science.coordination.SpikeTimeTilingStage}
 * computes it from the spikes of one simulation, and {@link
 * org.cb1network.stages.science.coordination.SummarizeSttcStage} averages over replicates and tests conditions against
 * each other.
 */
@NullMarked
package org.cb1network.stages.science.coordination;

import org.jspecify.annotations.NullMarked;
