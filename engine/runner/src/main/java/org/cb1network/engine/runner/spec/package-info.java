/**
 * The content of {@code pipeline.yaml} as immutable, validated records: the stages with their inputs, sweeps and
 * parameters. Open {@link org.cb1network.engine.runner.spec.PipelineSpec} first, then {@link
 * org.cb1network.engine.runner.spec.StageSpec}.
 *
 * <p>{@link org.cb1network.engine.runner.spec.read.PipelineReader} creates it. A parameter passes through these forms:
 * YAML ({@link org.cb1network.engine.runner.spec.yaml}), typed draft ({@link org.cb1network.engine.runner.spec.bind}),
 * and for each point of a sweep, in {@link org.cb1network.engine.runner.spec.StageResolver}, the stage's record and its
 * canonical form.
 */
@NullMarked
package org.cb1network.engine.runner.spec;

import org.jspecify.annotations.NullMarked;
