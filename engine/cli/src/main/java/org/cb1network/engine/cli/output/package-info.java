/**
 * Standard output and exit codes, and the results of comparisons as text and as JSON lines. Open {@link
 * org.cb1network.engine.cli.output.JsonLine} first.
 */
@NullMarked
package org.cb1network.engine.cli.output;

import org.jspecify.annotations.NullMarked;
