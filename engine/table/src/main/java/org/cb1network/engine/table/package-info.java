/**
 * Deterministic tables: what every stage reads and writes, and what figures are drawn from.
 *
 * <p>A {@link org.cb1network.engine.table.Table} is a named set of typed columns in memory; on disk it is one Apache Arrow IPC
 * file that other programs (pandas, R, JavaScript, DuckDB) read as it is. Open {@link org.cb1network.engine.table.Table} first;
 * {@link org.cb1network.engine.table.TableWriter} and {@link org.cb1network.engine.table.TableReader} do the same for tables that need
 * not fit into memory, and {@link org.cb1network.engine.table.TableText} prints them.
 *
 * <h2>Same content, same bytes</h2>
 *
 * <p>The cache compares results by their bytes, so the bytes of a file follow from the content of the table and from
 * nothing else: columns are never null, batches are cut by row count alone, metadata is sorted, all padding is zero, a
 * NaN has one bit pattern, and whether a buffer is compressed follows from its size and content.
 *
 * <h2>Why not the vectors of arrow-vector</h2>
 *
 * <p>The messages are Apache Arrow's own (the generated classes of {@code arrow-format}); the buffers between them are
 * copied from and to plain Java arrays here. The vector classes of {@code arrow-vector} would do the same through
 * off-heap memory, at the price of half a second when a program starts, of {@code --add-opens} on the command line, and
 * of a warning about {@code sun.misc.Unsafe} on JDK 24 and later. The tests use them as the other implementation: they
 * read what is written here, and the reverse.
 */
@NullMarked
package org.cb1network.engine.table;

import org.jspecify.annotations.NullMarked;
