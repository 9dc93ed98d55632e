package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableText;

/**
 * The folder {@code results}: copies of the store's artifacts under names that people can read. Tables go to {@code tables}; what a
 * stage with files yields, such as a figure, to {@code figures}, its tables as CSV besides.
 */
final class ResultsFolder {

    private static final int MOST_ROWS_SHOWN = 40;

    /** A table of few rows is smaller than this; a larger one is not even read to be shown. */
    private static final long MOST_BYTES_SHOWN = 1 << 20;

    private static final String ARROW = ".arrow";
    private static final String CSV = ".csv";

    private final Path tables;
    private final Path figures;
    private final Store store;

    ResultsFolder(Path folder, Store store) {
        this.tables = folder.resolve("tables");
        this.figures = folder.resolve("figures");
        this.store = store;
    }

    /**
     * Copies every artifact that is one for a whole stage. A copy of the same content is left alone; one of a stage that the
     * pipeline no longer has is removed.
     *
     * @throws IOException if a copy cannot be written or an artifact cannot be read
     */
    void export(RunReport report, PipelineSpec pipeline) throws IOException {
        export(report, pipeline, tables, false);
        export(report, pipeline, figures, true);
    }

    /** Prints the tables of some stages, as far as they have rows and are small enough to read. */
    void show(List<StageSpec> stages, RunReport report, PrintWriter out) throws IOException {
        for (StageSpec stage : stages) {
            StageResults results = report.resultsOf(stage.name());
            for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
                boolean readable = results.isTable(artifact.getKey())
                        && !results.hasFiles()
                        && artifact.getValue().length() <= MOST_BYTES_SHOWN;
                if (readable) {
                    show(stage.name() + "." + artifact.getKey(), Table.read(store.read(artifact.getValue())), out);
                }
            }
        }
    }

    private static void show(String name, Table table, PrintWriter out) {
        if (table.rows() > 0 && table.rows() <= MOST_ROWS_SHOWN) {
            String description = table.schema().description();
            out.println(name + (description.isEmpty() ? "" : ": " + description));
            out.print(TableText.head(table, MOST_ROWS_SHOWN));
            out.println();
        }
    }

    private void export(RunReport report, PipelineSpec pipeline, Path folder, boolean withFiles) throws IOException {
        CopyFolder copies = CopyFolder.open(folder, store);
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.results().isPresent() && stage.results().get().hasFiles() == withFiles) {
                export(stage.results().get(), copies);
            }
        }
        copies.finish(namesOf(pipeline));
    }

    private void export(StageResults results, CopyFolder copies) throws IOException {
        for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
            String name = StageResults.fileName(results.work().stage(), artifact.getKey());
            boolean listed = copies.copy(name, artifact.getValue());
            if (results.hasFiles() && results.isTable(artifact.getKey())) {
                String csv = name.replace(ARROW, CSV);
                if (!listed || !copies.keep(csv)) {
                    copies.put(csv, csv(Table.read(store.read(artifact.getValue()))));
                }
            }
        }
    }

    private static byte[] csv(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.csv(table, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The names that copies of the pipeline's outputs may have; an output that is one for each point has no copy. */
    private static Set<String> namesOf(PipelineSpec pipeline) {
        Set<String> names = new HashSet<>();
        for (StageSpec stage : pipeline.stages().values()) {
            for (OutputPort output : stage.outputs()) {
                if (StageResults.isSingle(stage, output)) {
                    String name = StageResults.fileName(stage, output.name());
                    names.add(name);
                    names.add(name.replace(ARROW, CSV));
                }
            }
        }
        return names;
    }
}
