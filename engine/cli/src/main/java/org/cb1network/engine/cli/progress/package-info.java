/**
 * The progress of commands. Open {@link org.cb1network.engine.cli.progress.RunProgress} first: it shows the progress of
 * a run. {@link org.cb1network.engine.cli.progress.JsonProgress} prints the same events for programs, and
 * {@link org.cb1network.engine.cli.progress.TaskProgress} shows the progress of other long commands. The user sees one
 * changing line on a {@link org.cb1network.engine.cli.progress.Terminal}, and occasional lines elsewhere.
 */
@NullMarked
package org.cb1network.engine.cli.progress;

import org.jspecify.annotations.NullMarked;
