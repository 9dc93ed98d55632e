package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.report.ReportContent;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * The content of the report after a run. The page and the conclusion share it, because collecting it looks up the stages
 * that the run did not select.
 */
public final class RunContent {

    private final Workspace workspace;
    private final RunReport run;
    private final Path results;
    private @Nullable ReportContent collected;

    /**
     * @param results folder of the results
     */
    public RunContent(Workspace workspace, RunReport run, Path results) {
        this.workspace = workspace;
        this.run = run;
        this.results = results;
    }

    /** Returns the content, which is collected at the first call. */
    public ReportContent get() throws IOException {
        if (collected == null) {
            Plan plan = workspace.planner().plan(Selection.all(workspace.pipeline()), run.results());
            collected = ReportContent.afterRun(plan, run, workspace.store(), results, ProgramCode.version());
        }
        return collected;
    }
}
