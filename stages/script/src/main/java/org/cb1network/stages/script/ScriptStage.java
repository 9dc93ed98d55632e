package org.cb1network.stages.script;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.cb1network.engine.stage.ChildProcess;
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

    /** Exit codes of a program that a signal has ended begin here. */
    private static final int SIGNALLED = 128;

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
            run(
                    new ChildProcess(command, folder.path(), folder.environment(), parameters.timeoutS()),
                    printed,
                    context);
            new ScriptOutputs(folder, parameters, context).store();
        } catch (ScriptException e) {
            throw e.with(String.join(" ", parameters.command()), printed);
        }
        context.keepLog(printed.bytes());
    }

    private static void run(ChildProcess program, PrintedText printed, StageContext context)
            throws IOException, InterruptedException {
        int exit;
        try {
            exit = program.run(printed::add, context::checkCancelled);
        } catch (TimeoutException e) {
            throw new ScriptException(e.getMessage() + " ('timeout')");
        }
        if (exit > SIGNALLED) {
            throw new ScriptException("it was ended by signal " + (exit - SIGNALLED));
        } else if (exit != 0) {
            throw new ScriptException("it ended with exit code " + exit);
        }
    }
}
