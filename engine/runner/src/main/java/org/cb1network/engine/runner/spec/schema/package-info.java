/**
 * The JSON Schema of {@code pipeline.yaml}, for editors. Open {@link org.cb1network.engine.runner.spec.schema.PipelineSchema}
 * first.
 */
@NullMarked
package org.cb1network.engine.runner.spec.schema;

import org.jspecify.annotations.NullMarked;
