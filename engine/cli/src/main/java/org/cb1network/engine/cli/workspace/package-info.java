/**
 * The pipeline that a command works on. Open {@link org.cb1network.engine.cli.workspace.Workspace} first: it opens the
 * pipeline, store and history that the user chooses with {@link org.cb1network.engine.cli.workspace.PipelineOptions}. Each
 * group of options is a class of its own, so that a command has only options that act.
 */
@NullMarked
package org.cb1network.engine.cli.workspace;

import org.jspecify.annotations.NullMarked;
