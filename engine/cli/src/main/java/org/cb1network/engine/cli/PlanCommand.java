package org.cb1network.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.run.BeforeRun;
import org.cb1network.engine.cli.run.PlanPrinter;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: shows what a run would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Shows for every stage whether it is cached or will run, with how many points, and why. Computes nothing.")
final class PlanCommand implements Callable<Integer> {

    @Mixin
    PipelineOptions options;

    @Mixin
    RemoteOptions remotes;

    @Parameters(paramLabel = "STAGE", arity = "0..*", description = "Only these stages and the stages they need.")
    List<String> targets = List.of();

    @Option(
            names = {"-n", "--dry-run"},
            hidden = true,
            description = "Has no effect; 'plan' always does this.")
    boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object per stage.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (TaskProgress progress = TaskProgress.doing(spec.commandLine().getErr(), "planning");
                Workspace workspace = Workspace.openForReading(options, remotes, progress::println)) {
            Selection selection = Selection.of(workspace.pipeline(), targets, List.of(), false)
                    .checked();
            Plan plan = workspace.planner().plan(selection);
            progress.end();
            BeforeRun.warn(plan, WarningPrinter.ofNotices(spec));
            return new PlanPrinter(workspace, spec.commandLine().getOut())
                    .print(plan, Runtime.getRuntime().availableProcessors(), json);
        }
    }
}
