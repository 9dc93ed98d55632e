/**
 * What is different between two sets of results: two runs, two stores, two folders of results.
 *
 * <p>{@link org.cb1network.engine.cli.diff.Differ} is the way in: it takes two {@link org.cb1network.engine.cli.diff.Side}s, which {@link
 * org.cb1network.engine.cli.diff.Sides} finds by what the user wrote, and yields a {@link org.cb1network.engine.cli.diff.DiffReport}.
 */
@NullMarked
package org.cb1network.engine.cli.diff;

import org.jspecify.annotations.NullMarked;
