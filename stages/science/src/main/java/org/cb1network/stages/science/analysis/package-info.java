/**
 * The paper's analyses as functions of numbers: they take arrays, give records, know neither the pipeline nor the
 * simulator, and return the same bits for the same numbers on every machine.
 *
 * <p>From spikes to numbers: {@link org.cb1network.stages.science.analysis.SpikeTimeTiling} (how much neurons fire together),
 * {@link org.cb1network.stages.science.analysis.PopulationRate}, {@link org.cb1network.stages.science.analysis.EventResponses} and
 * {@link org.cb1network.stages.science.analysis.Gain}; from membrane potentials, {@link
 * org.cb1network.stages.science.analysis.MembraneStatistics}.
 *
 * <p>From numbers to statements: {@link org.cb1network.stages.science.analysis.SampleStatistics} (mean and confidence
 * interval), {@link org.cb1network.stages.science.analysis.PairedTTest}, {@link org.cb1network.stages.science.analysis.Claim} (is a
 * larger than b, by how much, how sure), {@link org.cb1network.stages.science.analysis.ScanRanking} (which points of a scan are
 * best) and {@link org.cb1network.stages.science.analysis.ScanCriterion} (which value of a scan meets a rule; the paper's rules
 * are in {@link org.cb1network.stages.science.analysis.ScanCriteria}).
 *
 * <p>Open {@link org.cb1network.stages.science.analysis.SpikeTimeTiling} first.
 */
@NullMarked
package org.cb1network.stages.science.analysis;

import org.jspecify.annotations.NullMarked;
