package org.cb1network.tools.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Node.Mapping;
import org.cb1network.engine.runner.spec.yaml.Node.Scalar;
import org.cb1network.engine.runner.spec.yaml.Node.Sequence;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;

/** For each key of the JSON Schema a value that a pipeline of the repository gives it. */
final class KeyExamples {

    /** Longer values would not fit into a table. */
    private static final int MOST_CHARACTERS = 40;

    private final JsonNode schema;

    /** The examples by the schema of their key: one object for each key. */
    private final IdentityHashMap<JsonNode, String> values = new IdentityHashMap<>();

    private KeyExamples(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * Returns the values that pipelines give to the keys of a schema. A value of an earlier pipeline is preferred to one of a later
     * pipeline.
     */
    static KeyExamples of(JsonNode schema, List<Path> pipelines) {
        KeyExamples examples = new KeyExamples(schema);
        for (Path pipeline : pipelines) {
            examples.collect(schema, YamlReader.read(pipeline, pipeline.toString(), new Problems()));
        }
        return examples;
    }

    /** Returns a value of a key, or an empty text if no pipeline has a short one. */
    String of(JsonNode key) {
        return values.getOrDefault(key, "");
    }

    private void collect(JsonNode rules, Node value) {
        if (rules.has("$ref")) {
            collect(schema.at(rules.get("$ref").asText().substring(1)), value);
        } else if (value instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> collectKey(rules, name, entry.value()));
            for (String choice : List.of("anyOf", "oneOf")) {
                rules.path(choice).forEach(alternative -> collect(alternative, value));
            }
            for (JsonNode rule : rules.path("allOf")) {
                if (holds(rule.path("if"), mapping)) {
                    collect(rule.path("then"), value);
                }
            }
        }
    }

    private void collectKey(JsonNode rules, String name, Node value) {
        JsonNode key = rules.path("properties").path(name);
        if (key.isMissingNode()) {
            key = rules.path("additionalProperties");
        }
        if (key.isObject()) {
            String text = text(value);
            if (!text.isEmpty() && text.length() <= MOST_CHARACTERS) {
                values.putIfAbsent(key, text);
            }
            collect(key, value);
        }
    }

    /** Whether a value has the constants that a condition of the schema asks for. */
    private static boolean holds(JsonNode condition, Mapping value) {
        return condition.path("properties").properties().stream()
                .allMatch(key -> value.get(key.getKey()) instanceof Scalar scalar
                        && scalar.text().equals(key.getValue().path("const").asText()));
    }

    /** Returns a single value or a list of them as in YAML; the text is empty for anything else. */
    private static String text(Node value) {
        if (value instanceof Scalar scalar) {
            return scalar.isNull() ? "" : scalar.text();
        }
        if (value instanceof Sequence list && list.items().stream().allMatch(Scalar.class::isInstance)) {
            return list.items().stream().map(KeyExamples::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return "";
    }
}
