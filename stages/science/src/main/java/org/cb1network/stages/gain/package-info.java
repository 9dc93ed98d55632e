/**
 * How populations answer to inputs of growing amplitude: {@link org.cb1network.stages.gain.EventResponseStage} reads the
 * answers of one simulation off its recorded rates, {@link org.cb1network.stages.gain.GainSummaryStage} averages over
 * replicates.
 */
@NullMarked
package org.cb1network.stages.gain;

import org.jspecify.annotations.NullMarked;
