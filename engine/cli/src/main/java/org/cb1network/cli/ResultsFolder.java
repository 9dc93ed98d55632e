package org.cb1network.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.plan.StageResults;
import org.cb1network.engine.run.RunReport;
import org.cb1network.engine.spec.PipelineSpec;
import org.cb1network.engine.spec.StageSpec;
import org.cb1network.table.Table;
import org.cb1network.table.TableText;

/**
 * The folder {@code results}: copies of the store's artifacts under names that people can read.
 *
 * <p>A manifest lists the copies. What it lists and no stage of the pipeline yields any more is removed; other files in the
 * folder are left alone.
 */
final class ResultsFolder {

    private static final int MOST_ROWS_SHOWN = 40;

    /** A table of few rows is smaller than this; a larger one is not even read to be shown. */
    private static final long MOST_BYTES_SHOWN = 1 << 20;

    private static final String EXTENSION = ".arrow";

    private final Path tables;
    private final Path manifest;
    private final Store store;

    ResultsFolder(Path folder, Store store) {
        this.tables = folder.resolve("tables");
        this.manifest = tables.resolve("MANIFEST");
        this.store = store;
    }

    /**
     * Copies every table that is one artifact for a whole stage. A copy of the same content is left alone; one of a stage that
     * the pipeline no longer has is removed.
     *
     * @throws IOException if a copy cannot be written or an artifact cannot be read
     */
    void export(RunReport report, PipelineSpec pipeline) throws IOException {
        Map<String, String> before = readManifest();
        Map<String, String> now = new TreeMap<>(before);
        removeForgotten(now, pipeline);
        for (RunReport.StageReport stage : report.stages()) {
            if (stage.results().isPresent()) {
                export(stage.results().get(), now);
            }
        }
        if (!now.equals(before)) {
            StringBuilder text = new StringBuilder();
            now.forEach((name, digest) ->
                    text.append(digest).append("  ").append(name).append('\n'));
            byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
            write(manifest, temporary -> Files.write(temporary, content));
        }
    }

    /** Prints the tables of some stages, as far as they are small enough to read. */
    void show(List<StageSpec> stages, RunReport report, PrintWriter out) throws IOException {
        for (StageSpec stage : stages) {
            StageResults results = report.resultsOf(stage.name());
            for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
                if (results.isTable(artifact.getKey()) && artifact.getValue().length() <= MOST_BYTES_SHOWN) {
                    show(stage.name() + "." + artifact.getKey(), Table.read(store.read(artifact.getValue())), out);
                }
            }
        }
        out.println();
        out.println("Tables: " + tables.resolve("*" + EXTENSION));
        out.flush();
    }

    private static void show(String name, Table table, PrintWriter out) {
        if (table.rows() <= MOST_ROWS_SHOWN) {
            String description = table.schema().description();
            out.println();
            out.println(name + (description.isEmpty() ? "" : ": " + description));
            out.print(TableText.head(table, MOST_ROWS_SHOWN));
        }
    }

    private void export(StageResults results, Map<String, String> now) throws IOException {
        for (Map.Entry<String, StoredOutput> artifact : results.singles().entrySet()) {
            if (results.isTable(artifact.getKey())) {
                String name = results.work().stage().name() + "." + artifact.getKey() + EXTENSION;
                copy(artifact.getValue(), tables.resolve(name));
                now.put(name, artifact.getValue().digest().hex());
            }
        }
    }

    private void copy(StoredOutput artifact, Path file) throws IOException {
        boolean same = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == artifact.length()
                && Digest.of(file).equals(artifact.digest());
        if (same) {
            return;
        }
        if (artifact.length() <= MOST_BYTES_SHOWN) {
            byte[] content = store.read(artifact);
            write(file, temporary -> Files.write(temporary, content));
        } else {
            // Its bytes are copied, not its read-only attribute.
            Path object = store.file(artifact);
            write(file, temporary -> {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    Files.copy(object, out);
                }
            });
        }
    }

    /** Removes the copies of stages and outputs that the pipeline no longer has. */
    private void removeForgotten(Map<String, String> now, PipelineSpec pipeline) throws IOException {
        Set<String> current = new HashSet<>();
        for (StageSpec stage : pipeline.stages().values()) {
            stage.type().outputs().forEach(output -> current.add(stage.name() + "." + output.name() + EXTENSION));
        }
        for (String name : List.copyOf(now.keySet())) {
            if (!current.contains(name)) {
                now.remove(name);
                Path file = tables.resolve(name);
                // Whoever edits the manifest by hand must not lose files elsewhere by it.
                if (tables.equals(file.normalize().getParent()) && name.endsWith(EXTENSION)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Map<String, String> readManifest() throws IOException {
        Map<String, String> digests = new TreeMap<>();
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

    @FunctionalInterface
    private interface Content {
        void write(Path temporary) throws IOException;
    }

    /** Writes beside the file and moves into place: a reader sees the old content or the new one. */
    private void write(Path file, Content content) throws IOException {
        Files.createDirectories(tables);
        // Not Files.createTempFile, whose files nobody else may read.
        Path temporary = tables.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            content.write(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
