/**
 * Readers for tables in users' files. Open {@link org.cb1network.engine.table.input.InputRows} first.
 *
 * <p>Supported are CSV and gzipped CSV in UTF-8, with commas and one line of column names, and Arrow files (Feather
 * version 2) as pandas, polars, pyarrow and R write them by default. Reading is strict: anything ambiguous or unknown
 * is rejected with the file, the place and advice, because a misread table would silently give wrong results.
 */
@NullMarked
package org.cb1network.engine.table.input;

import org.jspecify.annotations.NullMarked;
