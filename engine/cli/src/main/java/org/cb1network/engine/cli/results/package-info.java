/**
 * The folder of results and other files that a command writes. Open {@link
 * org.cb1network.engine.cli.results.ResultsFolder} first: it copies results from the store to the folder.
 */
@NullMarked
package org.cb1network.engine.cli.results;

import org.jspecify.annotations.NullMarked;
