/**
 * The command line. {@code java -jar pipeline.jar} starts {@link org.cb1network.engine.cli.Main}, which lists the
 * commands. Open {@code RunCommand} first: every command is a class named {@code ...Command}.
 *
 * <p>{@code PipelineOptions} has the options that all commands share, such as the pipeline file, the profile and the
 * store. From them a command opens a {@code Workspace}: the pipeline with its store, history and code.
 * {@code RunRequest} and {@code RunEntry} are the shortcut of a run that has nothing to do: it is answered without
 * parsing the pipeline.
 */
@NullMarked
package org.cb1network.engine.cli;

import org.jspecify.annotations.NullMarked;
