/**
 * Execution: computes what a plan says is missing.
 *
 * <p>{@link org.cb1network.engine.runner.run.Runner} decides what comes next, a {@link
 * org.cb1network.engine.runner.run.PointExecutor} schedules points, and {@link
 * org.cb1network.engine.runner.run.PointComputer} computes one and publishes its result.
 */
@NullMarked
package org.cb1network.engine.runner.run;

import org.jspecify.annotations.NullMarked;
