/**
 * Runs: their options, what they print, and their records in the store and the history. Open {@link
 * org.cb1network.engine.cli.run.ComputeOptions} first: it computes what is missing.
 *
 * <p>{@link org.cb1network.engine.cli.run.RunRequest} and {@link org.cb1network.engine.cli.run.RunEntry} are the shortcut
 * of a run that has nothing to do: it is answered without parsing the pipeline.
 */
@NullMarked
package org.cb1network.engine.cli.run;

import org.jspecify.annotations.NullMarked;
