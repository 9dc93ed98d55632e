/**
 * How much the neurons of a population fire together: {@link org.cb1network.stages.science.coordination.SpikeTimeTilingStage} reads
 * it off the spikes of one simulation, {@link org.cb1network.stages.science.coordination.SummarizeSttcStage} averages over
 * replicates and tests conditions against each other.
 */
@NullMarked
package org.cb1network.stages.science.coordination;

import org.jspecify.annotations.NullMarked;
