/** What commands print, as text and as JSON lines. Open first: {@link org.cb1network.engine.cli.output.JsonLine}. */
@NullMarked
package org.cb1network.engine.cli.output;

import org.jspecify.annotations.NullMarked;
