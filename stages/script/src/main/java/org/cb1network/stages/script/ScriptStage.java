package org.cb1network.stages.script;

import java.util.List;
import org.cb1network.engine.stage.PointCost;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;

/**
 * Runs a program of the user for each point. The pipeline declares its inputs and outputs:
 *
 * <pre>{@code
 * cv:
 *   run: script
 *   inputs: {spikes: "${simulate.spikes}"}
 *   with: {command: [python3, cv.py], files: [cv.py], environment: [[python3, --version]]}
 *   outputs: {cv: {columns: {population: text, cv: number}}}
 * }</pre>
 */
@PointCost(ScriptCost.class)
public final class ScriptStage implements Stage<ScriptParameters> {

    @Override
    public StageType<ScriptParameters> type() {
        return StageType.declaringPorts("script", "Runs a program, in any language", ScriptParameters.class, true);
    }

    @Override
    public void compute(ScriptParameters parameters, StageContext context) throws Exception {
        ScriptFolder folder = ScriptFolder.prepare(parameters, context);
        List<String> command = new Program(parameters.files()).in(folder.path(), parameters.command());
        PrintedText printed = new PrintedText();
        try {
            new ScriptProcess(command, folder.path(), folder.environment(), parameters.timeoutS())
                    .run(printed, context);
            new ScriptOutputs(folder, parameters, context).store();
        } catch (ScriptException e) {
            throw e.with(String.join(" ", parameters.command()), printed);
        }
        context.keepLog(printed.bytes());
    }
}
