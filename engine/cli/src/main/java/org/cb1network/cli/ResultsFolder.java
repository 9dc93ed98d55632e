package org.cb1network.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.plan.StageResults;
import org.cb1network.engine.run.RunReport;
import org.cb1network.engine.spec.StageSpec;
import org.cb1network.table.Table;
import org.cb1network.table.TableText;

/** The folder {@code results}: copies of the store's artifacts under names that people can read. */
final class ResultsFolder {

    private static final int MOST_ROWS_SHOWN = 40;

    private final Path tables;
    private final Path manifest;
    private final Store store;

    ResultsFolder(Path folder, Store store) {
        this.tables = folder.resolve("tables");
        this.manifest = tables.resolve("MANIFEST");
        this.store = store;
    }

    /**
     * Copies every table that is one artifact for a whole stage. A copy of the same content is left alone.
     *
     * @throws IOException if a copy cannot be written or an artifact cannot be read
     */
    void export(RunReport report) throws IOException {
        Map<String, String> before = readManifest();
        Map<String, String> now = new TreeMap<>(before);
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.results().isPresent()) {
                export(stage.results().get(), before, now);
            }
        }
        if (!now.equals(before)) {
            StringBuilder text = new StringBuilder();
            now.forEach((name, digest) ->
                    text.append(digest).append("  ").append(name).append('\n'));
            write(manifest, text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Prints the tables of some stages, as far as they are small enough to read. */
    void show(List<StageSpec> stages, RunReport report, PrintWriter out) throws IOException {
        for (StageSpec stage : stages) {
            StageResults results = report.resultsOf(stage.name());
            for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
                if (!results.isTable(artifact.getKey())) {
                    continue;
                }
                Table table = Table.read(store.read(artifact.getValue()));
                if (table.rows() <= MOST_ROWS_SHOWN) {
                    out.println();
                    out.println(stage.name() + "." + artifact.getKey() + ": "
                            + table.schema().description());
                    out.println(TableText.head(table, MOST_ROWS_SHOWN));
                }
            }
        }
        out.println("Tables: " + tables.resolve("*.arrow"));
        out.flush();
    }

    private void export(StageResults results, Map<String, String> before, Map<String, String> now) throws IOException {
        for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
            if (!results.isTable(artifact.getKey())) {
                continue;
            }
            String name = results.work().stage().name() + "." + artifact.getKey() + ".arrow";
            StoredOutput content = artifact.getValue();
            Path file = tables.resolve(name);
            String digest = content.digest().hex();
            boolean same =
                    digest.equals(before.get(name)) && Files.exists(file) && Files.size(file) == content.length();
            if (!same) {
                write(file, store.read(content));
            }
            now.put(name, digest);
        }
    }

    private Map<String, String> readManifest() throws IOException {
        Map<String, String> digests = new HashMap<>();
        if (Files.exists(manifest)) {
            for (String line : Files.readAllLines(manifest, StandardCharsets.UTF_8)) {
                String[] parts = line.split("  ", 2);
                if (parts.length == 2) {
                    digests.put(parts[1], parts[0]);
                }
            }
        }
        return digests;
    }

    private void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(tables);
        Path temporary = Files.createTempFile(tables, "new", ".tmp");
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
