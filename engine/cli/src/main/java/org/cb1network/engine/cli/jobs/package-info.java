/**
 * Runs that workers compute, for example on a cluster. Open {@link org.cb1network.engine.cli.jobs.JobRun} first: it
 * starts the workers and waits for their results.
 */
@NullMarked
package org.cb1network.engine.cli.jobs;

import org.jspecify.annotations.NullMarked;
