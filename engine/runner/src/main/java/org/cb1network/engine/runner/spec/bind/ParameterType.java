package org.cb1network.engine.runner.spec.bind;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.jspecify.annotations.Nullable;

/** The type of a parameter, read from its Java type and its annotations. */
public sealed interface ParameterType {

    /** Describes the expected value, for messages: {@code a time in ms}, {@code true or false}. */
    String describe();

    /** A single value, the only kind that a reference or an axis of a sweep can provide. */
    sealed interface Scalar extends ParameterType {}

    /** The Java type of a number. */
    enum NumberKind {
        DOUBLE,
        INT,
        LONG
    }

    /** A number with a unit. */
    record Quantity(
            NumberKind kind, UnitOfMeasure unit, double min, double max, boolean minExclusive, boolean maxExclusive)
            implements Scalar {

        public boolean contains(double value) {
            return (minExclusive ? value > min : value >= min) && (maxExclusive ? value < max : value <= max);
        }

        @Override
        public String describe() {
            if (unit.isNone()) {
                return kind == NumberKind.DOUBLE ? "a number" : "a whole number";
            }
            return "a " + unit.dimension() + " in " + unit.symbol();
        }

        /** Describes the range for messages: {@code at least 0 ms and below 1000 ms}. */
        public String describeRange() {
            String from =
                    min == Double.NEGATIVE_INFINITY ? "" : (minExclusive ? "above " : "at least ") + quantity(min);
            String to = max == Double.POSITIVE_INFINITY ? "" : (maxExclusive ? "below " : "at most ") + quantity(max);
            return from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
        }

        private String quantity(double value) {
            return Decimals.text(value) + (unit.isNone() ? "" : " " + unit.symbol());
        }
    }

    /** True or false. */
    record Flag() implements Scalar {
        @Override
        public String describe() {
            return "true or false";
        }
    }

    /** Any text. */
    record Text() implements Scalar {
        @Override
        public String describe() {
            return "a text";
        }
    }

    /** One of the constants of an enum, by their YAML names. */
    record Enumeration(Map<String, Object> constants) implements Scalar {

        public Enumeration {
            constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        }

        /** Returns the YAML name of a constant. */
        public String nameOf(Object constant) {
            return constants.entrySet().stream()
                    .filter(entry -> entry.getValue() == constant)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", constants.keySet());
        }
    }

    /** A user's file. */
    record File() implements Scalar {
        @Override
        public String describe() {
            return "the path of a file";
        }
    }

    /** A value of any type, a {@link org.cb1network.engine.stage.Setting}. */
    record Anything() implements Scalar {
        @Override
        public String describe() {
            return "a value";
        }
    }

    /** Some of many things that are numbered, {@link org.cb1network.engine.stage.Indices}. */
    record Selection() implements Scalar {
        @Override
        public String describe() {
            return "a number of the first ones, a range a..b, or a list of numbers and ranges";
        }
    }

    /** Files and folders of the user, {@link org.cb1network.engine.stage.SourceFiles}. */
    record Sources() implements ParameterType {
        @Override
        public String describe() {
            return "a list of files and folders";
        }
    }

    /** A command whose output counts, a {@link org.cb1network.engine.stage.CommandOutput}. */
    record Command() implements ParameterType {
        @Override
        public String describe() {
            return "a list of a program and its arguments";
        }
    }

    /** A list. */
    record Items(ParameterType element) implements ParameterType {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * A mapping with user-defined names.
     *
     * @param parseKey converts a name to the key of the Java map; null if the name is the key
     */
    record Dictionary(@Nullable Method parseKey, ParameterType element) implements ParameterType {
        @Override
        public String describe() {
            return "a mapping of names to values";
        }

        /**
         * Returns whether its values have a component {@code published}, so that <code>${choices}</code> can stand for
         * it.
         */
        public boolean takesChoices() {
            return element instanceof Structure structure && structure.indexOf(Binder.PUBLISHED) >= 0;
        }
    }

    /** An optional value. */
    record Maybe(ParameterType value) implements ParameterType {
        @Override
        public String describe() {
            return value.describe();
        }
    }

    /**
     * A record.
     *
     * @param variant its {@code type:} if it is one of several; otherwise empty
     * @param sortedFields the components sorted by key
     */
    record Structure(
            Class<? extends Record> type,
            String variant,
            String description,
            List<Field> fields,
            List<Field> sortedFields,
            Constructor<? extends Record> constructor)
            implements ParameterType {

        public Structure {
            fields = List.copyOf(fields);
            sortedFields = List.copyOf(sortedFields);
        }

        /**
         * Creates a structure.
         *
         * @param fields the components in the order of the record
         */
        public Structure(
                Class<? extends Record> type,
                String variant,
                String description,
                List<Field> fields,
                Constructor<? extends Record> constructor) {
            this(
                    type,
                    variant,
                    description,
                    fields,
                    fields.stream().sorted(Comparator.comparing(Field::key)).toList(),
                    constructor);
        }

        /** Returns the number of a field by its YAML key, or -1. */
        public int indexOf(String key) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).key().equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        /** Returns the component that receives a section of the pipeline. */
        public Optional<Field> taking(String document) {
            return fields.stream()
                    .filter(field -> field.document().equals(document))
                    .findFirst();
        }

        /** Returns the YAML keys that a user may write. */
        public List<String> keys() {
            return fields.stream()
                    .filter(field -> !field.given())
                    .map(Field::key)
                    .toList();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /**
     * A sealed interface of records: one of several structures, selected by the key {@code type}.
     *
     * @param defaultVariant the variant without that key; null if the key is required
     */
    record Union(
            SortedMap<String, Structure> variants, @Nullable String defaultVariant) implements ParameterType {

        /** The key that selects the variant. */
        public static final String KEY = "type";

        public Union {
            variants = Collections.unmodifiableSortedMap(variants);
        }

        /**
         * Returns the structure that a mapping selects by its key {@code type}, or the default one without this key;
         * null if there is no such variant.
         */
        public @Nullable Structure variantOf(Node.Mapping mapping) {
            Node name = mapping.get(KEY);
            @Nullable
            String variant = name instanceof Node.Scalar scalar ? scalar.text() : name == null ? defaultVariant : null;
            return variant == null ? null : variants.get(variant);
        }

        @Override
        public String describe() {
            return "a mapping whose 'type' is one of " + String.join(", ", variants.keySet());
        }
    }

    /**
     * A component of a record.
     *
     * @param key its YAML key
     * @param type its type
     * @param defaultValue its default; null if the value is required
     * @param description in a few words; may be empty
     * @param accessor reads it from a record
     * @param document the section of the pipeline that it receives instead of a written value; otherwise empty
     * @param selectable what an entry of it is, if a circuit selects its entries by name; otherwise empty
     * @param outsideKey whether it is not part of cache keys, see {@link org.cb1network.engine.stage.OutsideKey}
     */
    record Field(
            String key,
            ParameterType type,
            @Nullable Node defaultValue,
            String description,
            Method accessor,
            String document,
            String selectable,
            boolean outsideKey) {

        /** Returns whether the pipeline provides it as a shared document. */
        public boolean given() {
            return !document.isEmpty();
        }
    }
}
