package org.cb1network.tools.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.schema.PipelineSchema;

/**
 * The reference of {@code pipeline.yaml}, from its JSON Schema: each section with its keys, their values, defaults and meaning. A value
 * that has keys of its own is a section below; one whose keys depend on its {@code type} has a section for each type.
 */
final class SchemaReference {

    private static final String DEFINITIONS = "#/$defs/";
    private static final String KEYS_OF_USER = "NAME";

    private static final String ANY = "a value";

    /** The alternative of a reference, which every value has; the page mentions it once. */
    private static final String OR_REFERENCE = ", or a reference";

    /** The text form of a number. The alternative for the number itself is described instead. */
    private static final String NUMBER = "a number without unit";

    private final JsonNode schema;
    private final KeyExamples examples;
    private final StringBuilder text = new StringBuilder();

    /** The sections still to be written, by title. */
    private final Map<String, JsonNode> waiting = new LinkedHashMap<>();

    private SchemaReference(JsonNode schema, KeyExamples examples) {
        this.schema = schema;
        this.examples = examples;
    }

    /**
     * Returns the page.
     *
     * @param pipelines pipeline files from which examples are taken, the simplest one first
     */
    static String markdown(StageCatalog catalog, List<Path> pipelines) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(PipelineSchema.ofCompleteStages(catalog));
        return new SchemaReference(schema, KeyExamples.of(schema, pipelines)).page();
    }

    private String page() {
        text.append("# pipeline.yaml\n\n")
                .append(
                        "Every key, from the same records as the checks and the schema for editors, with examples from the pipelines of the repository. ")
                .append("`")
                .append(KEYS_OF_USER)
                .append("` stands for names of your own. ")
                .append(
                        "A key whose default is *required* must be given, for a stage by its `with:`, its sweep or a profile; one with neither may be left out. Wherever a value is expected, `${stage.output.column}` ")
                .append("or `${choices.NAME}` may stand for one that the pipeline computes.\n");
        waiting.put("top level", schema);
        Map<String, JsonNode> definitions = new LinkedHashMap<>();
        schema.get("$defs").properties().forEach(one -> definitions.put(one.getKey(), one.getValue()));
        writeWaiting();
        definitions.forEach((name, node) -> {
            if (!name.equals("reference")) {
                waiting.put(name, node);
                writeWaiting();
            }
        });
        return text.toString();
    }

    private void writeWaiting() {
        while (!waiting.isEmpty()) {
            Map.Entry<String, JsonNode> next = waiting.entrySet().iterator().next();
            waiting.remove(next.getKey());
            write(next.getKey(), next.getValue());
        }
    }

    private void write(String title, JsonNode section) {
        JsonNode keys = keysOf(section);
        text.append("\n## ").append(title).append("\n\n");
        String description = section.path("description").asText();
        if (!description.isEmpty()) {
            text.append(Markdown.sentence(description)).append("\n\n");
        }
        List<JsonNode> kinds = kinds(section);
        Map<String, JsonNode> nested = new LinkedHashMap<>();
        if (keys.size() > 0 || section.has("additionalProperties")) {
            text.append("| key | meaning | value | default | example |\n|---|---|---|---|---|\n");
            keys.properties().forEach(key -> row(title, key.getKey(), key.getValue(), section, nested));
            JsonNode others = section.path("additionalProperties");
            if (others.isObject()) {
                row(title, KEYS_OF_USER, others, section, nested);
            }
        } else if (kinds.isEmpty()) {
            text.append("Its value: ").append(value(section)).append(".\n");
        }
        for (JsonNode kind : kinds) {
            String type = kind.path("properties").path("type").path("const").asText();
            waiting.put(title + ": " + type, kind);
        }
        waiting.putAll(nested);
    }

    /** Returns the keys of a section: its own, or those of the alternative that has keys. */
    private static JsonNode keysOf(JsonNode section) {
        for (JsonNode alternative : section.path("anyOf")) {
            if (alternative.has("properties")) {
                return alternative.get("properties");
            }
        }
        return section.path("properties");
    }

    /** Returns the variants of a section, if they depend on its key {@code type}. */
    private static List<JsonNode> kinds(JsonNode section) {
        return stream(section.path("allOf"))
                .filter(rule -> rule.path("if").path("properties").has("type"))
                .map(rule -> rule.get("then"))
                .toList();
    }

    private void row(String title, String key, JsonNode value, JsonNode section, Map<String, JsonNode> nested) {
        boolean required =
                stream(section.path("required")).anyMatch(name -> name.asText().equals(key));
        text.append("| `").append(key).append("` | ");
        text.append(Markdown.text(description(value))).append(" | ");
        text.append(shown(title.equals("top level") ? key : title + "." + key, value, nested));
        String standard = value.has("default") ? plain(value.get("default")) : "";
        text.append(" | ").append(!standard.isEmpty() ? code(standard) : required ? "*required*" : "");
        text.append(" | ").append(code(examples.of(value))).append(" |\n");
    }

    /** Returns the description of a key, otherwise that of the definition to which it refers. */
    private String description(JsonNode value) {
        JsonNode defined =
                value.has("$ref") ? schema.at(value.get("$ref").asText().substring(1)) : value;
        return value.path("description").asText(defined.path("description").asText());
    }

    /** Describes the value of a key. One that has keys of its own is a section below, or each value of a mapping of names is. */
    private static String shown(String key, JsonNode value, Map<String, JsonNode> nested) {
        if (!hasKeys(value)) {
            return value(value);
        }
        JsonNode named = value.path("additionalProperties");
        if (named.isObject() && keysOf(value).isEmpty() && kinds(value).isEmpty()) {
            return "a mapping from names to " + shown(key + "." + KEYS_OF_USER, named, nested);
        }
        nested.put(key, value);
        return "[a mapping](#" + anchor(key) + ")";
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + value.replace("|", "\\|") + "`";
    }

    private static boolean hasKeys(JsonNode value) {
        return keysOf(value).size() > 0
                || value.path("additionalProperties").isObject()
                || !kinds(value).isEmpty();
    }

    /** Returns the anchor of a heading. */
    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String plain(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }

    /** Describes a value in words. */
    private static String value(JsonNode value) {
        if (value.has("$ref")) {
            String name = value.get("$ref").asText().substring(DEFINITIONS.length());
            return name.equals("reference") ? "" : "[" + name + "](#" + anchor(name) + ")";
        }
        if (value.has("const")) {
            return "`" + plain(value.get("const")) + "`";
        }
        if (value.has("enum")) {
            return list(stream(value.get("enum")).map(one -> "`" + plain(one) + "`"));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (value.has(choice)) {
                List<String> items =
                        stream(value.get(choice)).map(SchemaReference::value).toList();
                return list(items.stream().filter(item -> !(item.equals(NUMBER) && items.size() > 1)));
            }
        }
        if (value.has("patternErrorMessage")) {
            return Markdown.text(value.get("patternErrorMessage").asText().replace(OR_REFERENCE, ""));
        }
        return typed(value);
    }

    private static String typed(JsonNode value) {
        List<String> types = new ArrayList<>();
        if (value.path("type").isArray()) {
            value.get("type").forEach(type -> types.add(type.asText()));
        } else if (value.has("type")) {
            types.add(value.get("type").asText());
        }
        if (types.contains("array")) {
            String of = value.has("items") ? value(value.get("items")) : "";
            return of.isEmpty() || of.equals(ANY) ? "a list" : "a list of: " + of;
        }
        if (types.contains("object")) {
            return "a mapping";
        }
        if (types.equals(List.of("string", "number", "boolean"))) {
            return ANY;
        }
        return switch (String.join(" ", types)) {
            case "integer" -> "a whole number" + range(value);
            case "number" -> "a number" + range(value);
            case "boolean" -> "`true` or `false`";
            case "string" -> value.path("pattern").asText().contains("\\.\\.") ? "a range `a..b`" : "text";
            default -> ANY;
        };
    }

    private static String range(JsonNode value) {
        return limit(" from ", value.path("minimum"))
                + limit(" above ", value.path("exclusiveMinimum"))
                + limit(" to ", value.path("maximum"))
                + limit(" below ", value.path("exclusiveMaximum"));
    }

    private static String limit(String preposition, JsonNode number) {
        return number.isMissingNode() ? "" : preposition + plain(number);
    }

    private static String list(Stream<String> items) {
        return items.filter(item -> !item.isEmpty()).distinct().collect(Collectors.joining(" or "));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
