/**
 * What {@code pipeline.yaml} says, as immutable, validated records: the stages with their inputs, sweeps and parameters.
 * Open {@link org.cb1network.engine.runner.spec.PipelineSpec} first, then {@link org.cb1network.engine.runner.spec.StageSpec}.
 *
 * <p>{@link org.cb1network.engine.runner.spec.read.PipelineReader} makes it. The way of a parameter: YAML
 * ({@link org.cb1network.engine.runner.spec.yaml}), typed draft ({@link org.cb1network.engine.runner.spec.bind}), and for each point of
 * a sweep, in {@link org.cb1network.engine.runner.spec.StageResolver}, the record that the stage receives and its canonical form.
 */
@NullMarked
package org.cb1network.engine.runner.spec;

import org.jspecify.annotations.NullMarked;
