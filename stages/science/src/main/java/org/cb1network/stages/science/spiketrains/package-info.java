/**
 * Stages that measure the spike trains of any network: rate, regularity and synchrony of each population ({@link
 * org.cb1network.stages.science.spiketrains.IsiStatisticsStage}), and what its neurons have in common ({@link
 * org.cb1network.stages.science.spiketrains.SpikeCorrelationsStage}).
 */
@NullMarked
package org.cb1network.stages.science.spiketrains;

import org.jspecify.annotations.NullMarked;
