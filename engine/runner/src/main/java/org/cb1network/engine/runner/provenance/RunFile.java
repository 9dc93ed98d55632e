package org.cb1network.engine.runner.provenance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The file of a run: a line of JSON about the run, then one for each stage with the keys of its first points. */
final class RunFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String OVERRIDES = "overrides";

    private RunFile() {}

    static void write(RunHistory.Run run, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writeLine(out, json -> writeRun(json, run));
            for (RunHistory.StageLine stage : run.stages()) {
                writeLine(out, json -> writeStage(json, stage));
            }
        }
    }

    /** Reads the settings of a run; empty if the file is damaged. */
    static Optional<RunSettings> settings(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Optional.of(settings(fields(Objects.requireNonNullElse(lines.readLine(), ""))));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** Reads a run if its settings are wanted; otherwise reads only the first line. Empty if the file is damaged. */
    static Optional<RunHistory.Run> read(Path file, Predicate<RunSettings> wanted) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Map<String, List<String>> head = fields(Objects.requireNonNullElse(lines.readLine(), ""));
            RunSettings settings = settings(head);
            if (!wanted.test(settings)) {
                return Optional.empty();
            }
            List<RunHistory.StageLine> stages = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stages.add(stage(line));
            }
            return Optional.of(new RunHistory.Run(
                    Instant.parse(field(head, "started")),
                    settings,
                    field(head, "outcome"),
                    Double.parseDouble(field(head, "seconds")),
                    stages));
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static RunHistory.StageLine stage(String line) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> after = new ArrayList<>();
        Map<String, RunHistory.OutputLine> outputs = new LinkedHashMap<>();
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
        return new RunHistory.StageLine(
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

    private static void readOutputs(JsonParser json, Map<String, RunHistory.OutputLine> outputs) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            outputs.put(name, new RunHistory.OutputLine(json.nextTextValue(), json.nextTextValue()));
            json.nextToken();
        }
    }

    private static RunSettings settings(Map<String, List<String>> head) {
        if (field(head, "pipeline").isEmpty()) {
            throw new IllegalArgumentException("this is not the record of a run: it names no pipeline");
        }
        return new RunSettings(
                field(head, "file"),
                field(head, "pipeline"),
                field(head, "profile"),
                head.getOrDefault(OVERRIDES, List.of()));
    }

    private static String field(Map<String, List<String>> head, String name) {
        return head.getOrDefault(name, List.of("")).get(0);
    }

    /** Returns the values and lists of values in a line. */
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

    private static void writeRun(JsonGenerator json, RunHistory.Run run) throws IOException {
        json.writeStringField("started", run.started().toString());
        json.writeStringField("file", run.settings().file());
        json.writeStringField("pipeline", run.settings().pipeline());
        json.writeStringField("profile", run.settings().profile());
        writeTexts(json, OVERRIDES, run.settings().overrides());
        json.writeStringField("outcome", run.outcome());
        json.writeNumberField("seconds", run.seconds());
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeStage(JsonGenerator json, RunHistory.StageLine stage) throws IOException {
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
        for (Map.Entry<String, RunHistory.OutputLine> output : stage.outputs().entrySet()) {
            json.writeArrayFieldStart(output.getKey());
            json.writeString(output.getValue().digest());
            json.writeString(output.getValue().entry());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static void writeLine(Writer out, Fields content) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        }
        out.append(line.getBuffer()).append('\n');
    }
}
