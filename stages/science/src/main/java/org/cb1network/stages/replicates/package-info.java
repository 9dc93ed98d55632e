/** Grouping the rows of a collected table by the axes of its sweep: {@link org.cb1network.stages.replicates.AxisColumns}. */
@NullMarked
package org.cb1network.stages.replicates;

import org.jspecify.annotations.NullMarked;
