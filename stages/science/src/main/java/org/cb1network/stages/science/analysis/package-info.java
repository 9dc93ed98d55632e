/**
 * The paper's analyses as pure functions. They take arrays and return records, know neither the pipeline nor the
 * simulator, and return the same bits for the same numbers on every machine.
 *
 * <p>Measures from spikes: {@link org.cb1network.stages.science.analysis.SpikeTimeTiling} (coordination of neurons),
 * {@link org.cb1network.stages.science.analysis.IsiStatistics} and {@link
 * org.cb1network.stages.science.analysis.SpikeCounts} (regularity), {@link
 * org.cb1network.stages.science.analysis.PopulationRate} and its {@link
 * org.cb1network.stages.science.analysis.PowerSpectrum}, {@link
 * org.cb1network.stages.science.analysis.EventResponses} and {@link org.cb1network.stages.science.analysis.Gain}; from
 * membrane potentials: {@link org.cb1network.stages.science.analysis.MembraneStatistics}.
 *
 * <p>Statistics of measures: {@link org.cb1network.stages.science.analysis.SampleStatistics} (mean and confidence
 * interval), {@link org.cb1network.stages.science.analysis.PairedTTest}, {@link
 * org.cb1network.stages.science.analysis.Claim} (whether a is larger than b, by how much and how certainly), {@link
 * org.cb1network.stages.science.analysis.ScanRanking} (the best points of a scan) and {@link
 * org.cb1network.stages.science.analysis.ScanCriterion} (the value of a scan that meets a rule; the paper's rules are
 * in {@link org.cb1network.stages.science.analysis.ScanCriteria}).
 *
 * <p>Open {@link org.cb1network.stages.science.analysis.SpikeTimeTiling} first.
 */
@NullMarked
package org.cb1network.stages.science.analysis;

import org.jspecify.annotations.NullMarked;
