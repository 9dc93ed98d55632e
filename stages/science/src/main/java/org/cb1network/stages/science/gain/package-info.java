/**
 * How populations answer to inputs of growing amplitude: {@link org.cb1network.stages.science.gain.EventResponsesStage} reads the
 * answers of one simulation off its recorded rates, {@link org.cb1network.stages.science.gain.SummarizeGainStage} averages over
 * replicates.
 */
@NullMarked
package org.cb1network.stages.science.gain;

import org.jspecify.annotations.NullMarked;
