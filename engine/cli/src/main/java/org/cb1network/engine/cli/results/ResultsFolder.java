package org.cb1network.engine.cli.results;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.report.Report;
import org.cb1network.engine.report.VerificationSection;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableText;
import org.cb1network.engine.verify.Progress;

/**
 * The folder {@code results}: copies of the store's artifacts under readable names. Tables go to {@code tables}. The outputs of a stage
 * with files, such as a figure, go to {@code figures}, and its tables are there as CSV with metadata, too, unless they are large.
 */
public final class ResultsFolder {

    private static final int MOST_ROWS_SHOWN = 40;

    /** A larger table is neither shown nor copied as CSV, because it is meant for programs, which read Arrow. */
    private static final long MOST_BYTES_READ = 1 << 20;

    public static final String TABLES = "tables";
    public static final String FIGURES = "figures";

    /** Folder in it for pictures of the differences between figures, which {@code verify} writes. */
    public static final String DIFFERENCES = "differences";

    private static final String ARROW = ".arrow";
    private static final String CSV = ".csv";

    /**
     * Appended to the name of a CSV file: programs that support CSVW expect the units and types of its columns there.
     */
    private static final String METADATA = "-metadata.json";

    private final Path folder;
    private final Path tables;
    private final Path figures;
    private final Store store;
    private final String whose;

    /** The files in the folder itself. */
    public static final Set<String> PAGES = Set.of(Report.FILE_NAME, VerificationSection.FILE_NAME);

    /** @param whose the owner of the results, in one line */
    public ResultsFolder(Path folder, Store store, String whose) {
        this.whose = whose;
        this.folder = folder;
        this.tables = folder.resolve(TABLES);
        this.figures = folder.resolve(FIGURES);
        this.store = store;
    }

    /**
     * Checks, before any work, that copies can be written.
     *
     * @throws java.io.UncheckedIOException if they cannot
     */
    public static void requireWritable(Path folder) {
        FileFailure.requireWritable(folder);
        FileFailure.requireWritable(folder.resolve(TABLES));
        FileFailure.requireWritable(folder.resolve(FIGURES));
    }

    /**
     * Copies every artifact that belongs to a whole stage. A copy with the same content is left alone; a copy of a
     * stage that the pipeline no longer has is removed.
     *
     * @param progress called before the results of each stage are copied
     * @return other files that were moved aside
     * @throws IOException if a copy cannot be written or an artifact cannot be read
     */
    public List<Path> export(RunReport report, PipelineSpec pipeline, Progress progress) throws IOException {
        CopyFolder tableCopies = CopyFolder.open(tables, store, whose);
        CopyFolder figureCopies = CopyFolder.open(figures, store, whose);
        int done = 0;
        for (RunReport.StageReport stage : report.stages()) {
            progress.at(done++, report.stages().size(), stage.stage());
            if (stage.results().isPresent()) {
                StageResults results = stage.results().get();
                export(results, results.hasFiles() ? figureCopies : tableCopies);
            }
        }
        List<Path> movedAside = new ArrayList<>();
        for (CopyFolder copies : List.of(tableCopies, figureCopies)) {
            copies.finish(namesOf(pipeline));
            movedAside.addAll(copies.movedAside());
        }
        return movedAside;
    }

    /**
     * The state of the files compared with the results.
     *
     * @param files number of expected files
     * @param good number of expected files that exist with the right content
     * @param present number of files that a run wrote and that are there, of these or of other results
     */
    public record State(int files, int good, int present) {}

    /**
     * Compares the files with the results that the store has, and the report with its listing; files of stages without results are
     * skipped.
     */
    public State compare(Plan plan) throws IOException {
        int files = 0;
        int good = 0;
        CopyFolder tableCopies = CopyFolder.open(tables, store, whose);
        CopyFolder figureCopies = CopyFolder.open(figures, store, whose);
        for (StagePlan stage : plan.stages()) {
            if (stage.results().isEmpty()) {
                continue;
            }
            StageResults results = stage.results().get();
            CopyFolder copies = results.hasFiles() ? figureCopies : tableCopies;
            for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
                String name = StageResults.fileName(stage.stage(), artifact.getKey());
                files++;
                good += copies.has(name, artifact.getValue()) ? 1 : 0;
                if (hasCsv(results, artifact)) {
                    String csv = name.replace(ARROW, CSV);
                    files += 2;
                    good += (copies.keep(csv) ? 1 : 0) + (copies.keep(csv + METADATA) ? 1 : 0);
                }
            }
        }
        CopyFolder pages = CopyFolder.open(folder, store, whose);
        if (files > 0) {
            files++;
            good += pages.has(Report.FILE_NAME) ? 1 : 0;
        }
        return new State(files, good, pages.present() + tableCopies.present() + figureCopies.present());
    }

    /** Returns the listings of the pages, tables and figures as one text; empty if a file is not as listed. */
    public Optional<String> listing() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path place : List.of(folder, tables, figures)) {
            Optional<String> listing = CopyFolder.open(place, store, whose).listing();
            if (listing.isEmpty()) {
                return Optional.empty();
            }
            all.append(listing.get()).append('\n');
        }
        return Optional.of(all.toString());
    }

    /**
     * Prints where the results are.
     *
     * @param withFigures whether there are figures
     * @param withPage whether there is a report
     */
    public static void tellPlaces(Path results, boolean withFigures, boolean withPage, PrintWriter out) {
        if (withFigures) {
            out.println("Figures: " + shortest(results.resolve(FIGURES)) + File.separator + "*.svg, *.pdf, *.png");
        }
        out.println("Tables:  " + shortest(results.resolve(TABLES)) + File.separator + "*.arrow ('show' prints them)");
        if (withPage) {
            out.println("Report:  " + shortest(page(results)));
        }
    }

    /** Returns the file of the report. */
    public static Path page(Path results) {
        return results.resolve(Report.FILE_NAME);
    }

    /** Returns the path relative to the working folder if it is below that folder. */
    private static String shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath();
        return there.startsWith(here) ? here.relativize(there).toString() : there.toString();
    }

    /** Returns whether a table is copied as CSV, too: tables behind figures, up to a size that a person may want to read. */
    private static boolean hasCsv(StageResults results, Map.Entry<String, StoredOutput> artifact) {
        return results.hasFiles()
                && results.isTable(artifact.getKey())
                && artifact.getValue().length() <= MOST_BYTES_READ;
    }

    /** Prints those tables of some stages that have rows and are small enough to read. */
    public void show(List<StageSpec> stages, RunReport report, PrintWriter out) throws IOException {
        for (StageSpec stage : stages) {
            StageResults results = report.resultsOf(stage.name());
            for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
                boolean readable = results.isTable(artifact.getKey())
                        && !results.hasFiles()
                        && artifact.getValue().length() <= MOST_BYTES_READ;
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

    private void export(StageResults results, CopyFolder copies) throws IOException {
        for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
            String name = StageResults.fileName(results.work().stage(), artifact.getKey());
            boolean listed = copies.copy(name, artifact.getValue());
            if (!results.isTable(artifact.getKey())) {
                continue;
            }
            String csv = name.replace(ARROW, CSV);
            if (!hasCsv(results, artifact)) {
                copies.remove(csv);
                copies.remove(csv + METADATA);
            } else if (!listed || !copies.keep(csv) || !copies.keep(csv + METADATA)) {
                Table table = Table.read(store.read(artifact.getValue()));
                copies.put(csv, csv(table));
                copies.put(csv + METADATA, csvMetadata(table.schema(), csv));
            }
        }
    }

    private static byte[] csv(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.csv(table, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csvMetadata(TableSchema schema, String csv) throws IOException {
        StringBuilder text = new StringBuilder();
        TableText.csvMetadata(schema, csv, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the names that copies of the pipeline's outputs may have. Outputs of single points have no copies. */
    private static Set<String> namesOf(PipelineSpec pipeline) {
        Set<String> names = new HashSet<>();
        for (StageSpec stage : pipeline.stages().values()) {
            for (OutputPort output : stage.outputs()) {
                if (StageResults.isSingle(stage, output)) {
                    String name = StageResults.fileName(stage, output.name());
                    names.add(name);
                    names.add(name.replace(ARROW, CSV));
                    names.add(name.replace(ARROW, CSV + METADATA));
                }
            }
        }
        return names;
    }
}
