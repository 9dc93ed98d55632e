/**
 * The comparison of results that {@code verify}, {@code diff}, {@code run --audit} and {@code repeat} share.
 *
 * <p>Open {@link org.cb1network.engine.compare.TableComparison} first: it compares two tables row by row and judges
 * every cell by the {@linkplain org.cb1network.engine.compare.ColumnRules rule of its column}. {@link
 * org.cb1network.engine.compare.OutputComparison} compares all outputs of two sides, whose bytes {@link
 * org.cb1network.engine.compare.Contents} finds by digest, and {@link org.cb1network.engine.compare.Verdict} is the
 * outcome.
 */
@NullMarked
package org.cb1network.engine.compare;

import org.jspecify.annotations.NullMarked;
