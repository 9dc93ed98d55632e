/**
 * Tables in files that users give: {@link org.cb1network.engine.table.input.InputRows} reads them, whatever they are about.
 *
 * <p>CSV and gzipped CSV, in UTF-8, with commas and one line of column names; and Arrow files (Feather version 2) as pandas, polars,
 * pyarrow and R write them by default. Reading is strict: what is not understood is refused with the file, the place and what to do,
 * because a table that is read otherwise than it was meant gives wrong results without a word.
 */
@NullMarked
package org.cb1network.engine.table.input;

import org.jspecify.annotations.NullMarked;
