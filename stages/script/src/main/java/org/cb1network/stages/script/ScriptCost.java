package org.cb1network.stages.script;

import org.cb1network.engine.stage.CostEstimate;

/** What the user says about the program's memory; its time is unknown until it has run. */
final class ScriptCost implements CostEstimate<ScriptParameters> {

    @Override
    public long bytes(ScriptParameters parameters) {
        return (long) parameters.memoryMib() << 20;
    }

    @Override
    public double seconds(ScriptParameters parameters) {
        return 1;
    }
}
