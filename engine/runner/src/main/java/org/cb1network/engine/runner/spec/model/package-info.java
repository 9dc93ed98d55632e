/**
 * The network model that a pipeline describes. Nothing in it knows of a particular network: names, numbers and
 * projections come from {@code pipeline.yaml}. Open {@link org.cb1network.engine.runner.spec.model.NetworkModel} first.
 *
 * <p>The package is a boundary of code fingerprints: a stage receives these records as data, and every value in them has its place
 * in the cache key.
 */
@EngineBoundary
@NullMarked
package org.cb1network.engine.runner.spec.model;

import org.cb1network.engine.stage.EngineBoundary;
import org.jspecify.annotations.NullMarked;
