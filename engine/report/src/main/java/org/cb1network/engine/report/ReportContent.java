package org.cb1network.engine.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/**
 * The content of a report.
 *
 * @param pipeline the pipeline
 * @param stages all its stages in topological order
 * @param run the reported run, or the last one; empty if there was none
 * @param store the store with the results
 * @param results the folder {@code results}, which receives the report and has copies of tables and figures
 * @param version version of this program
 */
public record ReportContent(
        PipelineSpec pipeline, List<ReportStage> stages, Optional<Run> run, Store store, Path results, String version) {

    /** Tables with more bytes than this are listed but not read. */
    private static final long LARGEST_TABLE = 16 << 20;

    /**
     * A run.
     *
     * @param started start time, as text
     * @param took its duration
     * @param outcome {@code done}, {@code failed} or {@code stopped}
     */
    record Run(String started, Duration took, String outcome) {}

    /**
     * A table of a stage.
     *
     * @param stage the stage
     * @param output the name of its output
     * @param stored its place in the store
     * @param table its content
     */
    record StageTable(ReportStage stage, String output, StoredOutput stored, Table table) {

        TableSchema schema() {
            return table.schema();
        }

        /** Returns the anchor of a table with a special form. */
        String anchor() {
            return "table-" + Html.id(stage.name()) + "-" + Html.id(output);
        }
    }

    public ReportContent {
        stages = List.copyOf(stages);
    }

    /**
     * Returns the content after a run. Stages that were not part of the run are shown as stored.
     *
     * @param plan a plan of all stages, made after the run
     */
    public static ReportContent afterRun(Plan plan, RunReport run, Store store, Path results, String version) {
        Map<String, RunReport.StageReport> byName = new HashMap<>();
        run.stages().forEach(stage -> byName.put(stage.stage(), stage));
        List<ReportStage> stages = new ArrayList<>();
        for (StagePlan planned : plan.stages()) {
            RunReport.StageReport report = byName.get(planned.name());
            stages.add(report == null ? stage(planned, 0, Duration.ZERO) : stage(planned, report));
        }
        String outcome = run.cancelled() ? "stopped" : run.isComplete() ? "done" : "failed";
        return new ReportContent(
                plan.pipeline(),
                stages,
                Optional.of(new Run(run.started().toString(), run.took(), outcome)),
                store,
                results,
                version);
    }

    /**
     * Returns the content at any other time.
     *
     * @param plan a plan of all stages
     * @param last the last run of this pipeline and profile, if there was one
     */
    public static ReportContent ofPlan(
            Plan plan, Optional<RunHistory.Run> last, Store store, Path results, String version) {
        List<ReportStage> stages = new ArrayList<>();
        for (StagePlan planned : plan.stages()) {
            Optional<RunHistory.StageLine> line = last.flatMap(run -> run.stage(planned.name()));
            stages.add(stage(
                    planned,
                    line.map(RunHistory.StageLine::computed).orElse(0),
                    line.map(stage -> millis(stage.seconds())).orElse(Duration.ZERO)));
        }
        return new ReportContent(
                plan.pipeline(),
                stages,
                last.map(run -> new Run(run.started().toString(), millis(run.seconds()), run.outcome())),
                store,
                results,
                version);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static ReportStage stage(StagePlan planned, RunReport.StageReport report) {
        boolean failed = report.outcome() == RunReport.Outcome.FAILED;
        ReportStage stage = stage(planned, report.computed(), report.took());
        StageState state = failed ? StageState.FAILED : stage.state();
        return new ReportStage(
                stage.spec(), state, stage.computed(), stage.took(), report.failures(), stage.work(), stage.results());
    }

    private static ReportStage stage(StagePlan planned, int computed, Duration took) {
        StageState state = planned.state() != StagePlan.State.CACHED
                ? StageState.MISSING
                : computed > 0 ? StageState.COMPUTED : StageState.CACHED;
        return new ReportStage(planned.stage(), state, computed, took, Map.of(), planned.work(), planned.results());
    }

    /** Returns the stage with a name. */
    ReportStage stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stage '" + name + "'"));
    }

    /** Returns the tables of a stage as a whole that are available and not too large. */
    List<StageTable> tables(ReportStage stage) throws IOException {
        List<StageTable> tables = new ArrayList<>();
        if (stage.results().isPresent()) {
            StageResults found = stage.results().get();
            for (Map.Entry<String, StoredOutput> artifact : found.singles().entrySet()) {
                if (found.isTable(artifact.getKey()) && artifact.getValue().length() <= LARGEST_TABLE) {
                    Table table = Table.read(store.read(artifact.getValue()));
                    tables.add(new StageTable(stage, artifact.getKey(), artifact.getValue(), table));
                }
            }
        }
        return tables;
    }

    /** Returns the tables whose schema has this name and these columns; see the package description. */
    List<StageTable> tablesOfKind(String schema, String... columns) throws IOException {
        List<StageTable> matching = new ArrayList<>();
        for (ReportStage stage : stages) {
            if (stage.spec().outputs().stream().anyMatch(output -> output.name().equals(schema))) {
                for (StageTable table : tables(stage)) {
                    boolean fits = table.schema().name().equals(schema)
                            && List.of(columns).stream()
                                    .allMatch(column -> table.schema().has(column));
                    if (fits) {
                        matching.add(table);
                    }
                }
            }
        }
        return matching;
    }

    /**
     * Returns the stages with numbers that no other such stage needs: the final results. Figures drawn from them do not
     * count as other stages.
     */
    List<ReportStage> finalStages() {
        Set<String> needed = new LinkedHashSet<>();
        stages.stream()
                .filter(stage -> !stage.drawsFiles())
                .forEach(stage -> needed.addAll(stage.spec().predecessors()));
        return stages.stream()
                .filter(stage -> !stage.drawsFiles() && !needed.contains(stage.name()))
                .toList();
    }
}
