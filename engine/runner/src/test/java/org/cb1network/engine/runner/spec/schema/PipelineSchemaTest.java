package org.cb1network.engine.runner.spec.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.cb1network.engine.runner.spec.Documents.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.Documents;
import org.cb1network.engine.runner.spec.TestStages;
import org.cb1network.engine.runner.spec.bind.Decimals;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.junit.jupiter.api.Test;

/** The schema accepts what the reader accepts; both reject errors that a schema can detect. */
class PipelineSchemaTest {

    private static final String TEXT = PipelineSchema.json(TestStages.catalog());
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonSchema SCHEMA =
            FACTORY.getSchema(TEXT, SchemaValidatorsConfig.builder().build());

    private static Set<String> schemaProblems(String yaml) {
        Node root = YamlReader.read(yaml.getBytes(UTF_8), "p.yaml", new Problems());
        return SCHEMA.validate(json(root)).stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** Parses a document as an editor does: YAML 1.2, with aliases resolved. */
    private static JsonNode json(Node node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = factory.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = factory.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.kind()) {
            case NULL -> factory.nullNode();
            case BOOLEAN -> factory.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NUMBER ->
                Decimals.parse(scalar.text())
                        .<JsonNode>map(number -> isWhole(number)
                                ? factory.numberNode(number.toBigInteger())
                                : factory.numberNode(number))
                        .orElse(factory.textNode(scalar.text()));
            case TEXT -> factory.textNode(scalar.text());
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static void assertGood(String yaml) {
        assertEquals(List.of(), problems(yaml), "reader");
        assertEquals(Set.of(), schemaProblems(yaml), "schema");
    }

    private static void assertBad(String old, String replacement) {
        String yaml = small(old, replacement);
        assertFalse(problems(yaml).isEmpty(), () -> "the reader accepts " + replacement);
        assertFalse(schemaProblems(yaml).isEmpty(), () -> "the schema accepts " + replacement);
    }

    @Test
    void theSchemaIsAValidSchemaOfItsDraft() throws Exception {
        JsonSchema meta =
                FACTORY.getSchema(URI.create(JsonMetaSchema.getV202012().getIri()));

        assertEquals(Set.of(), meta.validate(new ObjectMapper().readTree(TEXT)));
    }

    @Test
    void goodDocumentsPassBoth() {
        assertGood(SMALL);
        assertGood(Documents.resource("network.yaml"));
        assertGood(small("duration: 700 ms", "duration: 0.7s, discard: 0 us, record: spikes-and-traces"));
        assertGood(small("duration: 700 ms", "duration: 700 ms, stimuli: {In: {type: constant, level: 3 Hz}}"));
        assertGood(small("duration: 700 ms", "duration: 700 ms, stimuli: {In: {type: gaussian-bumps, level: 3 Hz}}"));
        assertGood(small("weight: 10 nS", "weight: 0.01 µS"));
        assertGood(small("probability: 0.2", "probability: 20 %"));
        assertGood(small(
                "targets: {E: 5 Hz}",
                "targets: {E: 5 Hz}, rounds: 3, randomly: true, note: 7, windows: [1 ms], comparisons: 1"));
        assertGood(small("with: {duration: 700 ms}", "with:")
                .replace("count: 3}", "count: 3}\n      duration: [300 ms, 1 s]"));
        assertGood(small("replicate: 1..4", "replicate: [3, 4]"));
        assertGood(small("replicate: 1..4", "replicate: 4"));
        assertGood(small("count: 3", "step: 0.1, also: [0.15]"));
        assertGood(SMALL + "profiles:\n  paper:\n  quick: {seed: 2}\n");
    }

    @Test
    void badDocumentsFailBoth() {
        assertBad("seed: 1", "sede: 1");
        assertBad("seed: 1", "seed: one");
        assertBad("seed: 1", "seed: -1");
        assertBad("seed: 1", "seed: ${choices.drive}");
        assertBad("seed: 1", "seed: 1\nexecutors: {slurm: {cpus: '${choices.drive}'}}");
        assertBad("run: choose", "run: choose\n    point-time: ${choices.drive}");
        assertBad("time-step: 0.1 ms", "time-step: 0.1");
        assertBad("time-step: 0.1 ms", "time-step: 0.1 mV");
        assertBad("time-step: 0.1 ms", "time-step: fast");
        assertBad("time-step: 0.1 ms", "timestep: 0.1 ms");
        assertBad("size: 10,", "size: 0,");
        assertBad("size: 10,", "size: 1.5,");
        assertBad("size: 10,", "");
        assertBad("release: 0.5", "release: 1.5");
        assertBad("release: 0.5", "release: 5 ms");
        assertBad("all: [E, I, In]", "all: E");
        assertBad("published: 0.075", "publishd: 0.075");
        assertBad("published: 0.075", "published: 0.075, use: both");
        assertBad("run: simulate\n    circuit", "run: simulation\n    circuit");
        assertBad("run: simulate\n    circuit", "circuit");
        assertBad("circuit: all", "circiut: all");
        assertBad("with: {targets", "circuit: all\n    with: {targets");
        assertBad("duration: 700 ms", "duration: 700 ms, duratoin: 1 s");
        assertBad("duration: 700 ms", "duration: [700 ms]");
        assertBad("duration: 700 ms", "duration: 700 ms, record: spike");
        assertBad("duration: 700 ms", "duration: 700 ms, stimuli: {In: {level: 3 Hz}}");
        assertBad("duration: 700 ms", "duration: 700 ms, stimuli: {In: {type: constnat, level: 3 Hz}}");
        assertBad("duration: 700 ms", "duration: 700 ms, stimuli: {In: {type: constant, level: 3 Hz, width: 1 ms}}");
        assertBad("inputs: {rates:", "inputs: {rate:");
        assertBad("inputs: {rates: \"${scan.rates}\"}", "inputs: {}");
        assertBad("{spikes: \"${main.spikes}\"}", "{spikes: main.spikes}");
        assertBad("to: 0.3", "too: 0.3");
        assertBad("count: 3", "count: 1");
        assertBad("replicate: 1..4", "replicate: many");
        assertBad("condition: [A, B]", "condition: A");
        assertBad("  sync:\n", "  Sync:\n");
    }

    @Test
    void editorsFindDescriptionsDefaultsAndChoices() {
        assertTrue(TEXT.contains("\"description\": \"simulated time (ms)\""));
        assertTrue(TEXT.contains("\"default\": \"200 ms\""));
        assertTrue(TEXT.contains("\"spikes-and-traces\""));
        assertTrue(TEXT.endsWith("}\n"));
        assertFalse(TEXT.contains("\r"));
    }
}
