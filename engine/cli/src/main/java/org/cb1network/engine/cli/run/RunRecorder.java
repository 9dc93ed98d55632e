package org.cb1network.engine.cli.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.CodeArchive;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.stage.Stage;

/**
 * Records what later commands need to know about a run: what ran when, with which code, and which results are in use.
 */
public final class RunRecorder {

    private static final double MILLIS = 1000;

    private final Workspace workspace;
    private final Store store;

    public RunRecorder(Workspace workspace) {
        this.workspace = workspace;
        this.store = workspace.store();
    }

    /**
     * Records a run, unless it computed nothing and repeats the last one.
     *
     * @return the {@link RunHistory.Run#identity} of the run
     * @throws IOException if that fails; only explanations are lost, no results
     */
    public String record(RunReport report) throws IOException {
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.work().isPresent()) {
                store.recordUse(stage.work().get().allKeys());
                archive(stage.work().get().stage().stage());
            }
        }
        RunHistory history = workspace.history();
        String identity = run(report, false).identity();
        if (report.computed() > 0 || !history.isRepeated(identity, report.started())) {
            history.add(run(report, true));
        }
        return identity;
    }

    /**
     * Records a run that ended early because the store cannot be used. The store is left alone, and the record is small, because
     * the disk may be full.
     *
     * @throws IOException if that fails
     */
    public void recordAborted(RunReport report) throws IOException {
        workspace.history().add(run(report, "failed", false));
    }

    private RunHistory.Run run(RunReport report, boolean withPoints) {
        return run(report, report.cancelled() ? "stopped" : report.isComplete() ? "done" : "failed", withPoints);
    }

    private RunHistory.Run run(RunReport report, String outcome, boolean withPoints) {
        return new RunHistory.Run(
                report.started(),
                workspace.settings(),
                outcome,
                report.took().toMillis() / MILLIS,
                report.stages().stream().map(stage -> line(stage, withPoints)).toList());
    }

    /**
     * Stores the code of a stage, even if another run computed the points, because that run may have been killed before
     * it stored the code.
     */
    private void archive(Stage<?> stage) throws IOException {
        if (!store.isReadOnly()
                && !store.contains(CodeArchive.key(workspace.code().digestOf(stage)))) {
            new CodeArchive(store).save(workspace.code().fingerprintOf(stage));
        }
    }

    private RunHistory.StageLine line(RunReport.StageReport stage, boolean withPoints) {
        List<String> after = workspace.pipeline().stage(stage.stage()).predecessors().stream()
                .sorted()
                .toList();
        Map<String, RunHistory.OutputLine> outputs = new LinkedHashMap<>();
        stage.results()
                .ifPresent(results -> results.singles()
                        .forEach((name, output) -> outputs.put(
                                name,
                                new RunHistory.OutputLine(
                                        output.digest().hex(),
                                        output.entry().digest().hex()))));
        return new RunHistory.StageLine(
                stage.stage(),
                stage.work().map(work -> work.stageKey().digest().hex()).orElse(""),
                stage.points(),
                stage.computed(),
                stage.took().toMillis() / MILLIS,
                withPoints ? keys(stage.work()) : Map.of(),
                after,
                outputs);
    }

    /** Returns the keys of the first points that have results. */
    private Map<String, String> keys(Optional<StageWork> work) {
        Map<String, String> keys = new LinkedHashMap<>();
        int points = work.map(StageWork::size).orElse(0);
        for (int i = 0; i < points && keys.size() < RunHistory.MOST_KEYS; i++) {
            if (store.contains(work.get().key(i))) {
                keys.put(work.get().label(i), work.get().key(i).digest().hex());
            }
        }
        return keys;
    }
}
