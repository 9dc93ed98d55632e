/**
 * The analyses of the paper as pure functions. They take arrays and return records, know neither the pipeline nor the
 * simulator, and return the same bits for the same numbers on every machine. Open
 * {@link org.cb1network.stages.science.analysis.SampleStatistics} first for the form that all have; the groups are:
 *
 * <ul>
 *   <li>Spike trains, as {@link org.cb1network.stages.science.analysis.PopulationSpikes}:
 *       {@link org.cb1network.stages.science.analysis.SpikeTimeTiling} (coordination of neurons),
 *       {@link org.cb1network.stages.science.analysis.IsiStatistics} and
 *       {@link org.cb1network.stages.science.analysis.SpikeCounts} (regularity).
 *   <li>Rates of populations:
 *       {@link org.cb1network.stages.science.analysis.PowerSpectrum},
 *       {@link org.cb1network.stages.science.analysis.EventResponses},
 *       {@link org.cb1network.stages.science.analysis.GaussianSmoothing} and
 *       {@link org.cb1network.stages.science.analysis.Gain} (from a curve of responses, with
 *       {@link org.cb1network.stages.science.analysis.LinearFit}).
 *   <li>Membrane potentials: {@link org.cb1network.stages.science.analysis.MembraneStatistics}.
 *   <li>Estimates and tests: {@link org.cb1network.stages.science.analysis.SampleStatistics} (mean and confidence
 *       interval), {@link org.cb1network.stages.science.analysis.PairedTTest} and
 *       {@link org.cb1network.stages.science.analysis.Claim} (whether a is larger than b, by how much and how
 *       certainly).
 *   <li>Scans of parameters: {@link org.cb1network.stages.science.analysis.Residual} (distance from target rates),
 *       {@link org.cb1network.stages.science.analysis.ScanRanking} (the best points) and
 *       {@link org.cb1network.stages.science.analysis.ScanCriterion} (the value that meets a rule; the rules of the
 *       paper are in {@link org.cb1network.stages.science.analysis.ScanCriteria}).
 *   <li>Sensitivity to parameters: {@link org.cb1network.stages.science.analysis.ElementaryEffects},
 *       {@link org.cb1network.stages.science.analysis.SobolIndices},
 *       {@link org.cb1network.stages.science.analysis.RankCorrelation},
 *       {@link org.cb1network.stages.science.analysis.LinearModel} and
 *       {@link org.cb1network.stages.science.analysis.Slices}.
 * </ul>
 */
@NullMarked
package org.cb1network.stages.science.analysis;

import org.jspecify.annotations.NullMarked;
