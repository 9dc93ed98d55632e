/** Draws figures from Arrow tables. It knows no stage class. */
@NullMarked
package org.cb1network.figures;

import org.jspecify.annotations.NullMarked;
