package org.cb1network.engine.runner.provenance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The runs of a pipeline, one file of JSON lines each: a line about the run, then one for each stage with the keys of its first
 * points. Answers "what ran when" and "what were the keys the last time".
 *
 * <p>No key depends on it: a damaged or missing file costs an explanation, not a result.
 */
public final class RunHistory {

    /** Maximum number of points per stage whose keys are recorded; an explanation needs only examples. */
    public static final int MOST_KEYS = 2000;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SUFFIX = ".jsonl";
    private static final String IDENTITY = "identity";
    private static final String OVERRIDES = "overrides";

    /** Clocks of machines that share a folder may differ by this without one of them being wrong. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    /**
     * Creates a history.
     *
     * @param folder folder of the files, created when the first run is recorded
     */
    public RunHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * A run.
     *
     * @param started when it began
     * @param settings what it was asked for
     * @param outcome {@code done}, {@code failed} or {@code stopped}
     * @param seconds its duration
     * @param stages its stages in order
     */
    public record Run(Instant started, RunSettings settings, String outcome, double seconds, List<StageLine> stages) {
        public Run {
            stages = List.copyOf(stages);
        }

        /** Returns the number of computed points. */
        public int computed() {
            return stages.stream().mapToInt(StageLine::computed).sum();
        }

        /**
         * Returns what was requested, how it ended, and the keys of its stages: equal for runs with the same outcome.
         */
        private List<String> identity() {
            List<String> identity = new ArrayList<>(List.of(settings.file(), settings.toString(), outcome));
            stages.forEach(stage -> identity.add(stage.stage() + " " + stage.key()));
            return identity;
        }

        /** Returns the record of a stage. */
        public Optional<StageLine> stage(String name) {
            return stages.stream().filter(stage -> stage.stage().equals(name)).findFirst();
        }
    }

    /**
     * A stage of a run.
     *
     * @param stage its name
     * @param key key under which the store records the complete stage, in hexadecimal; empty if it could not be planned
     * @param points number of points
     * @param computed number of points computed in that run
     * @param seconds computing time of these points together in s, without waiting
     * @param keys keys of the first points in hexadecimal, by the points' axes as text; only those with a result
     * @param after the stages whose results it needs, sorted
     * @param outputs the outputs that are one artifact for the whole stage, by name; empty if it is not complete
     */
    public record StageLine(
            String stage,
            String key,
            int points,
            int computed,
            double seconds,
            Map<String, String> keys,
            List<String> after,
            Map<String, OutputLine> outputs) {
        public StageLine {
            keys = new LinkedHashMap<>(keys);
            after = List.copyOf(after);
            outputs = new LinkedHashMap<>(outputs);
        }

        /** Creates a stage without known predecessors and outputs. */
        public StageLine(String stage, int points, int computed, double seconds, Map<String, String> keys) {
            this(stage, "", points, computed, seconds, keys, List.of(), Map.of());
        }
    }

    /**
     * An output of a stage.
     *
     * @param digest digest of its content in hexadecimal
     * @param entry key of the store's entry in hexadecimal
     */
    public record OutputLine(String digest, String entry) {}

    /**
     * Returns whether the last recorded run before this one had the same outcome. Runs with a time in the future are
     * ignored.
     *
     * @param run a run; the keys of its points need not be known
     */
    public boolean isRepeated(Run run) throws IOException {
        Optional<Path> last =
                files().stream().filter(file -> !isLater(file, run.started())).findFirst();
        return last.isPresent() && identity(last.get()).equals(run.identity());
    }

    /** Reads only the first line of a file; empty if it is damaged. */
    private static List<String> identity(Path file) throws IOException {
        List<String> identity = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                JsonParser json = JSON.createParser(Objects.requireNonNullElse(lines.readLine(), ""))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY && IDENTITY.equals(json.currentName())) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        identity.add(json.getText());
                    }
                }
            }
            return identity;
        } catch (JsonProcessingException | CharacterCodingException damaged) {
            return List.of();
        }
    }

    /**
     * Adds a run.
     *
     * @throws IOException if the file cannot be written
     */
    public void add(Run run) throws IOException {
        Files.createDirectories(folder);
        // Runs may begin in the same millisecond.
        String name =
                FILE_NAME.format(run.started()) + "-" + ProcessHandle.current().pid() + "-" + run.hashCode();
        // Not Files.createTempFile, whose files no other user can read.
        Path temporary = folder.resolve(name + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                writeLine(out, json -> writeRun(json, run));
                for (StageLine stage : run.stages()) {
                    writeLine(out, json -> writeStage(json, stage));
                }
            }
            Files.move(temporary, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Returns the runs, the latest first, without files that cannot be read. Runs are read one by one: close the
     * stream.
     */
    public Stream<Run> latestFirst() throws IOException {
        return latestFirst(settings -> true);
    }

    /** Returns the mean computing time of a point in s, by stage, from the latest of the runs that computed points of it. */
    public static Map<String, Double> secondsOfPoints(Stream<Run> latestFirst) {
        Map<String, Double> seconds = new HashMap<>();
        latestFirst
                .flatMap(run -> run.stages().stream())
                .filter(stage -> stage.computed() > 0)
                .forEach(stage -> seconds.putIfAbsent(stage.stage(), stage.seconds() / stage.computed()));
        return seconds;
    }

    /** The runs with certain settings, the latest first. Of others no more than the first line is read. */
    public Stream<Run> latestFirst(Predicate<RunSettings> wanted) throws IOException {
        return files().stream().map(file -> read(file, wanted)).flatMap(Optional::stream);
    }

    /** The settings of all runs, each once, the latest first. */
    public Set<RunSettings> settings() throws IOException {
        Set<RunSettings> all = new LinkedHashSet<>();
        for (Path file : files()) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                all.add(settings(fields(Objects.requireNonNullElse(lines.readLine(), ""))));
            } catch (IOException | RuntimeException damaged) {
                // As everywhere, it is left out.
            }
        }
        return all;
    }

    /** Whether a file is named after a time that is later than another one. */
    private static boolean isLater(Path file, Instant time) {
        return file.getFileName().toString().compareTo(FILE_NAME.format(time) + SUFFIX) > 0;
    }

    /** The files of the runs, the latest first; those that a wrong clock has put into the future come last. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Instant soon = Instant.now().plus(CLOCKS_DIFFER_BY);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing((Path file) -> !isLater(file, soon))
                            .thenComparing(file -> file.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<Run> read(Path file, Predicate<RunSettings> wanted) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Map<String, List<String>> head = fields(Objects.requireNonNullElse(lines.readLine(), ""));
            RunSettings settings = settings(head);
            if (!wanted.test(settings)) {
                return Optional.empty();
            }
            List<StageLine> stages = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stages.add(stage(line));
            }
            return Optional.of(new Run(
                    Instant.parse(field(head, "started")),
                    settings,
                    field(head, "outcome"),
                    Double.parseDouble(field(head, "seconds")),
                    stages));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static StageLine stage(String line) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> after = new ArrayList<>();
        Map<String, OutputLine> outputs = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("keys")) {
                    readKeys(json, keys);
                } else if (name.equals("outputs")) {
                    readOutputs(json, outputs);
                } else if (name.equals("after")) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        after.add(json.getText());
                    }
                } else if (value.isStructStart()) {
                    // Written by a later version of this program.
                    json.skipChildren();
                } else {
                    fields.put(name, json.getText());
                }
            }
        }
        return new StageLine(
                fields.getOrDefault("stage", ""),
                fields.getOrDefault("key", ""),
                Integer.parseInt(fields.getOrDefault("points", "")),
                Integer.parseInt(fields.getOrDefault("computed", "")),
                Double.parseDouble(fields.getOrDefault("seconds", "")),
                keys,
                after,
                outputs);
    }

    private static void readKeys(JsonParser json, Map<String, String> keys) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String point = json.currentName();
            keys.put(point, json.nextTextValue());
        }
    }

    private static void readOutputs(JsonParser json, Map<String, OutputLine> outputs) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            outputs.put(name, new OutputLine(json.nextTextValue(), json.nextTextValue()));
            json.nextToken();
        }
    }

    private static RunSettings settings(Map<String, List<String>> head) {
        return new RunSettings(
                field(head, "file"),
                field(head, "pipeline"),
                field(head, "profile"),
                head.getOrDefault(OVERRIDES, List.of()));
    }

    private static String field(Map<String, List<String>> head, String name) {
        return head.getOrDefault(name, List.of("")).get(0);
    }

    /** The values and lists of values in a line. */
    private static Map<String, List<String>> fields(String line) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    List<String> values = new ArrayList<>();
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        values.add(json.getText());
                    }
                    fields.put(name, values);
                } else if (value.isStructStart()) {
                    json.skipChildren();
                } else {
                    fields.put(name, List.of(json.getText()));
                }
            }
        }
        return fields;
    }

    private static void writeRun(JsonGenerator json, Run run) throws IOException {
        json.writeStringField("started", run.started().toString());
        json.writeStringField("file", run.settings().file());
        json.writeStringField("pipeline", run.settings().pipeline());
        json.writeStringField("profile", run.settings().profile());
        writeTexts(json, OVERRIDES, run.settings().overrides());
        json.writeStringField("outcome", run.outcome());
        json.writeNumberField("seconds", run.seconds());
        writeTexts(json, IDENTITY, run.identity());
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeStage(JsonGenerator json, StageLine stage) throws IOException {
        json.writeStringField("stage", stage.stage());
        json.writeStringField("key", stage.key());
        json.writeNumberField("points", stage.points());
        json.writeNumberField("computed", stage.computed());
        json.writeNumberField("seconds", stage.seconds());
        json.writeObjectFieldStart("keys");
        for (Map.Entry<String, String> key : stage.keys().entrySet()) {
            json.writeStringField(key.getKey(), key.getValue());
        }
        json.writeEndObject();
        writeTexts(json, "after", stage.after());
        json.writeObjectFieldStart("outputs");
        for (Map.Entry<String, OutputLine> output : stage.outputs().entrySet()) {
            json.writeArrayFieldStart(output.getKey());
            json.writeString(output.getValue().digest());
            json.writeString(output.getValue().entry());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static void writeLine(Writer out, Content content) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        }
        out.append(line.getBuffer()).append('\n');
    }
}
