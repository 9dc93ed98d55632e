/**
 * A stage that runs a program of the user, in any language. Open {@link org.cb1network.stages.script.ScriptStage} first.
 *
 * <p>Each point runs in a folder of its own. {@link org.cb1network.stages.script.ScriptFolder} puts copies of the declared
 * files, the inputs and the parameters there, {@link org.cb1network.engine.stage.ChildProcess} runs the command, and
 * {@link org.cb1network.stages.script.ScriptOutputs} checks and stores what it wrote.
 */
@NullMarked
package org.cb1network.stages.script;

import org.jspecify.annotations.NullMarked;
