package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.compare.RowNames;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableReader;
import org.cb1network.engine.verify.lock.LockedArtifact;
import org.cb1network.engine.verify.lock.LockedParameter;

/** Reads the results of a complete run from its store. */
public final class RunResults {

    /** If a sweep varies a parameter over more values than this, their number and digest are given instead. */
    private static final int MOST_VALUES = 12;

    /** Stands for the digest of a damaged or missing file. */
    private static final String NO_DIGEST = "0".repeat(2 * Digest.BYTES);

    private final PipelineSpec pipeline;
    private final RunReport report;
    private final Store store;
    private final SortedMap<String, Artifact> artifacts = new TreeMap<>();
    private final SortedMap<String, List<FigureFile>> figures = new TreeMap<>();
    private final SortedMap<String, Set<String>> drawnFrom = new TreeMap<>();

    private RunResults(PipelineSpec pipeline, RunReport report, Store store) {
        this.pipeline = pipeline;
        this.report = report;
        this.store = store;
    }

    /**
     * Returns the results of a run.
     *
     * @param report report of a complete run of all stages
     * @param store the store that the run filled
     * @param version version of the program that ran
     * @throws IOException if a result cannot be read
     */
    public static Results of(PipelineSpec pipeline, RunReport report, Store store, String version) throws IOException {
        RunResults results = new RunResults(pipeline, report, store);
        for (RunReport.StageReport stage : report.stages()) {
            results.add(report.resultsOf(stage.stage()));
        }
        return new Results(
                pipeline.profile(),
                version,
                pipeline.seed(),
                report.stages().stream().map(RunReport.StageReport::stage).toList(),
                results.parameters(),
                results.artifacts,
                results.figures,
                results.drawnFrom,
                results.choices());
    }

    private void add(StageResults results) throws IOException {
        StageSpec stage = results.work().stage();
        for (OutputPort output : stage.outputs()) {
            if (!results.isSingle(output.name())) {
                addPoints(results, output.name());
            } else if (results.isTable(output.name())) {
                addTable(stage, output.name(), results.single(output.name()));
            } else {
                StoredOutput stored = results.single(output.name());
                figures.computeIfAbsent(stage.name(), any -> new ArrayList<>())
                        .add(new FigureFile(
                                output.name(),
                                StageResults.fileName(stage, output.name()),
                                stored.digest().hex(),
                                () -> store.read(stored)));
            }
        }
        if (results.hasFiles()) {
            for (InputSpec input : stage.inputs()) {
                drawnFrom
                        .computeIfAbsent(stage.name(), any -> new TreeSet<>())
                        .add(input.source().stage() + "." + input.source().output());
            }
        }
    }

    private void addTable(StageSpec stage, String output, StoredOutput stored) throws IOException {
        String digest = stored.digest().hex();
        Content content = () -> store.read(stored);
        long rows = 0;
        try {
            rows = rows(stored);
        } catch (CorruptObjectException damaged) {
            // Damage is reported when the table is read, not when results are listed.
            content = () -> {
                throw damaged;
            };
        }
        put(new Artifact(
                stage.name(),
                output,
                LockedArtifact.table(digest, rows),
                List.of(new Artifact.Piece("", digest, content))));
    }

    private void addPoints(StageResults results, String output) throws IOException {
        StageWork work = results.work();
        List<Artifact.Piece> pieces = new ArrayList<>();
        boolean lost = false;
        for (int point = 0; point < work.size(); point++) {
            try {
                StoredOutput stored = results.ofPoint(output, point);
                pieces.add(new Artifact.Piece(work.label(point), stored.digest().hex(), () -> store.read(stored)));
            } catch (ResultLostException gone) {
                lost = true;
                pieces.add(new Artifact.Piece(work.label(point), "", () -> {
                    throw gone;
                }));
            }
        }
        String digest = lost ? NO_DIGEST : PointTask.InputTable.digestOf(results.tables(output));
        put(new Artifact(work.stage().name(), output, LockedArtifact.ofPoints(digest, pieces.size()), pieces));
    }

    private void put(Artifact artifact) {
        artifacts.put(artifact.name(), artifact);
    }

    private long rows(StoredOutput stored) throws IOException {
        if (stored.length() < Store.PACKED_BELOW_BYTES) {
            return Table.read(store.read(stored)).rows();
        }
        try (TableReader reader = TableReader.open(store.file(stored))) {
            return reader.rows();
        }
    }

    /** Returns the resolved parameters of all stages, point by point. */
    private SortedMap<String, SortedMap<String, LockedParameter>> parameters() throws IOException {
        SortedMap<String, SortedMap<String, SortedMap<String, String>>> byType = new TreeMap<>();
        for (RunReport.StageReport stage : report.stages()) {
            StageWork work = report.resultsOf(stage.stage()).work();
            if (isDamaged(work)) {
                continue;
            }
            SortedMap<String, SortedMap<String, String>> ofType =
                    byType.computeIfAbsent(work.stage().type().name(), any -> new TreeMap<>());
            values(work)
                    .forEach((parameter, values) -> ofType.computeIfAbsent(parameter, any -> new TreeMap<>())
                            .put(stage.stage(), inWords(values)));
        }
        SortedMap<String, SortedMap<String, LockedParameter>> parameters = new TreeMap<>();
        byType.forEach((type, values) -> {
            SortedMap<String, LockedParameter> ofType = new TreeMap<>();
            values.forEach((parameter, byStage) -> ofType.put(parameter, LockedParameter.of(byStage)));
            parameters.put(type, ofType);
        });
        return parameters;
    }

    /** Returns whether an input of the stage is missing, so that its keys cannot be computed any more. */
    private static boolean isDamaged(StageWork work) throws IOException {
        try {
            for (int point = 0; point < work.size(); point++) {
                work.preimage(point);
            }
            return false;
        } catch (ResultLostException gone) {
            return true;
        }
    }

    /** Returns the distinct values of each parameter, in the order of the points. */
    private static SortedMap<String, Set<String>> values(StageWork work) throws IOException {
        SortedMap<String, Set<String>> values = new TreeMap<>();
        for (int point = 0; point < work.size(); point++) {
            for (Map.Entry<String, String> ingredient :
                    work.preimage(point).ingredients().entrySet()) {
                if (ingredient.getKey().startsWith(KeyPreimage.PARAMETER)) {
                    values.computeIfAbsent(
                                    ingredient.getKey().substring(KeyPreimage.PARAMETER.length()),
                                    any -> new LinkedHashSet<>())
                            .add(ingredient.getValue());
                }
            }
        }
        return values;
    }

    private static String inWords(Set<String> values) {
        String all = String.join(" | ", values);
        if (values.size() <= MOST_VALUES) {
            return all;
        }
        String digest = Digest.of(all.getBytes(StandardCharsets.UTF_8)).shortHex();
        return values.size() + " values, sha-256 " + digest;
    }

    private SortedMap<String, String> choices() throws IOException {
        Set<Reference> references = new TreeSet<>();
        for (StageSpec stage : pipeline.stages().values()) {
            for (Reference reference : stage.resolver().references()) {
                if (reference.column().isPresent()) {
                    references.add(reference);
                }
            }
        }
        SortedMap<String, String> choices = new TreeMap<>();
        for (Reference reference : references) {
            String column = reference.column().orElseThrow();
            Artifact artifact = artifacts.get(reference.stage() + "." + reference.output());
            if (artifact != null) {
                choice(artifact, column).ifPresent(value -> choices.put(artifact.name() + "." + column, value));
            }
        }
        return choices;
    }

    /**
     * Returns the first value of a column in the form of a parameter; empty if the table is damaged, which is reported
     * when it is read.
     */
    private static Optional<String> choice(Artifact artifact, String column) throws IOException {
        try {
            Table table = artifact.table();
            return Optional.of(RowNames.text(table.value(0, table.schema().indexOf(column))));
        } catch (CorruptObjectException damaged) {
            return Optional.empty();
        }
    }
}
