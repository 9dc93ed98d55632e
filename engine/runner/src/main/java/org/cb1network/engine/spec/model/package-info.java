/**
 * The network model that a pipeline describes. Nothing in it knows of a particular network: names, numbers and
 * projections come from {@code pipeline.yaml}. Open {@link org.cb1network.engine.spec.model.NetworkModel} first.
 */
@NullMarked
package org.cb1network.engine.spec.model;

import org.jspecify.annotations.NullMarked;
