/**
 * From a valid pipeline to what has to be done: the keys of all points, what the store has of them, and the tasks that remain.
 *
 * <p>{@link org.cb1network.engine.runner.plan.Planner} is the way in. {@link org.cb1network.engine.runner.plan.KeyPreimage} owns what a cache key
 * is made of, and {@link org.cb1network.engine.runner.plan.StageWork} the points of a stage whose inputs are known.
 */
@NullMarked
package org.cb1network.engine.runner.plan;

import org.jspecify.annotations.NullMarked;
