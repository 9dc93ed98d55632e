/**
 * One run that several processes compute together, on one machine or on many.
 *
 * <p>They share a store and a folder with the run's files ({@link org.cb1network.engine.runner.job.JobFolder}, open it first). The
 * store has the results and alone decides what is done; the folder holds only hints and may be deleted at any time. Each worker plans
 * for itself and computes with a {@link org.cb1network.engine.runner.job.WorkerExecutor}; the head, which the user started, waits for the
 * results with a {@link org.cb1network.engine.runner.job.RemoteExecutor} and computes nothing. {@link
 * org.cb1network.engine.runner.job.Workforce} replaces workers that are lost, through {@link org.cb1network.engine.runner.job.Slurm}.
 */
@NullMarked
package org.cb1network.engine.runner.job;

import org.jspecify.annotations.NullMarked;
