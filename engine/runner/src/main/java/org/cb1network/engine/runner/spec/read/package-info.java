/**
 * Conversion of the YAML tree of {@code pipeline.yaml} to a {@link org.cb1network.engine.runner.spec.PipelineSpec},
 * reporting all problems at once. Open {@link org.cb1network.engine.runner.spec.read.PipelineReader} first.
 */
@NullMarked
package org.cb1network.engine.runner.spec.read;

import org.jspecify.annotations.NullMarked;
