/**
 * Progress of commands: of a run with {@link org.cb1network.engine.cli.progress.RunProgress} or, for machines, {@link
 * org.cb1network.engine.cli.progress.JsonProgress}; other long commands with {@link org.cb1network.engine.cli.progress.TaskProgress}. People see
 * one changing line on a {@link org.cb1network.engine.cli.progress.Terminal}, and occasional lines elsewhere.
 */
@NullMarked
package org.cb1network.engine.cli.progress;

import org.jspecify.annotations.NullMarked;
