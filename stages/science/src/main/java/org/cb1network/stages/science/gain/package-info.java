/**
 * The responses of populations to inputs of growing amplitude: {@link
 * org.cb1network.stages.science.gain.EventResponsesStage} computes them from the recorded rates of one simulation, and
 * {@link org.cb1network.stages.science.gain.SummarizeGainStage} averages over replicates.
 */
@NullMarked
package org.cb1network.stages.science.gain;

import org.jspecify.annotations.NullMarked;
