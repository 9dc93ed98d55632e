package org.cb1network.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.plan.StagePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why}: explains why a stage has to run. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Explains why a stage has to run: which parameter, input or code has changed since the last run.")
final class WhyCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Parameters(paramLabel = "STAGE", description = "The stage.")
    String stage;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = Workspace.open(options, Warnings.to(spec))) {
            Selection selection = Selection.of(workspace.pipeline(), List.of(stage), List.of(), false);
            Plan plan = workspace.planner().plan(selection);
            PlanPrinter printer = new PlanPrinter(workspace, spec.commandLine().getOut());
            for (StagePlan candidate : plan.stages()) {
                if (candidate.name().equals(stage)) {
                    printer.printReasons(candidate);
                }
            }
            return ExitCode.OK;
        }
    }
}
