package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.cb1network.engine.cli.results.ResultsFolder;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.MachineCheck;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.runner.spec.yaml.Problems;

/** Says before a run what it lacks: the program of a script on this machine, or the permission to write results. */
public final class BeforeRun {

    private BeforeRun() {}

    /**
     * Checks this machine, which is to compute the stages.
     *
     * @param advice how to compute the stages that need none of what is missing; may be empty
     * @throws PipelineException if it lacks something
     * @throws IOException if the store cannot be read
     */
    public static void require(Workspace workspace, Selection selection, String advice) throws IOException {
        Problems problems = new Problems();
        for (Problem problem : MachineCheck.lacking(workspace.planner(), selection)) {
            problems.add(problem.position(), problem.message(), advice);
        }
        problems.throwIfAny();
    }

    /**
     * Checks that the results of a run that computes something can be copied to their folder at its end.
     *
     * @throws UncheckedIOException if they cannot
     * @throws IOException if the store cannot be read
     */
    public static void requireWritableResults(Workspace workspace, Selection selection, Path results)
            throws IOException {
        try {
            ResultsFolder.requireWritable(results);
        } catch (UncheckedIOException unwritable) {
            // A run with nothing to do has nothing to lose, and planning takes time.
            if (!workspace.planner().plan(selection).isComplete()) {
                throw unwritable;
            }
        }
    }

    /**
     * Warns of what this machine lacks, if the run goes on without the stages that need it.
     *
     * @throws IOException if the store cannot be read
     */
    public static void warn(Workspace workspace, Selection selection, Consumer<String> notices) throws IOException {
        try {
            warn(MachineCheck.lacking(workspace.planner(), selection), notices);
        } catch (IllegalArgumentException | PipelineException stageCannotBePlanned) {
            return; // the stage fails with this message, and the others are computed
        }
    }

    /** Warns of what this machine lacks, if nothing is computed, or by workers: their machines may have it. */
    public static void warn(Plan plan, Consumer<String> notices) {
        warn(MachineCheck.lacking(plan), notices);
    }

    private static void warn(List<Problem> problems, Consumer<String> notices) {
        problems.forEach(problem -> notices.accept(problem.toString()));
    }
}
