/**
 * The lineage of a result: the stages, inputs and parameters that it was computed from. Open {@link
 * org.cb1network.engine.cli.lineage.Lineage} first.
 */
@NullMarked
package org.cb1network.engine.cli.lineage;

import org.jspecify.annotations.NullMarked;
