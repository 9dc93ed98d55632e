package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.TableSchema;

/**
 * Reads the inputs and outputs of a stage whose type lets each stage declare its own: the names under {@code inputs:},
 * and the tables and files under {@code outputs:}.
 *
 * <pre>{@code
 * outputs:
 *   cv:
 *     describe: variability of the spike trains
 *     columns: {population: text, cv: {type: number, unit: "1", describe: coefficient of variation}}
 *   figure: {file: cv.png}
 * }</pre>
 */
public final class PortsReader {

    static final String OUTPUTS = "outputs";

    /** The types of columns by the names that users write. */
    public static final Map<String, ColumnType> COLUMN_TYPES = Map.of(
            "number", ColumnType.FLOAT64,
            "whole-number", ColumnType.INT64,
            "text", ColumnType.TEXT,
            "flag", ColumnType.BOOLEAN);

    private static final List<String> TABLE_KEYS = List.of("columns", "describe", "collect");
    private static final List<String> FILE_KEYS = List.of("file", "describe");
    private static final List<String> COLUMN_KEYS = List.of("type", "unit", "describe");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}");

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "svg", "image/svg+xml",
            "png", "image/png",
            "pdf", "application/pdf",
            "csv", "text/csv",
            "json", "application/json",
            "txt", "text/plain",
            "html", "text/html");

    private final Binder binder;
    private final Problems problems;
    private final Set<String> fileNames = new HashSet<>();

    PortsReader(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    /** Returns a stage's type with the ports that the stage declares. */
    StageType<?> read(StageType<?> type, Node.Mapping stage, Node.Entry owner) {
        List<InputPort> inputs = inputs(stage, true);
        Node.Entry section = stage.entries().get(OUTPUTS);
        if (section == null || isEmpty(section.value())) {
            problems.add(
                    (section == null ? owner : section).keyPosition(),
                    "the stage '" + Spelling.shorten(owner.key()) + "' has no outputs, so it can yield nothing",
                    "declare them: outputs: {NAME: {columns: {COLUMN: number}}}, or {NAME: {file: NAME.png}}");
            return type.withPorts(inputs, List.of());
        }
        List<OutputPort> outputs = new ArrayList<>();
        for (Node.Entry entry : Mappings.entries(section.value(), "a mapping of outputs", problems)) {
            if (isName(entry, "an output")) {
                output(entry).ifPresent(outputs::add);
            }
        }
        return type.withPorts(inputs, outputs);
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Mapping mapping
                ? mapping.entries().isEmpty()
                : node instanceof Node.Scalar scalar && scalar.isNull();
    }

    /** Returns the inputs that a stage declares by connecting them: any tables under any names. */
    List<InputPort> inputs(Node.Mapping stage, boolean oneTablePerPoint) {
        List<InputPort> inputs = new ArrayList<>();
        if (stage.get("inputs") instanceof Node.Mapping ports) {
            for (Node.Entry entry : ports.entries().values()) {
                if (isName(entry, "an input")) {
                    inputs.add(new InputPort(entry.key(), "", List.of(), oneTablePerPoint, false));
                }
            }
        }
        return inputs;
    }

    private boolean isName(Node.Entry entry, String what) {
        boolean isName = StageHeader.isName(entry.key());
        if (!isName) {
            problems.add(
                    entry.keyPosition(),
                    "'" + Spelling.shorten(entry.key()) + "' is not a name for " + what,
                    "begin with a lower-case letter, followed by lower-case letters, digits and -");
        }
        return isName;
    }

    private Optional<? extends OutputPort> output(Node.Entry entry) {
        if (entry.value() instanceof Node.Mapping body) {
            Node file = body.get("file");
            Node columns = body.get("columns");
            if (file != null) {
                Mappings.requireKeys(body, FILE_KEYS, "in an output that is a file", problems);
                return file(entry.key(), body, file);
            } else if (columns != null) {
                Mappings.requireKeys(body, TABLE_KEYS, "in an output that is a table", problems);
                return table(entry.key(), body, columns);
            }
        }
        problems.add(
                entry.keyPosition(),
                "the output '" + entry.key() + "' has neither columns nor a file",
                "write {columns: {COLUMN: number}} or {file: NAME.png}");
        return Optional.empty();
    }

    private Optional<FileOutput> file(String name, Node.Mapping body, Node node) {
        Optional<String> file = binder.text(node);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        int dot = file.get().lastIndexOf('.');
        if (!FILE_NAME.matcher(file.get()).matches()
                || dot < 0
                || dot == file.get().length() - 1) {
            problems.add(
                    node.position(),
                    node.describe() + " is not the name of a file that the script writes into its folder 'outputs'",
                    "write a name with an extension and without folders: letters, digits, '_', '-' and '.'");
            return Optional.empty();
        }
        if (!fileNames.add(file.get())) {
            problems.add(node.position(), "two outputs are the file " + node.describe(), "choose another name");
        }
        String extension = file.get().substring(dot + 1).toLowerCase(Locale.ROOT);
        return Optional.of(new FileOutput(
                name,
                MEDIA_TYPES.getOrDefault(extension, "application/octet-stream"),
                extension,
                describe(body, file.get()),
                file.get()));
    }

    private String describe(Node.Mapping body, String otherwise) {
        return Optional.ofNullable(body.get("describe")).flatMap(binder::text).orElse(otherwise);
    }

    private Optional<TableOutput> table(String name, Node.Mapping body, Node section) {
        List<Column> columns = new ArrayList<>();
        for (Node.Entry entry : Mappings.entries(section, "a mapping of columns", problems)) {
            column(entry).ifPresent(columns::add);
        }
        if (columns.isEmpty()) {
            problems.add(section.position(), "the table '" + name + "' has no columns", "declare at least one");
            return Optional.empty();
        }
        TableSchema schema = new TableSchema(name, describe(body, ""), columns);
        return Optional.of(new TableOutput(schema, isCollected(body)));
    }

    private boolean isCollected(Node.Mapping body) {
        Node collect = body.get("collect");
        String text = collect == null ? "true" : binder.text(collect).orElse("true");
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(
                    Objects.requireNonNull(collect).position(),
                    "'" + text + "' is neither true nor false",
                    "write false");
        }
        return !text.equals("false");
    }

    private Optional<Column> column(Node.Entry entry) {
        if (entry.key().isBlank()) {
            problems.add(entry.keyPosition(), "a column needs a name");
            return Optional.empty();
        }
        Map<String, Node> parts = new HashMap<>();
        if (entry.value() instanceof Node.Mapping body) {
            Mappings.requireKeys(body, COLUMN_KEYS, "in a column", problems);
            body.entries().forEach((key, part) -> parts.put(key, part.value()));
        } else {
            parts.put("type", entry.value());
        }
        Node typeNode = parts.get("type");
        Optional<String> typeName = typeNode == null ? Optional.of("number") : binder.text(typeNode);
        if (typeName.isEmpty()) {
            return Optional.empty();
        }
        ColumnType type = COLUMN_TYPES.get(typeName.get());
        if (type == null) {
            problems.add(
                    Objects.requireNonNull(typeNode).position(),
                    "there is no type of columns " + typeNode.describe(),
                    problems.advice(typeName.get(), COLUMN_TYPES.keySet()));
            return Optional.empty();
        }
        boolean number = type == ColumnType.FLOAT64 || type == ColumnType.INT64;
        Node unit = parts.get("unit");
        if (unit != null && !number) {
            problems.add(unit.position(), "a column of this type has no unit", "remove it");
        }
        return Optional.of(new Column(
                entry.key(),
                type,
                number ? Optional.ofNullable(unit).flatMap(binder::text).orElse("1") : "",
                Optional.ofNullable(parts.get("describe")).flatMap(binder::text).orElse("")));
    }
}
