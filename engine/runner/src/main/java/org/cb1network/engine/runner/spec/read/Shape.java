package org.cb1network.engine.runner.spec.read;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.ParameterType;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.jspecify.annotations.Nullable;

/** The structure of a part of the document, as far as overrides need it. */
sealed interface Shape {

    /** Returns the shape of a whole document. */
    static Shape document(StageCatalog catalog, Node.Mapping document) {
        return new Keys(Map.of(
                StageSpec.MODEL,
                ModelReader.structure(document, catalog)
                        .<Shape>map(Parameters::new)
                        .orElse(Value.INSTANCE),
                "circuits",
                new Names("circuit", "", Value.INSTANCE),
                "conditions",
                new Names("condition", "", new Paths()),
                "choices",
                new Names("choice", "", new Keys(Map.of())),
                "stages",
                new Names("stage", "run", new Stage(catalog))));
    }

    /** Returns the shape of a key's value in the given mapping. */
    default Shape child(String key, Node.Mapping mapping) {
        return Value.INSTANCE;
    }

    /** Returns whether an override that is an empty mapping removes all parts. */
    default boolean isEmptiedByAnEmptyMapping() {
        return false;
    }

    /** A value without parts; an override replaces it. */
    enum Value implements Shape {
        INSTANCE
    }

    /** A mapping with keys of the language. Unknown keys are reported elsewhere. */
    record Keys(Map<String, Shape> shapes) implements Shape {
        @Override
        public Shape child(String key, Node.Mapping mapping) {
            return shapes.getOrDefault(key, Value.INSTANCE);
        }
    }

    /**
     * A mapping whose keys are names of user-defined things. An override can change them; it can only add those that have
     * the key {@code defining}, so that a misspelt name is an error.
     */
    record Names(String what, String defining, Shape element) implements Shape {
        @Override
        public Shape child(String key, Node.Mapping mapping) {
            return element;
        }
    }

    /** A mapping of paths to values; overrides may add paths. */
    record Paths() implements Shape {
        @Override
        public boolean isEmptiedByAnEmptyMapping() {
            return true;
        }
    }

    /** The axes of a sweep; overrides may add axes. */
    record Sweep() implements Shape {}

    /** A stage. The structure of its {@code with:} depends on its {@code run:}. */
    record Stage(StageCatalog catalog) implements Shape {
        @Override
        public Shape child(String key, Node.Mapping stage) {
            return switch (key) {
                case "sweep" -> new Sweep();
                case "set" -> new Paths();
                case "inputs" -> new Keys(Map.of());
                case "with" ->
                    parameters(stage.get("run")).<Shape>map(Parameters::new).orElse(new Keys(Map.of()));
                default -> Value.INSTANCE;
            };
        }

        private Optional<Structure> parameters(@Nullable Node run) {
            return run instanceof Node.Scalar type
                    ? catalog.find(type.text()).map(stage -> catalog.parameters(type.text()))
                    : Optional.empty();
        }
    }

    /** Typed parameters. */
    record Parameters(ParameterType type) implements Shape {
        @Override
        public boolean isEmptiedByAnEmptyMapping() {
            return true;
        }

        @Override
        public Shape child(String key, Node.Mapping mapping) {
            ParameterType inner = type instanceof ParameterType.Maybe maybe ? maybe.value() : type;
            if (inner instanceof ParameterType.Dictionary dictionary) {
                return new Parameters(dictionary.element());
            }
            Function<Structure, Shape> field = structure -> {
                int index = structure.indexOf(key);
                return index < 0
                        ? Value.INSTANCE
                        : new Parameters(structure.fields().get(index).type());
            };
            if (inner instanceof Structure structure) {
                return field.apply(structure);
            }
            Structure variant = inner instanceof ParameterType.Union union ? union.variantOf(mapping) : null;
            return variant == null ? Value.INSTANCE : field.apply(variant);
        }

        /** Returns whether its keys are user-defined names. */
        boolean isDictionary() {
            return type instanceof ParameterType.Dictionary;
        }

        /** Returns whether an override selects another variant. */
        boolean changesVariant(Node.Mapping base, Node.Mapping override) {
            ParameterType inner = type instanceof ParameterType.Maybe maybe ? maybe.value() : type;
            return inner instanceof ParameterType.Union union
                    && override.get(ParameterType.Union.KEY) != null
                    && !Objects.equals(union.variantOf(override), union.variantOf(base));
        }
    }
}
