package org.cb1network.engine.runner.spec.bind;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A typed value before its conversion to Java: it is checked by itself, knows where it was written, and may contain
 * unresolved references. Immutable; replacing a part creates a new draft that shares all other parts. Built values are
 * cached, so that drafts with shared parts build them once.
 */
public abstract sealed class Draft {

    /** The step from {@link Maybe} to its value. */
    static final Object VALUE = "?";

    private static final Draft[] NO_PARTS = {};

    private final SourcePosition position;
    private final Draft[] parts;
    private final boolean complete;
    private volatile @Nullable Object built;
    private volatile @Nullable Digest digest;

    private Draft(SourcePosition position, boolean complete) {
        this.position = position;
        this.parts = NO_PARTS;
        this.complete = complete;
    }

    private Draft(SourcePosition position, Draft[] parts) {
        this.position = position;
        this.parts = parts;
        this.complete = allComplete(parts);
    }

    private static boolean allComplete(Draft[] parts) {
        for (Draft part : parts) {
            if (!part.complete) {
                return false;
            }
        }
        return true;
    }

    /** Returns where it was written. */
    public final SourcePosition position() {
        return position;
    }

    /** Returns whether it can be built: nothing is missing and all references are resolved. */
    public final boolean isComplete() {
        return complete;
    }

    /**
     * Builds the Java value.
     *
     * @throws IllegalStateException if it is not complete
     * @throws PipelineException if individually valid values contradict each other
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

    /**
     * Returns a digest of the value that {@link #build} returns, regardless of where it was written: drafts with equal
     * digests build equal values. The digest of an unresolved value only says that it is unresolved. It is cached, so
     * that drafts with shared parts hash them once.
     */
    public final Digest digest() {
        Digest known = digest;
        if (known == null) {
            Hasher hasher = Hashing.sha256().newHasher();
            putTexts(List.of(getClass().getSimpleName()), hasher);
            putTexts(ownTexts(), hasher);
            for (Draft part : parts) {
                hasher.putBytes(part.digest().bytes());
            }
            known = Digest.fromBytes(hasher.hash().asBytes());
            digest = known;
        }
        return known;
    }

    private static void putTexts(List<String> texts, Hasher hasher) {
        hasher.putInt(texts.size());
        for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            hasher.putInt(utf8.length).putBytes(utf8);
        }
    }

    /** Returns the content of the value besides its parts. */
    List<String> ownTexts() {
        return List.of();
    }

    /** Returns the same draft, with all its parts, at another position. */
    abstract Draft at(SourcePosition elsewhere);

    /** Returns the parts at another position. */
    final Draft[] partsAt(SourcePosition elsewhere) {
        Draft[] moved = new Draft[parts.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = parts[i].at(elsewhere);
        }
        return moved;
    }

    /** Returns the same draft with other parts. */
    abstract Draft with(Draft[] changedParts);

    /** Returns the number of the part that a step leads to, or -1. */
    int index(Object step) {
        return -1;
    }

    /** Returns the steps to the parts, as users write them. */
    List<String> stepNames() {
        return List.of();
    }

    /** Returns the number of parts. */
    final int size() {
        return parts.length;
    }

    /** Returns a part by its number. */
    final Draft part(int index) {
        return parts[index];
    }

    /** Returns the part that a step leads to, or null. */
    final @Nullable Draft part(Object step) {
        int index = index(step);
        return index < 0 ? null : parts[index];
    }

    /** Visits all unresolved references. */
    public final void forEachHole(Consumer<Hole> visitor) {
        if (this instanceof Hole hole) {
            visitor.accept(hole);
        }
        for (int i = 0; !complete && i < parts.length; i++) {
            parts[i].forEachHole(visitor);
        }
    }

    /** Visits all required values that were not given. */
    public final void forEachMissing(Consumer<Missing> visitor) {
        if (this instanceof Missing missing) {
            visitor.accept(missing);
        }
        for (int i = 0; !complete && i < parts.length; i++) {
            parts[i].forEachMissing(visitor);
        }
    }

    /** Returns the draft with every unresolved reference replaced. */
    public final Draft fill(UnaryOperator<Draft> filler) {
        if (this instanceof Hole) {
            return filler.apply(this);
        }
        if (complete || parts.length == 0) {
            return this;
        }
        Draft[] filled = new Draft[parts.length];
        for (int i = 0; i < parts.length; i++) {
            filled[i] = parts[i].fill(filler);
        }
        return with(filled);
    }

    /** Returns whether the list, mapping or optional value at the given steps is empty. */
    public final boolean isEmptyAt(List<String> steps) {
        Draft at = this;
        for (String step : steps) {
            Draft part = at.part(step);
            if (part == null) {
                throw new IllegalArgumentException("there is no '" + step + "' at " + at.position);
            }
            at = part;
        }
        return !(at instanceof Single) && at.parts.length == 0;
    }

    /** Visits all converted values. */
    public final void forEachLeaf(Consumer<Leaf> visitor) {
        if (this instanceof Leaf leaf) {
            visitor.accept(leaf);
        }
        for (Draft part : parts) {
            part.forEachLeaf(visitor);
        }
    }

    /** Returns the draft with one part replaced. */
    public final Draft replace(List<Object> steps, Draft replacement) {
        return replace(steps, 0, replacement);
    }

    private Draft replace(List<Object> steps, int from, Draft replacement) {
        if (from == steps.size()) {
            return replacement.inPlaceOf(this);
        }
        int index = index(steps.get(from));
        if (index < 0) {
            throw new IllegalArgumentException("there is no '" + steps.get(from) + "' at " + position);
        }
        Draft[] changed = parts.clone();
        changed[index] = parts[index].replace(steps, from + 1, replacement);
        return with(changed);
    }

    /** Returns what replaces a draft: this one, unless it only changes the other. */
    Draft inPlaceOf(Draft old) {
        return this;
    }

    /** A draft without parts. */
    private abstract static sealed class Single extends Draft {

        private Single(SourcePosition position, boolean complete) {
            super(position, complete);
        }

        @Override
        Object buildNew() {
            throw new IllegalStateException("the value at " + position() + " is not complete");
        }

        @Override
        Draft with(Draft[] changedParts) {
            return this;
        }
    }

    /** A single converted value within its range. */
    public static final class Leaf extends Single {
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
        List<String> ownTexts() {
            String text = value instanceof DataFile file
                    ? file.sha256()
                    : value instanceof Enum<?> constant ? constant.name() : value.toString();
            return List.of(value.getClass().getName(), text);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Leaf(elsewhere, value);
        }
    }

    /** A change of the number that it replaces, relative to that number or to a reference value. */
    public static final class Change extends Single {
        private final double factor;
        private final @Nullable Double reference;
        private final ParameterType.Quantity type;

        /**
         * Creates a change.
         *
         * @param factor 1 for no change
         * @param reference the number that the change is relative to, in the parameter's unit: a changed number is
         *     larger by {@code (factor - 1) * reference}; null for the number itself
         * @param type the type of the parameter
         */
        public Change(SourcePosition position, double factor, @Nullable Double reference, ParameterType.Quantity type) {
            super(position, false);
            this.factor = factor;
            this.reference = reference;
            this.type = type;
        }

        /**
         * Returns the changed number. What is not a number remains: a reference is resolved before it is changed.
         *
         * @throws PipelineException if the parameter cannot have the changed value
         */
        @Override
        Draft inPlaceOf(Draft old) {
            if (old instanceof Maybe maybe && maybe.value() != null) {
                return maybe.with(new Draft[] {inPlaceOf(maybe.value())});
            }
            if (old instanceof Leaf leaf && leaf.value instanceof Number number) {
                return new Leaf(position(), changed(number.doubleValue()));
            }
            return old instanceof Leaf leaf
                            && leaf.value instanceof Setting setting
                            && setting.value() instanceof BigDecimal number
                    ? SettingText.onAxis(new Leaf(position(), changed(number.doubleValue())), type)
                    : old;
        }

        private Object changed(double number) {
            double changed = reference == null ? number * factor : number + (factor - 1) * reference;
            double value = type.kind() == ParameterType.NumberKind.DOUBLE ? changed : Math.rint(changed);
            Problems problems = new Problems();
            Object converted =
                    QuantityText.convert(BigDecimal.valueOf(value), type, position(), Decimals.text(value), problems);
            problems.throwIfAny();
            return Objects.requireNonNull(converted);
        }

        @Override
        List<String> ownTexts() {
            return List.of(Double.toString(factor), String.valueOf(reference));
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Change(elsewhere, factor, reference, type);
        }
    }

    /** An unresolved reference. */
    public static final class Hole extends Single {
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

        /** Returns the type of the parameter. */
        public ParameterType.Scalar type() {
            return type;
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Hole(elsewhere, reference, type);
        }
    }

    /** A required value that was not given; an axis of a sweep may still provide it. */
    public static final class Missing extends Single {
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
        Draft at(SourcePosition elsewhere) {
            return new Missing(elsewhere, key, type);
        }
    }

    /** A wrong value that was reported. */
    public static final class Broken extends Single {
        Broken(SourcePosition position) {
            super(position, false);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Broken(elsewhere);
        }
    }

    /** An optional value. */
    public static final class Maybe extends Draft {

        Maybe(SourcePosition position, @Nullable Draft value) {
            this(position, value == null ? NO_PARTS : new Draft[] {value});
        }

        private Maybe(SourcePosition position, Draft[] parts) {
            super(position, parts);
        }

        /** Returns the value, or null. */
        public @Nullable Draft value() {
            return size() == 0 ? null : part(0);
        }

        @Override
        Object buildNew() {
            return size() == 0 ? Optional.empty() : Optional.of(part(0).build());
        }

        @Override
        List<String> ownTexts() {
            return List.of(Integer.toString(size()));
        }

        @Override
        int index(Object step) {
            return size() > 0 && step.equals(VALUE) ? 0 : -1;
        }

        @Override
        Draft with(Draft[] changedParts) {
            return new Maybe(position(), changedParts);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Maybe(elsewhere, partsAt(elsewhere));
        }
    }

    /** A list. */
    public static final class Items extends Draft {

        Items(SourcePosition position, List<Draft> items) {
            this(position, items.toArray(Draft[]::new));
        }

        private Items(SourcePosition position, Draft[] items) {
            super(position, items);
        }

        /** Returns the items of a complete list of texts. */
        List<String> texts() {
            return ((List<?>) build()).stream().map(Object::toString).toList();
        }

        @Override
        Object buildNew() {
            List<Object> values = new ArrayList<>(size());
            for (int i = 0; i < size(); i++) {
                values.add(part(i).build());
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        List<String> ownTexts() {
            return List.of(Integer.toString(size()));
        }

        @Override
        int index(Object step) {
            return step instanceof Integer number && number >= 0 && number < size() ? number : -1;
        }

        @Override
        List<String> stepNames() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size(); i++) {
                names.add(Integer.toString(i));
            }
            return names;
        }

        @Override
        Draft with(Draft[] changedParts) {
            return new Items(position(), changedParts);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Items(elsewhere, partsAt(elsewhere));
        }
    }

    /** A mapping with user-defined names, sorted by name. */
    public static final class Entries extends Draft {
        private final String[] names;
        private final Object[] keys;

        /**
         * Creates a mapping.
         *
         * @param keys keys of the Java map by name
         */
        Entries(SourcePosition position, SortedMap<String, Draft> entries, Map<String, Object> keys) {
            this(
                    position,
                    entries.keySet().toArray(String[]::new),
                    keys,
                    entries.values().toArray(Draft[]::new));
        }

        private Entries(SourcePosition position, String[] names, Map<String, Object> keys, Draft[] values) {
            this(position, names, new Object[names.length], values);
            for (int i = 0; i < names.length; i++) {
                this.keys[i] = keys.get(names[i]);
            }
        }

        private Entries(SourcePosition position, String[] names, Object[] keys, Draft[] values) {
            super(position, values);
            this.names = names;
            this.keys = keys;
        }

        /** Returns its names, sorted. */
        public List<String> names() {
            return List.of(names);
        }

        /** Returns the draft with only the entries whose keys pass. */
        public Draft filter(Predicate<Object> passes) {
            SortedMap<String, Draft> kept = new TreeMap<>();
            Map<String, Object> keptKeys = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                if (passes.test(keys[i])) {
                    kept.put(names[i], part(i));
                    keptKeys.put(names[i], keys[i]);
                }
            }
            return new Entries(position(), kept, keptKeys);
        }

        @Override
        Object buildNew() {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                map.put(keys[i], part(i).build());
            }
            return Collections.unmodifiableMap(map);
        }

        @Override
        List<String> ownTexts() {
            return names();
        }

        @Override
        int index(Object step) {
            return step instanceof String name ? Math.max(-1, Arrays.binarySearch(names, name)) : -1;
        }

        @Override
        List<String> stepNames() {
            return names();
        }

        @Override
        Draft with(Draft[] changedParts) {
            return new Entries(position(), names, keys, changedParts);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Entries(elsewhere, names, keys, partsAt(elsewhere));
        }
    }

    /** A record. */
    public static final class Struct extends Draft {
        private final Structure structure;

        Struct(SourcePosition position, Structure structure, List<Draft> fields) {
            this(position, structure, fields.toArray(Draft[]::new));
        }

        private Struct(SourcePosition position, Structure structure, Draft[] fields) {
            super(position, fields);
            this.structure = structure;
        }

        public Structure structure() {
            return structure;
        }

        /** Returns the draft of a component by its number. */
        public Draft field(int index) {
            return part(index);
        }

        @Override
        Object buildNew() {
            Object[] arguments = new Object[size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = part(i).build();
            }
            Record record = construct(arguments);
            if (record instanceof Checked checked) {
                check(checked::check);
            }
            return record instanceof Normalized<?> normalized ? normalized.normalized() : record;
        }

        /**
         * Checks the record built from this draft.
         *
         * @throws PipelineException with the problems that the check reports
         */
        public void check(Consumer<ProblemReport> check) {
            CheckReport report = new CheckReport(this);
            check.accept(report);
            report.throwIfAny();
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
        List<String> ownTexts() {
            return List.of(structure.type().getName());
        }

        @Override
        int index(Object step) {
            return step instanceof String key ? structure.indexOf(key) : -1;
        }

        @Override
        List<String> stepNames() {
            return structure.keys();
        }

        @Override
        Draft with(Draft[] changedParts) {
            return new Struct(position(), structure, changedParts);
        }

        @Override
        Draft at(SourcePosition elsewhere) {
            return new Struct(elsewhere, structure, partsAt(elsewhere));
        }
    }
}
