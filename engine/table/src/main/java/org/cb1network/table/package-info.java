/** Arrow tables whose files have the same bytes whenever they hold the same data. */
@NullMarked
package org.cb1network.table;

import org.jspecify.annotations.NullMarked;
