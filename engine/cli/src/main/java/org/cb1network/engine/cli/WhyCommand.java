package org.cb1network.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.run.PlanPrinter;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.Workspace;
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

    @Mixin
    RemoteOptions remotes;

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "The stages (default: all that would run).")
    List<String> stages = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = Workspace.openForReading(options, remotes, spec)) {
            Plan plan = workspace.planner().plan(Selection.of(workspace.pipeline(), stages, List.of(), false));
            List<StagePlan> wanted =
                    plan.stages().stream().filter(this::isWanted).toList();
            new PlanPrinter(workspace, spec.commandLine().getOut()).printReasons(wanted);
            if (stages.isEmpty() && plan.isComplete()) {
                spec.commandLine().getOut().println("nothing has to run");
            }
            return ExitCode.OK;
        }
    }

    private boolean isWanted(StagePlan stage) {
        return stages.isEmpty() ? stage.state() == StagePlan.State.RUN : stages.contains(stage.name());
    }
}
