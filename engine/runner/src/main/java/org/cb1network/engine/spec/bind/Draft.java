package org.cb1network.engine.spec.bind;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.cb1network.engine.spec.bind.ParameterType.Structure;
import org.cb1network.engine.spec.yaml.PipelineException;
import org.cb1network.engine.spec.yaml.Problems;
import org.cb1network.engine.spec.yaml.SourcePosition;
import org.cb1network.engine.spec.yaml.Spelling;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.ProblemReport;
import org.jspecify.annotations.Nullable;

/**
 * A typed value on its way to Java: checked on its own, with the place where it was written, perhaps with references that
 * still stand open. Immutable; replacing a part makes a new draft that shares all others. What is built is kept, so that
 * drafts that share parts build them once.
 */
public abstract sealed class Draft {

    private final SourcePosition position;
    private final boolean complete;
    private volatile @Nullable Object built;

    private Draft(SourcePosition position, boolean complete) {
        this.position = position;
        this.complete = complete;
    }

    private Draft(SourcePosition position, Collection<Draft> parts) {
        this(position, parts.stream().allMatch(Draft::isComplete));
    }

    /** Where it was written. */
    public final SourcePosition position() {
        return position;
    }

    /** Whether it can be built: nothing is missing and no reference stands open. */
    public final boolean isComplete() {
        return complete;
    }

    /**
     * The Java value.
     *
     * @throws IllegalStateException if it is not complete
     * @throws PipelineException if values that are valid one by one do not agree with each other
     */
    public final Object build() {
        Object value = built;
        if (value == null) {
            if (!complete) {
                throw new IllegalStateException("the value at " + position + " is not complete");
            }
            value = buildNew();
            built = value;
        }
        return value;
    }

    abstract Object buildNew();

    /** The parts, by the steps that lead to them. */
    Map<Object, Draft> parts() {
        return Map.of();
    }

    /** The same with other parts in the order of {@link #parts}. */
    Draft withParts(List<Draft> parts) {
        return this;
    }

    /** The same, written elsewhere. */
    abstract Draft at(SourcePosition elsewhere);

    /** Visits all references that stand open. */
    public final void forEachHole(Consumer<Hole> visitor) {
        if (this instanceof Hole hole) {
            visitor.accept(hole);
        } else if (!complete) {
            parts().values().forEach(part -> part.forEachHole(visitor));
        }
    }

    /** Visits all values that are due but were not given. */
    public final void forEachMissing(Consumer<Missing> visitor) {
        if (this instanceof Missing missing) {
            visitor.accept(missing);
        } else if (!complete) {
            parts().values().forEach(part -> part.forEachMissing(visitor));
        }
    }

    /** The same with every open reference replaced. */
    public final Draft fill(UnaryOperator<Draft> filler) {
        if (this instanceof Hole) {
            return filler.apply(this);
        }
        if (complete) {
            return this;
        }
        List<Draft> filled = new ArrayList<>();
        parts().values().forEach(part -> filled.add(part.fill(filler)));
        return withParts(filled);
    }

    /** The same with one part replaced. */
    public final Draft replace(List<Object> steps, Draft replacement) {
        return replace(steps, 0, replacement);
    }

    private Draft replace(List<Object> steps, int from, Draft replacement) {
        if (from == steps.size()) {
            return replacement;
        }
        Object step = steps.get(from);
        Draft part = part(step);
        if (part == null) {
            throw new IllegalArgumentException("there is no '" + step + "' at " + position);
        }
        return withPart(step, part.replace(steps, from + 1, replacement));
    }

    @Nullable
    Draft part(Object step) {
        return parts().get(step);
    }

    Draft withPart(Object step, Draft part) {
        throw new IllegalArgumentException("a single value has no '" + step + "'");
    }

    /** The same with only those entries of a dictionary that pass; the draft itself if it is none. */
    public Draft filter(Predicate<String> keys) {
        return this;
    }

    /** A single value, converted and in range. */
    public static final class Leaf extends Draft {
        private final Object value;

        public Leaf(SourcePosition position, Object value) {
            super(position, true);
            this.value = value;
        }

        @Override
        Object buildNew() {
            return value;
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Leaf(elsewhere, value);
        }
    }

    /** A reference that stands open. */
    public static final class Hole extends Draft {
        private final Reference reference;
        private final ParameterType.Scalar type;

        Hole(SourcePosition position, Reference reference, ParameterType.Scalar type) {
            super(position, false);
            this.reference = reference;
            this.type = type;
        }

        public Reference reference() {
            return reference;
        }

        /** What the parameter may be. */
        public ParameterType.Scalar type() {
            return type;
        }

        @Override
        Object buildNew() {
            throw new IllegalStateException(reference + " stands open");
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Hole(elsewhere, reference, type);
        }
    }

    /** A value that is due but was not given; an axis of a sweep may still give it. */
    public static final class Missing extends Draft {
        private final String key;
        private final ParameterType type;

        Missing(SourcePosition position, String key, ParameterType type) {
            super(position, false);
            this.key = key;
            this.type = type;
        }

        public String key() {
            return key;
        }

        public ParameterType type() {
            return type;
        }

        @Override
        Object buildNew() {
            throw new IllegalStateException(key + " is missing");
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Missing(elsewhere, key, type);
        }
    }

    /** A value that is wrong, and was reported. */
    public static final class Broken extends Draft {
        Broken(SourcePosition position) {
            super(position, false);
        }

        @Override
        Object buildNew() {
            throw new IllegalStateException("the value at " + position() + " is not valid");
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Broken(elsewhere);
        }
    }

    /** A value that may be missing. */
    public static final class Maybe extends Draft {
        private final @Nullable Draft value;

        Maybe(SourcePosition position, @Nullable Draft value) {
            super(position, value == null || value.isComplete());
            this.value = value;
        }

        @Override
        Object buildNew() {
            return value == null ? Optional.empty() : Optional.of(value.build());
        }

        /** The value, or null. */
        public @Nullable Draft value() {
            return value;
        }

        @Override
        Map<Object, Draft> parts() {
            return value == null ? Map.of() : Map.of(VALUE, value);
        }

        @Override
        Draft withParts(List<Draft> parts) {
            return new Maybe(position(), parts.get(0));
        }

        @Override
        Draft withPart(Object step, Draft part) {
            return new Maybe(part.position(), part);
        }

        @Override
        @Nullable
        Draft part(Object step) {
            return value;
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Maybe(elsewhere, value);
        }
    }

    /** The step from {@link Maybe} to its value. */
    static final Object VALUE = "?";

    /** A list. */
    public static final class Items extends Draft {
        private final List<Draft> items;

        Items(SourcePosition position, List<Draft> items) {
            super(position, items);
            this.items = List.copyOf(items);
        }

        @Override
        Object buildNew() {
            return items.stream().map(Draft::build).toList();
        }

        @Override
        Map<Object, Draft> parts() {
            Map<Object, Draft> parts = new LinkedHashMap<>();
            for (int i = 0; i < items.size(); i++) {
                parts.put(i, items.get(i));
            }
            return parts;
        }

        @Override
        Draft withParts(List<Draft> parts) {
            return new Items(position(), parts);
        }

        @Override
        Draft withPart(Object step, Draft part) {
            List<Draft> changed = new ArrayList<>(items);
            changed.set((Integer) step, part);
            return new Items(position(), changed);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Items(elsewhere, items);
        }
    }

    /** A mapping with names of the user's choice, in the order of the names. */
    public static final class Entries extends Draft {
        private final SortedMap<String, Draft> entries;
        private final Map<String, Object> keys;

        /** @param keys the keys of the Java map by the names */
        Entries(SourcePosition position, SortedMap<String, Draft> entries, Map<String, Object> keys) {
            super(position, entries.values());
            this.entries = Collections.unmodifiableSortedMap(entries);
            this.keys = keys;
        }

        public SortedMap<String, Draft> entries() {
            return entries;
        }

        @Override
        Object buildNew() {
            Map<Object, Object> map = new LinkedHashMap<>();
            entries.forEach((name, draft) -> map.put(keys.get(name), draft.build()));
            return Collections.unmodifiableMap(map);
        }

        @Override
        Map<Object, Draft> parts() {
            return new LinkedHashMap<>(entries);
        }

        @Override
        @Nullable
        Draft part(Object step) {
            return entries.get((String) step);
        }

        @Override
        Draft withParts(List<Draft> parts) {
            SortedMap<String, Draft> changed = new TreeMap<>();
            int i = 0;
            for (String name : entries.keySet()) {
                changed.put(name, parts.get(i++));
            }
            return new Entries(position(), changed, keys);
        }

        @Override
        Draft withPart(Object step, Draft part) {
            SortedMap<String, Draft> changed = new TreeMap<>(entries);
            changed.put((String) step, part);
            return new Entries(position(), changed, keys);
        }

        @Override
        public Draft filter(Predicate<String> names) {
            SortedMap<String, Draft> kept = new TreeMap<>(entries);
            kept.keySet().removeIf(names.negate());
            return new Entries(position(), kept, keys);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Entries(elsewhere, entries, keys);
        }
    }

    /** A record. */
    public static final class Struct extends Draft {
        private final Structure structure;
        private final List<Draft> fields;

        Struct(SourcePosition position, Structure structure, List<Draft> fields) {
            super(position, fields);
            this.structure = structure;
            this.fields = List.copyOf(fields);
        }

        public Structure structure() {
            return structure;
        }

        public Draft field(int index) {
            return fields.get(index);
        }

        @Override
        Object buildNew() {
            Object[] arguments = new Object[fields.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = fields.get(i).build();
            }
            Record record = construct(arguments);
            if (record instanceof Checked checked) {
                Report report = new Report(this);
                checked.check(report);
                report.problems.throwIfAny();
            }
            return record instanceof Normalized<?> normalized ? normalized.normalized() : record;
        }

        private Record construct(Object[] arguments) {
            try {
                return structure.constructor().newInstance(arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    throw new PipelineException(position(), String.valueOf(refused.getMessage()), "");
                }
                throw new IllegalStateException(structure.type().getName() + " cannot be made", e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(structure.type().getName() + " cannot be made", e);
            }
        }

        @Override
        Map<Object, Draft> parts() {
            Map<Object, Draft> parts = new LinkedHashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                parts.put(structure.fields().get(i).key(), fields.get(i));
            }
            return parts;
        }

        @Override
        @Nullable
        Draft part(Object step) {
            int index = structure.indexOf((String) step);
            return index < 0 ? null : fields.get(index);
        }

        @Override
        Draft withParts(List<Draft> parts) {
            return new Struct(position(), structure, parts);
        }

        @Override
        Draft withPart(Object step, Draft part) {
            List<Draft> changed = new ArrayList<>(fields);
            changed.set(structure.indexOf((String) step), part);
            return new Struct(position(), structure, changed);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Struct(elsewhere, structure, fields);
        }
    }

    /** Finds the places of what a record's own check reports. */
    private static final class Report implements ProblemReport {
        private final Problems problems = new Problems();
        private final Draft root;

        Report(Draft root) {
            this.root = root;
        }

        @Override
        public void problem(String message, String advice, Object... path) {
            problems.add(position(path), message, advice);
        }

        @Override
        public void unknownName(String what, String name, Collection<String> valid, Object... path) {
            problems.add(position(path), "there is no " + what + " '" + name + "'", Spelling.advice(name, valid));
        }

        private SourcePosition position(Object... path) {
            Draft at = root;
            for (Object step : path) {
                Draft part = at instanceof Maybe maybe ? maybe.value() : at;
                part = part == null ? null : part.part(step instanceof Integer ? step : step.toString());
                if (part == null) {
                    break;
                }
                at = part;
            }
            return at.position();
        }
    }
}
