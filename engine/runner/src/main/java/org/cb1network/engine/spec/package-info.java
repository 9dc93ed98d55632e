/** What {@code pipeline.yaml} says, as immutable, validated records. */
@NullMarked
package org.cb1network.engine.spec;

import org.jspecify.annotations.NullMarked;
