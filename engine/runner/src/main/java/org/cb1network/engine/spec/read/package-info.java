/**
 * From the YAML tree of {@code pipeline.yaml} to a {@link org.cb1network.engine.spec.PipelineSpec}, with all problems at
 * once. Open {@link org.cb1network.engine.spec.read.PipelineReader} first.
 */
@NullMarked
package org.cb1network.engine.spec.read;

import org.jspecify.annotations.NullMarked;
