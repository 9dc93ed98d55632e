/**
 * Execution: computes what a plan says is missing.
 *
 * <p>Open {@code Attempt} first: it starts stages, submits their points and finishes them. {@link
 * org.cb1network.engine.runner.run.Runner} makes another attempt when results in the store turn out to be damaged. A {@link
 * org.cb1network.engine.runner.run.PointExecutor} schedules points, and {@link
 * org.cb1network.engine.runner.run.PointComputer} computes one and publishes its result.
 */
@NullMarked
package org.cb1network.engine.runner.run;

import org.jspecify.annotations.NullMarked;
