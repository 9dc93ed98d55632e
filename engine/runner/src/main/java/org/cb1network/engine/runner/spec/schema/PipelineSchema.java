package org.cb1network.engine.runner.spec.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.RemoteSettings;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ParameterTypes;
import org.cb1network.engine.runner.spec.read.Header;
import org.cb1network.engine.runner.spec.read.PortsReader;
import org.cb1network.engine.runner.spec.read.StageReader;
import org.cb1network.engine.runner.spec.sample.SampleSettings;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;

/**
 * Writes the JSON Schema (draft 2020-12) of {@code pipeline.yaml}, so that editors complete keys, show descriptions and
 * mark errors. Only the reader checks what a schema cannot express, such as the existence of names; the schema accepts
 * everything that the reader accepts.
 */
public final class PipelineSchema {

    private static final String NAME = "^[\\p{L}\\p{N}][\\p{L}\\p{N}_/+-]*$";
    private static final String STAGE_NAME = "^[a-z][a-z0-9-]*$";

    private static final String REFERENCE = "^\\$\\{[^.{}]+\\.[^.{}]+\\}$";

    private final StageCatalog catalog;
    private final TypeSchema types = new TypeSchema(true);
    private final TypeSchema literals = new TypeSchema(false);

    /** Whether parameters of stages that must be given somewhere are required where a stage is written. */
    private final boolean complete;

    private PipelineSchema(StageCatalog catalog, boolean complete) {
        this.catalog = catalog;
        this.complete = complete;
    }

    /** Returns the schema for the stage types of a catalog, indented, with a line feed at the end. */
    public static String json(StageCatalog catalog) {
        return new PipelineSchema(catalog, false).json();
    }

    /**
     * Returns the same schema with the required parameters of stages marked as such. Pipelines need not conform to it, because an axis or a
     * profile may give them.
     */
    public static String ofCompleteStages(StageCatalog catalog) {
        return new PipelineSchema(catalog, true).json();
    }

    private String json() {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter);
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            write(document(), generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else {
            generator.writeString(value.toString());
        }
    }

    /** Returns a JSON object from alternating keys and values. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    private Map<String, Object> document() {
        Structure header = ParameterTypes.of(Header.class);
        Map<String, Object> properties = new LinkedHashMap<>();
        header.fields().forEach(field -> properties.put(field.key(), literals.field(field)));
        if (model().isPresent()) {
            properties.put(StageSpec.MODEL, reference(StageSpec.MODEL));
            properties.put("circuits", circuits());
            properties.put("conditions", conditions());
        }
        properties.put("choices", choices());
        properties.put("stages", stages());
        properties.put("profiles", profiles(properties.keySet().stream().toList()));
        properties.put(
                "plugins",
                object(
                        "description",
                        "Jars with custom stage types, relative to this file.",
                        "type",
                        "array",
                        "items",
                        object("type", "string")));
        properties.put("executors", literals.schema(ParameterTypes.of(ExecutorSettings.class), false));
        properties.put(
                "remotes",
                object(
                        "description",
                        "Places with results of others, by name; results do not depend on them.",
                        "type",
                        "object",
                        "additionalProperties",
                        literals.schema(ParameterTypes.of(RemoteSettings.class), complete)));
        return object(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "pipeline.yaml",
                "description",
                header.description(),
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("pipeline", "seed", "stages"),
                "additionalProperties",
                false,
                "$defs",
                definitions());
    }

    static Map<String, Object> reference(String definition) {
        return object("$ref", "#/$defs/" + definition);
    }

    private Optional<Structure> model() {
        return catalog.document(StageSpec.MODEL, List.of());
    }

    private Map<String, Object> definitions() {
        Map<String, Object> definitions = object("reference", types.reference());
        model().ifPresent(model -> definitions.put(StageSpec.MODEL, types.schema(model, true)));
        definitions.putAll(
                object("paths", paths(), "axis", axis(), "sample", sample(), "sweep", sweep(), "stage", stage()));
        for (Stage<?> stage : catalog.stages()) {
            Structure parameters = catalog.parameters(stage.type().name());
            definitions.put("with-" + stage.type().name(), types.schema(parameters, complete));
        }
        return definitions;
    }

    private static Map<String, Object> names(String description, Object element) {
        return object(
                "description",
                description,
                "type",
                List.of("object", "null"),
                "propertyNames",
                object("pattern", NAME),
                "additionalProperties",
                element);
    }

    private Map<String, Object> circuits() {
        return names(
                "Named parts of the model: the names of the entries to keep. Entries that connect two of them are kept, too.",
                object("type", "array", "items", types.text(), "minItems", 1));
    }

    private static Map<String, Object> conditions() {
        return names("Named changes of the model: paths in it, with other values.", reference("paths"));
    }

    private static Map<String, Object> paths() {
        return object(
                "description",
                "Paths in the model, such as 'time-step', with their new values",
                "type",
                List.of("object", "null"));
    }

    private Map<String, Object> choices() {
        Map<String, Object> single = object("type", List.of("string", "number", "boolean"));
        Map<String, Object> choice = object(
                "type",
                "object",
                "properties",
                object(
                        "computed", described(single, "the value that the pipeline computes, ${stage.output.column}"),
                        "published", described(single, "the value that was published"),
                        "confidence",
                                described(
                                        object("type", "string"),
                                        "how sure the computed value is, ${stage.output.column}"),
                        "use",
                                object(
                                        "description", "which of the two values the pipeline uses",
                                        "enum", List.of("computed", "published"),
                                        "default", "computed")),
                "required",
                List.of("computed", "published"),
                "additionalProperties",
                false);
        return names("Results that become parameters, referred to as ${choices.NAME}.", choice);
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> result = object("description", description);
        result.putAll(schema);
        return result;
    }

    private static Map<String, Object> stages() {
        return object(
                "description",
                "The stages by name.",
                "type",
                "object",
                "minProperties",
                1,
                "propertyNames",
                object("pattern", STAGE_NAME),
                "additionalProperties",
                reference("stage"));
    }

    /** Returns the schema of profiles. A profile may contain any part of the document, so nothing in it is required. */
    private static Map<String, Object> profiles(List<String> keys) {
        Map<String, Object> any = new LinkedHashMap<>();
        keys.forEach(key -> any.put(key, object("description", "overrides '" + key + "' of the document")));
        return names(
                "Named overrides of this document, selected with --profile.",
                object("type", List.of("object", "null"), "properties", any, "additionalProperties", false));
    }

    private Map<String, Object> axis() {
        Map<String, Object> value = object("type", List.of("string", "number", "boolean"));
        Map<String, Object> values = object("type", "array", "items", value, "minItems", 1);
        Map<String, Object> range = object("type", "string", "pattern", "^\\s*-?[0-9]+\\s*\\.\\.\\s*-?[0-9]+\\s*$");
        Map<String, Object> path = object("type", "string");
        Map<String, Object> grid = object(
                "type",
                "object",
                "properties",
                object(
                        "set",
                                object(
                                        "description",
                                        "the parameter that the axis sets: a path in the model, or 'with.' and a path in the stage's own parameters; or a list of them",
                                        "anyOf",
                                        List.of(path, object("type", "array", "items", path, "minItems", 1))),
                        "values", described(object("anyOf", List.of(values, range)), "the values"),
                        "from", described(value, "the first value"),
                        "to", described(value, "the last value"),
                        "count",
                                object(
                                        "description",
                                        "number of evenly spaced values from the first to the last",
                                        "type",
                                        "integer",
                                        "minimum",
                                        2),
                        "step", described(value, "the distance between values"),
                        "scale",
                                described(
                                        object("enum", List.of("linear", "log")),
                                        "the scale on which the values of a count are even"),
                        "also", described(object("anyOf", List.of(value, values)), "additional values")),
                "additionalProperties",
                false);
        Map<String, Object> paired = object(
                "type",
                "object",
                "properties",
                object(
                        "paired",
                        object(
                                "description",
                                "axes whose values are in step: all have as many",
                                "type",
                                "object",
                                "minProperties",
                                1,
                                "additionalProperties",
                                object("anyOf", List.of(values, range, grid)))),
                "required",
                List.of("paired"),
                "additionalProperties",
                false);
        return object("anyOf", List.of(values, range, grid, paired));
    }

    /** Returns the schema of a sample: its settings, and the factors under 'over'. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> sample() {
        Map<String, Object> value = object("type", List.of("string", "number"));
        Map<String, Object> path = object("type", "string");
        Map<String, Object> factor = object(
                "type",
                "object",
                "properties",
                object(
                        "set",
                                object(
                                        "description",
                                        "the parameter that the factor changes: a path in the model, or 'with.' and a path in the stage's own parameters; or a list of them",
                                        "anyOf",
                                        List.of(path, object("type", "array", "items", path, "minItems", 1))),
                        "from", described(value, "the smallest value"),
                        "to", described(value, "the largest value"),
                        "scale",
                                described(
                                        object("enum", List.of("linear", "log")), "the scale on which values are even"),
                        "within",
                                described(
                                        value,
                                        "half-width of the range relative to the base value, such as 10 %; in place of 'from' and 'to'"),
                        "of",
                                described(
                                        value,
                                        "what the half-width refers to, if not the base value: for a potential, a distance")),
                "additionalProperties",
                false);
        Map<String, Object> paired = object(
                "type",
                "object",
                "properties",
                object(
                        "paired",
                        object(
                                "description",
                                "factors that change together",
                                "type",
                                "object",
                                "minProperties",
                                1,
                                "additionalProperties",
                                factor)),
                "required",
                List.of("paired"),
                "additionalProperties",
                false);
        Map<String, Object> sample = new LinkedHashMap<>(types.schema(ParameterTypes.of(SampleSettings.class), false));
        Map<String, Object> properties = new LinkedHashMap<>((Map<String, Object>) sample.get("properties"));
        properties.put(
                "over",
                object(
                        "description",
                        "the factors by name, each with its range",
                        "type",
                        "object",
                        "minProperties",
                        1,
                        "additionalProperties",
                        object("anyOf", List.of(factor, paired))));
        Map<String, Object> within = (Map<String, Object>) properties.get("within");
        properties.put("within", object("anyOf", List.of(value, within)));
        sample.put("properties", properties);
        return sample;
    }

    private Map<String, Object> sweep() {
        Map<String, Object> number = object("type", "integer", "minimum", 1);
        Map<String, Object> replicate = object(
                "description",
                "repetitions with different seeds: a count, a..b, or a list of numbers",
                "anyOf",
                List.of(
                        number,
                        object("type", "string", "pattern", "^\\s*[0-9]+\\s*\\.\\.\\s*[0-9]+\\s*$"),
                        object("type", "array", "items", number, "minItems", 1),
                        object("type", "object")));
        return object(
                "description",
                        "The axes, the first one slowest. The points are their cross product. An axis replaces the value under 'with' or in the model; what a condition of the stage or its 'set' gives is not replaced, but refused.",
                "type", List.of("object", "null"),
                "properties",
                        object(
                                "condition",
                                        object(
                                                "description",
                                                "names of conditions",
                                                "type",
                                                "array",
                                                "items",
                                                types.text(),
                                                "minItems",
                                                1),
                                "replicate", replicate,
                                "each",
                                        object(
                                                "description", "a stage; this one runs once for each of its points",
                                                "type", "string"),
                                "sample", reference("sample")),
                "propertyNames", object("pattern", STAGE_NAME),
                "additionalProperties", reference("axis"));
    }

    private Map<String, Object> stage() {
        Map<String, Object> properties = object(
                "run",
                object(
                        "description",
                        "the type of the stage",
                        "oneOf",
                        catalog.stages().stream()
                                .map(Stage::type)
                                .map(type -> object("const", type.name(), "description", type.summary()))
                                .toList()),
                "describe",
                described(types.text(), "the purpose of the stage"),
                "circuit",
                described(types.text(), "the part of the model that it uses; by default the whole model"),
                "condition",
                described(types.text(), "the condition of the model"),
                "set",
                reference("paths"),
                "with",
                object("description", "the parameters of the stage"),
                "inputs",
                object("description", "the outputs of other stages that it reads"),
                "outputs",
                object("description", "the outputs, for types of stages that declare their own"),
                "sweep",
                reference("sweep"),
                StageReader.POINT_TIME,
                described(
                        literals.schema(StageReader.TIME, true),
                        "the expected computing time of a point, for forecasts until it has been measured; no key depends on it"));
        return object(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("run"),
                "additionalProperties",
                false,
                "allOf",
                catalog.stages().stream().map(stage -> ifType(stage.type())).toList());
    }

    private Map<String, Object> ifType(StageType<?> type) {
        Map<String, Object> properties = object("with", reference("with-" + type.name()), "inputs", inputs(type));
        properties.put("outputs", type.declaresPorts() ? outputs() : false);
        boolean hasModel =
                catalog.parameters(type.name()).taking(StageSpec.MODEL).isPresent();
        if (!hasModel) {
            properties.put("circuit", false);
            properties.put("condition", false);
            properties.put("set", false);
        }
        Map<String, Object> then = object("properties", properties);
        if (!required(type).isEmpty() || type.ports() != StageType.Ports.FIXED) {
            then.put("required", List.of(type.declaresPorts() ? "outputs" : "inputs"));
        }
        return object(
                "if",
                object("properties", object("run", object("const", type.name())), "required", List.of("run")),
                "then",
                then);
    }

    /** Returns the schema of outputs that a stage declares. */
    private Map<String, Object> outputs() {
        Object kind = object(
                "description",
                "what the cells are",
                "enum",
                PortsReader.COLUMN_TYPES.keySet().stream().sorted().toList());
        Object column = object(
                "type",
                "object",
                "properties",
                object(
                        "type", kind,
                        "unit", described(types.text(), "the unit of the numbers"),
                        "describe", described(types.text(), "what the column is")),
                "additionalProperties",
                false);
        Object table = object(
                "description",
                "a table, as NAME.csv or NAME.arrow",
                "type",
                "object",
                "properties",
                object(
                        "columns",
                                object(
                                        "type",
                                        "object",
                                        "minProperties",
                                        1,
                                        "additionalProperties",
                                        object("anyOf", List.of(kind, column))),
                        "describe", described(types.text(), "what a row is"),
                        "collect",
                                object(
                                        "description",
                                        "whether the rows of all points of a sweep become one table",
                                        "type",
                                        "boolean",
                                        "default",
                                        true)),
                "required",
                List.of("columns"),
                "additionalProperties",
                false);
        Object file = object(
                "description",
                "a file, such as a figure",
                "type",
                "object",
                "properties",
                object(
                        "file", described(types.text(), "its name, with extension and without folders"),
                        "describe", described(types.text(), "what it shows")),
                "required",
                List.of("file"),
                "additionalProperties",
                false);
        return object(
                "description",
                "the tables and files that the stage writes, by name",
                "type",
                "object",
                "minProperties",
                1,
                "propertyNames",
                object("pattern", STAGE_NAME),
                "additionalProperties",
                object("anyOf", List.of(table, file)));
    }

    private static Map<String, Object> inputs(StageType<?> type) {
        if (type.ports() != StageType.Ports.FIXED) {
            return object(
                    "description",
                    "tables, by names of your choice",
                    "type",
                    List.of("object", "null"),
                    "propertyNames",
                    object("pattern", STAGE_NAME),
                    "additionalProperties",
                    object("type", "string", "pattern", REFERENCE));
        }
        Map<String, Object> ports = new LinkedHashMap<>();
        for (InputPort port : type.inputs()) {
            ports.put(port.name(), object("description", port.description(), "type", "string", "pattern", REFERENCE));
        }
        return object(
                "type",
                ports.isEmpty() ? List.of("object", "null") : "object",
                "properties",
                ports,
                "required",
                required(type),
                "additionalProperties",
                false);
    }

    /** Returns the inputs that must be connected. */
    private static List<String> required(StageType<?> type) {
        return type.inputs().stream()
                .filter(port -> !port.optional())
                .map(InputPort::name)
                .toList();
    }
}
