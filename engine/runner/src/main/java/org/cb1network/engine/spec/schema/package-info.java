/**
 * The JSON Schema of {@code pipeline.yaml}, for editors. Open {@link org.cb1network.engine.spec.schema.PipelineSchema}
 * first.
 */
@NullMarked
package org.cb1network.engine.spec.schema;

import org.jspecify.annotations.NullMarked;
