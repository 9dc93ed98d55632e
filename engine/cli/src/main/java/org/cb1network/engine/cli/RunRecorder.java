package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.settled.InputFile;
import org.cb1network.engine.report.VerificationSection;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.CodeArchive;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
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
     * @return the name of the file of the history that has it
     * @throws IOException if that fails; no result is lost with it, only explanations
     */
    String record(RunReport report) throws IOException {
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.work().isPresent()) {
                store.recordUse(stage.work().get().allKeys());
                archive(stage.work().get().stage().stage());
            }
        }
        List<RunHistory.StageLine> lines =
                report.stages().stream().map(this::line).toList();
        String outcome = report.cancelled() ? "stopped" : report.isComplete() ? "done" : "failed";
        return workspace
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
     * The files that a run reads: the pipeline and the data files that it names, as it read them.
     *
     * @param results the folder of the last verification, which the report shows; it is read now
     */
    SortedMap<Path, InputFile> inputs(Path results) throws IOException {
        PipelineSpec pipeline = workspace.pipeline();
        SortedMap<Path, InputFile> inputs = new TreeMap<>();
        Path file = pipeline.file().toAbsolutePath();
        inputs.put(file, InputFile.asRead(file, pipeline.content()));
        for (Map.Entry<Path, Digest> data : pipeline.dataFiles().entrySet()) {
            Path path = data.getKey().toAbsolutePath();
            inputs.put(path, InputFile.asRead(path, data.getValue()));
        }
        Path verification = results.resolve(VerificationSection.FILE_NAME);
        inputs.put(verification, InputFile.now(verification));
        return inputs;
    }

    /** The keys under which the store has the code of the stages, so that later runs can be told what has changed. */
    List<CacheKey> archivedCode(RunReport report) {
        return report.stages().stream()
                .map(stage -> workspace.pipeline().stage(stage.stage()).stage())
                .map(stage -> CodeArchive.key(workspace.code().digestOf(stage)))
                .filter(key -> !store.isReadOnly() || store.contains(key))
                .distinct()
                .toList();
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
