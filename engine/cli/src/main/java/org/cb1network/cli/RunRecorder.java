package org.cb1network.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.cli.settled.Leavings;
import org.cb1network.cli.settled.Settlement;
import org.cb1network.engine.plan.StageWork;
import org.cb1network.engine.provenance.CodeArchive;
import org.cb1network.engine.provenance.RunHistory;
import org.cb1network.engine.run.RunReport;
import org.cb1network.engine.stage.Stage;

/** Keeps what later commands want to know of a run: what was run when, on which code, and which results are in use. */
final class RunRecorder {

    private static final double MILLIS = 1000;

    private final Workspace workspace;
    private final Store store;

    RunRecorder(Workspace workspace) {
        this.workspace = workspace;
        this.store = workspace.store();
    }

    /**
     * Records a run.
     *
     * @throws IOException if that fails; no result is lost with it, only explanations
     */
    void record(RunReport report) throws IOException {
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.work().isPresent()) {
                store.recordUse(stage.work().get().allKeys());
                archive(stage.work().get().stage().stage());
            }
        }
        List<RunHistory.StageLine> lines =
                report.stages().stream().map(this::line).toList();
        String outcome = report.cancelled() ? "stopped" : report.isComplete() ? "done" : "failed";
        workspace
                .history()
                .add(new RunHistory.Run(
                        report.started(),
                        workspace.pipeline().name(),
                        workspace.pipeline().profile(),
                        outcome,
                        report.took().toMillis() / MILLIS,
                        lines));
    }

    /**
     * Keeps what a complete run has settled, so that the same run need not find out again.
     *
     * @param files what it left outside of the store, and what that was made from
     * @param shown what it showed in the end; empty if it was asked to be quiet
     */
    void settle(Settlement settlement, RunReport report, List<Path> files, Optional<String> shown) throws IOException {
        DataFilesOfParameters dataFiles = new DataFilesOfParameters();
        List<CacheKey> archived = new ArrayList<>();
        for (RunReport.StageReport stage : report.stages()) {
            StageWork work = stage.work().orElseThrow();
            dataFiles.add(work);
            archived.add(CodeArchive.key(workspace.code().digestOf(work.stage().stage())));
        }
        if (store.isReadOnly()) {
            archived.removeIf(key -> !store.contains(key));
        }
        settlement.record(report, new Leavings(dataFiles.files(), archived, files, shown));
    }

    /** Keeps the code of a stage, also if another run computed the points: that one may have been killed before it could. */
    private void archive(Stage<?> stage) throws IOException {
        if (!store.isReadOnly()
                && !store.contains(CodeArchive.key(workspace.code().digestOf(stage)))) {
            new CodeArchive(store).save(workspace.code().fingerprintOf(stage));
        }
    }

    private RunHistory.StageLine line(RunReport.StageReport stage) {
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
                stage.points(),
                stage.computed(),
                stage.took().toMillis() / MILLIS,
                keys(stage.work()),
                after,
                outputs);
    }

    /** The keys of the first points that have results. */
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
