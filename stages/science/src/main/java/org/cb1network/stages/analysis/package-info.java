/**
 * The paper's analyses as functions of numbers: they take arrays, give records, know neither the pipeline nor the
 * simulator, and return the same bits for the same numbers on every machine.
 *
 * <p>From spikes to numbers: {@link org.cb1network.stages.analysis.SpikeTimeTiling} (how much neurons fire together),
 * {@link org.cb1network.stages.analysis.PopulationRate}, {@link org.cb1network.stages.analysis.EventResponses} and
 * {@link org.cb1network.stages.analysis.Gain}; from membrane potentials, {@link
 * org.cb1network.stages.analysis.MembraneStatistics}.
 *
 * <p>From numbers to statements: {@link org.cb1network.stages.analysis.SampleStatistics} (mean and confidence
 * interval), {@link org.cb1network.stages.analysis.PairedTTest}, {@link org.cb1network.stages.analysis.Claim} (is a
 * larger than b, by how much, how sure), {@link org.cb1network.stages.analysis.ScanRanking} (which points of a scan are
 * best) and {@link org.cb1network.stages.analysis.ScanCriterion} (which value of a scan meets a rule; the paper's rules
 * are in {@link org.cb1network.stages.analysis.ScanCriteria}).
 *
 * <p>Open {@link org.cb1network.stages.analysis.SpikeTimeTiling} first.
 */
@NullMarked
package org.cb1network.stages.analysis;

import org.jspecify.annotations.NullMarked;
