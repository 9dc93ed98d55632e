package org.cb1network.engine.runner.spec.schema;

import static org.cb1network.engine.runner.spec.schema.PipelineSchema.object;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Quantity;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.bind.ReferenceText;
import org.cb1network.engine.runner.spec.yaml.Node;

/** The schemas of parameter types. */
final class TypeSchema {

    private static final String NUMBER = "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
    private static final String REFERENCE = "\\$\\{.+\\}";

    /** Whether a reference may stand in the place of a single value. */
    private final boolean takesReferences;

    TypeSchema(boolean takesReferences) {
        this.takesReferences = takesReferences;
    }

    /** Returns the schema of a reference in place of a single value. */
    Map<String, Object> reference() {
        return object(
                "description", "a value of another stage: ${stage.output.column}, or ${choices.name}",
                "type", "string",
                "pattern", "^" + REFERENCE + "$");
    }

    /** Returns the schema of text in any notation: YAML takes an unquoted 7 or true for another type. */
    Map<String, Object> text() {
        return object("type", List.of("string", "number", "boolean"));
    }

    /** Returns the schema of a record component, with its description and default. */
    Map<String, Object> field(Field field) {
        return field(field, true);
    }

    private Map<String, Object> field(Field field, boolean complete) {
        Map<String, Object> result = new LinkedHashMap<>();
        String unit =
                field.type() instanceof Quantity quantity && !quantity.unit().isNone()
                        ? " (" + quantity.unit().symbol() + ")"
                        : "";
        if (!field.description().isEmpty()) {
            result.put("description", field.description() + unit);
        }
        result.putAll(schema(field.type(), complete));
        if (field.defaultValue() instanceof Node.Scalar scalar && !scalar.isNull()) {
            result.put("default", defaultValue(scalar));
        }
        return result;
    }

    private static Object defaultValue(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case NUMBER -> new BigDecimal(scalar.text());
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            default -> scalar.text();
        };
    }

    /**
     * Returns the schema of a type.
     *
     * @param complete whether all required values must be present; an axis may provide missing parameters of a stage
     */
    Map<String, Object> schema(ParameterType type, boolean complete) {
        if (type instanceof Quantity quantity) {
            return quantity(quantity);
        }
        if (type instanceof ParameterType.Flag) {
            return orReference(object("type", "boolean"));
        }
        if (type instanceof ParameterType.Text) {
            return text();
        }
        if (type instanceof ParameterType.Enumeration choice) {
            return orReference(object("enum", List.copyOf(choice.constants().keySet())));
        }
        if (type instanceof ParameterType.File) {
            return object("type", "string");
        }
        if (type instanceof ParameterType.Anything) {
            Object single = object("type", List.of("string", "number", "boolean"));
            return object("anyOf", List.of(single, object("type", "array")));
        }
        if (type instanceof ParameterType.Selection) {
            return selection();
        }
        if (type instanceof ParameterType.Sources || type instanceof ParameterType.Command) {
            return object("type", "array", "items", text());
        }
        if (type instanceof ParameterType.Items items) {
            return object("type", "array", "items", schema(items.element(), complete));
        }
        if (type instanceof ParameterType.Dictionary dictionary) {
            Map<String, Object> mapping = object(
                    "type", List.of("object", "null"),
                    "additionalProperties", schema(dictionary.element(), complete));
            return dictionary.takesChoices()
                    ? object("anyOf", List.of(mapping, object("const", "${" + ReferenceText.CHOICES + "}")))
                    : mapping;
        }
        if (type instanceof ParameterType.Maybe maybe) {
            return schema(maybe.value(), complete);
        }
        if (type instanceof ParameterType.Union union) {
            return union(union, complete);
        }
        return structure((Structure) type, complete);
    }

    private Map<String, Object> orReference(Map<String, Object> schema) {
        return takesReferences ? object("anyOf", List.of(schema, PipelineSchema.reference("reference"))) : schema;
    }

    private Map<String, Object> selection() {
        Map<String, Object> range = object("type", "string", "pattern", "^\\s*[0-9]+\\s*(\\.\\.\\s*[0-9]+\\s*)?$");
        Object index = object("anyOf", List.of(object("type", "integer", "minimum", 0), range));
        return orReference(object(
                "anyOf",
                List.of(
                        object("type", "integer", "minimum", 1),
                        range,
                        object("type", "array", "items", index, "minItems", 1))));
    }

    private Map<String, Object> quantity(Quantity type) {
        String orReference = takesReferences ? "|" + REFERENCE : "";
        String units = type.unit().ofDimension().stream()
                .flatMap(unit -> Stream.concat(Stream.of(unit.symbol()), unit.aliases().stream()))
                .collect(Collectors.joining("|"));
        if (!type.unit().isNone()) {
            return object(
                    "type", "string",
                    "pattern", "^\\s*(" + NUMBER + "\\s*(" + units + ")" + orReference + ")\\s*$",
                    "patternErrorMessage",
                            "a " + type.unit().dimension() + " with its unit, such as '5 "
                                    + type.unit().symbol() + "'");
        }
        Map<String, Object> number = object("type", type.kind() == NumberKind.DOUBLE ? "number" : "integer");
        bound(number, type.minExclusive() ? "exclusiveMinimum" : "minimum", type.min());
        bound(number, type.maxExclusive() ? "exclusiveMaximum" : "maximum", type.max());
        Map<String, Object> text = object(
                "type", "string",
                "pattern", "^\\s*(" + NUMBER + "\\s*(%)?" + orReference + ")\\s*$",
                "patternErrorMessage", "a number without unit" + (takesReferences ? ", or a reference" : ""));
        return object("anyOf", List.of(number, text));
    }

    private static void bound(Map<String, Object> schema, String key, double value) {
        if (Double.isFinite(value)) {
            schema.put(key, new BigDecimal(Double.toString(value)).stripTrailingZeros());
        }
    }

    private Map<String, Object> structure(Structure structure, boolean complete) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (!structure.variant().isEmpty()) {
            properties.put(ParameterType.Union.KEY, object("const", structure.variant()));
        }
        for (Field field : structure.fields()) {
            if (!field.given()) {
                properties.put(field.key(), field(field, complete));
                if (complete && field.defaultValue() == null && !(field.type() instanceof ParameterType.Maybe)) {
                    required.add(field.key());
                }
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (!structure.description().isEmpty()) {
            result.put("description", structure.description());
        }
        result.put("type", required.isEmpty() ? List.of("object", "null") : "object");
        result.put("properties", properties);
        if (!required.isEmpty()) {
            result.put("required", required);
        }
        result.put("additionalProperties", false);
        return result;
    }

    private Map<String, Object> union(ParameterType.Union union, boolean complete) {
        List<Object> kinds = new ArrayList<>();
        List<Object> cases = new ArrayList<>();
        List<String> named = List.of(ParameterType.Union.KEY);
        union.variants().forEach((name, structure) -> {
            kinds.add(object("const", name, "description", structure.description()));
            Map<String, Object> isThis = object("properties", object(ParameterType.Union.KEY, object("const", name)));
            if (union.defaultVariant() != null && !name.equals(union.defaultVariant())) {
                isThis.put("required", named);
            }
            cases.add(object("if", isThis, "then", structure(structure, complete)));
        });
        Map<String, Object> schema =
                object("type", "object", "properties", object(ParameterType.Union.KEY, object("oneOf", kinds)));
        if (union.defaultVariant() == null) {
            schema.put("required", named);
        }
        schema.put("allOf", cases);
        return schema;
    }
}
