package org.cb1network.engine.runner.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.YamlReader;

/**
 * The folder of a run that several processes compute together. It contains the description of the run
 * ({@code run.json}), the script of the workers, each worker's output ({@code w-007.out}) and journal
 * ({@code w-007.jsonl}), and the journal of the head. It also has copies of the program and the pipeline from the start
 * of the run, so that later edits do not change keys during the run. No result depends on this folder.
 */
public final class JobFolder {

    private static final String RUN = "run.json";
    private static final String STOP = "stop";

    /** What folders of runs are called, so that no other folder is taken for one. */
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]+");

    private final Path folder;

    /** @param folder the folder, which need not exist */
    public JobFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Returns the runs below a folder, the latest first.
     *
     * @param jobs the folder of all runs, which need not exist
     */
    public static List<JobFolder> all(Path jobs) throws IOException {
        List<JobFolder> found = new ArrayList<>();
        if (Files.isDirectory(jobs)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(jobs)) {
                for (Path folder : folders) {
                    if (Files.exists(folder.resolve(RUN))) {
                        found.add(new JobFolder(folder));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(JobFolder::name).reversed());
        return found;
    }

    /**
     * Returns the folders of runs that did not begin, because the process that was to begin them was killed.
     *
     * @param jobs the folder of all runs, which need not exist
     * @param before only folders that have not changed since then; a younger one may be of a run that is just beginning
     */
    public static List<JobFolder> unfinished(Path jobs, Instant before) throws IOException {
        List<JobFolder> found = new ArrayList<>();
        if (Files.isDirectory(jobs)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(jobs)) {
                for (Path folder : folders) {
                    if (NAME.matcher(folder.getFileName().toString()).matches()
                            && Files.isDirectory(folder)
                            && !Files.exists(folder.resolve(RUN))
                            && Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                        found.add(new JobFolder(folder));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the name of the run: its start time and a part of its nonce. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** Returns the path of this folder. */
    public Path path() {
        return folder;
    }

    /** Returns the path of the program as it was when the run began, if it was a jar. */
    public Path program() {
        return folder.resolve("pipeline.jar");
    }

    /** Returns the path of the pipeline file as it was when the run began. */
    public Path pipeline() {
        return folder.resolve("pipeline.yaml");
    }

    /** Returns the path of the workers' script. */
    public Path script() {
        return folder.resolve("worker.sh");
    }

    /** Returns the path of the file with a worker's output. */
    public Path output(int worker) {
        return folder.resolve(fileName(worker) + ".out");
    }

    Path journal(int worker) {
        return folder.resolve(fileName(worker) + ".jsonl");
    }

    Path headJournal() {
        return folder.resolve("head.jsonl");
    }

    /** Returns the name of a worker's files without extension: {@code w-007}. */
    static String fileName(int worker) {
        return String.format(Locale.ROOT, "w-%03d", worker);
    }

    /** Asks all workers to start no more points. */
    public void stop() throws IOException {
        Files.writeString(folder.resolve(STOP), "");
    }

    /** Returns whether the workers are asked to start no more points. */
    public boolean isStopped() {
        return Files.exists(folder.resolve(STOP));
    }

    /** Lets workers start points again. */
    void resume() throws IOException {
        Files.deleteIfExists(folder.resolve(STOP));
    }

    /**
     * Returns the time by the clock of the file server, which also gives journals their times: clocks of machines differ. If nothing can be
     * written, it is the time of this machine.
     */
    public Instant now() {
        try {
            Path probe = Files.createTempFile(folder, "now-", ".tmp");
            try {
                return Files.getLastModifiedTime(probe).toInstant();
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return Instant.now();
        }
    }

    /** Deletes the folder. No result is lost with it. */
    public void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }

    /** Writes the description of the run. */
    public void write(Job job) throws IOException {
        Job.Request request = job.request();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("nonce", job.nonce());
            json.writeStringField("host", job.host());
            json.writeStringField("created", job.created().toString());
            json.writeStringField("executor", job.executor());
            json.writeStringField("workers", Integer.toString(job.workers()));
            json.writeStringField("cpus", Integer.toString(job.cpus()));
            json.writeStringField("program", request.program());
            json.writeStringField("pipeline", request.pipeline().toString());
            json.writeStringField("content", request.content());
            json.writeObjectFieldStart("dataFiles");
            for (var file : request.dataFiles().entrySet()) {
                json.writeStringField(file.getKey(), file.getValue());
            }
            json.writeEndObject();
            json.writeStringField("profile", request.profile());
            write(json, "overrides", request.overrides());
            write(json, "stages", request.stages());
            write(json, "from", request.from());
            json.writeStringField("keepGoing", Boolean.toString(request.keepGoing()));
            json.writeStringField("store", request.store().toString());
            json.writeEndObject();
        }
        WholeFile.write(folder.resolve(RUN), (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads the description of the run.
     *
     * @throws PipelineException if the file is missing or damaged
     */
    public Job read() {
        Path file = folder.resolve(RUN);
        Problems problems = new Problems();
        // JSON is YAML, too.
        Node node = YamlReader.read(file, file.toString(), problems);
        problems.throwIfAny();
        try {
            Node.Mapping run = (Node.Mapping) node;
            return new Job(
                    text(run, "nonce"),
                    text(run, "host"),
                    Instant.parse(text(run, "created")),
                    text(run, "executor"),
                    Integer.parseInt(text(run, "workers")),
                    Integer.parseInt(text(run, "cpus")),
                    request(run));
        } catch (RuntimeException e) {
            throw new PipelineException(
                    SourcePosition.of(file.toString()),
                    "this is not the file of a run, or it is one of another version of this program",
                    "delete its folder; no result is lost with it");
        }
    }

    private static Job.Request request(Node.Mapping run) {
        SortedMap<String, String> dataFiles = new TreeMap<>();
        Node.Mapping files = (Node.Mapping) value(run, "dataFiles");
        files.entries().keySet().forEach(file -> dataFiles.put(file, text(files, file)));
        return new Job.Request(
                text(run, "program"),
                Path.of(text(run, "pipeline")),
                text(run, "content"),
                dataFiles,
                text(run, "profile"),
                texts(run, "overrides"),
                texts(run, "stages"),
                texts(run, "from"),
                Boolean.parseBoolean(text(run, "keepGoing")),
                Path.of(text(run, "store")));
    }

    private static String text(Node.Mapping mapping, String key) {
        return ((Node.Scalar) value(mapping, key)).text();
    }

    private static List<String> texts(Node.Mapping mapping, String key) {
        return ((Node.Sequence) value(mapping, key))
                .items().stream().map(item -> ((Node.Scalar) item).text()).toList();
    }

    private static Node value(Node.Mapping mapping, String key) {
        return Objects.requireNonNull(mapping.get(key));
    }
}
