/**
 * Stages that measure the spike trains of any network: rate, irregularity and synchrony of each population ({@link
 * org.cb1network.stages.science.spiketrains.SpikeTrainStatisticsStage}), and their means over replicates.
 */
@NullMarked
package org.cb1network.stages.science.spiketrains;

import org.jspecify.annotations.NullMarked;
