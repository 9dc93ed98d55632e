/**
 * Planning: from a valid pipeline to the keys of all points, the results found in the store, and the remaining tasks.
 *
 * <p>Open {@link org.cb1network.engine.runner.plan.Planner} first. {@link
 * org.cb1network.engine.runner.plan.KeyPreimage} defines the cache keys, and {@link
 * org.cb1network.engine.runner.plan.StageWork} has the points of a stage with known inputs.
 */
@NullMarked
package org.cb1network.engine.runner.plan;

import org.jspecify.annotations.NullMarked;
