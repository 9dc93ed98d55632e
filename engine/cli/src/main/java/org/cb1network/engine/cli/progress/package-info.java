/**
 * How a run tells of itself: on a terminal ({@link org.cb1network.engine.cli.progress.TerminalProgress}), in lines for logs ({@link
 * org.cb1network.engine.cli.progress.LineProgress}), as JSON for machines ({@link org.cb1network.engine.cli.progress.JsonProgress}).
 */
@NullMarked
package org.cb1network.engine.cli.progress;

import org.jspecify.annotations.NullMarked;
