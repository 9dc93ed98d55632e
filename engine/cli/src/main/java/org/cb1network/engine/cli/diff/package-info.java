/**
 * Differences between two sets of results: two runs, two stores, two folders of results.
 *
 * <p>Open {@link org.cb1network.engine.cli.diff.Differ} first: it compares two {@link
 * org.cb1network.engine.cli.diff.Side}s, which {@link org.cb1network.engine.cli.diff.Sides} finds from the user's
 * input, and returns a {@link org.cb1network.engine.cli.diff.DiffReport}.
 */
@NullMarked
package org.cb1network.engine.cli.diff;

import org.jspecify.annotations.NullMarked;
