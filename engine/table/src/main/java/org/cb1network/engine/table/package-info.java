/**
 * Deterministic tables, which stages read and write and figures are drawn from.
 *
 * <p>A {@link org.cb1network.engine.table.Table} is a named set of typed columns in memory. On disk it is one Apache
 * Arrow IPC file that other programs (pandas, R, JavaScript, DuckDB) can read. Open {@link
 * org.cb1network.engine.table.Table} first; {@link org.cb1network.engine.table.TableWriter} and {@link
 * org.cb1network.engine.table.TableReader} handle tables that need not fit into memory, and {@link
 * org.cb1network.engine.table.TableText} prints tables.
 *
 * <h2>Same content, same bytes</h2>
 *
 * <p>The cache compares results by their bytes, so the bytes of a file depend only on the content of the table: columns
 * are never null, batches are split by row count alone, metadata is sorted, all padding is zero, a NaN has one bit
 * pattern, and whether a buffer is compressed depends on its size and content.
 *
 * <h2>Why not the vectors of arrow-vector</h2>
 *
 * <p>The messages are Apache Arrow's own (the generated classes of {@code arrow-format}); the buffers between them are
 * copied from and to plain Java arrays. The vector classes of {@code arrow-vector} would do the same through off-heap
 * memory, but would cost half a second at program start, {@code --add-opens} on the command line, and a warning about
 * {@code sun.misc.Unsafe} on JDK 24 and later. Tests use them as an independent implementation: each side reads what
 * the other has written.
 */
@NullMarked
package org.cb1network.engine.table;

import org.jspecify.annotations.NullMarked;
