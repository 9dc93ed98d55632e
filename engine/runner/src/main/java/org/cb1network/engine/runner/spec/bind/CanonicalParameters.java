package org.cb1network.engine.runner.spec.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a stage at one point in canonical form, which depends only on their values: parameter names, as
 * users address them, with values as text. Defaults are filled in, units converted, numbers written in a single way,
 * keys sorted; user-defined names are kept as written. Immutable.
 *
 * <p>For example {@code duration} = {@code 500 ms}, {@code model.time-step} = {@code 0.1 ms}. A list of single values
 * is one text, {@code [3 Hz, 4 Hz]}. Other lists and mappings have a path for each part or, if empty, their own path
 * with the text {@code []} or <code>{}</code>. An absent optional value has no path.
 */
public final class CanonicalParameters {

    /** Precedes the path of a parameter in the preimage of a key. */
    public static final String PREFIX = "parameter ";

    private final Structure structure;
    private final List<Tree> trees;

    private CanonicalParameters(Structure structure, List<Tree> trees) {
        this.structure = structure;
        this.trees = List.copyOf(trees);
    }

    /** Returns the canonical form of a parameter record. */
    public static CanonicalParameters of(Structure structure, Record parameters) {
        return new CanonicalParameters(structure, trees(structure, parameters, null));
    }

    /** Returns the canonical form of another record of the same type, sharing equal parts with this one. */
    public CanonicalParameters of(Record parameters) {
        List<Tree> others = trees(structure, parameters, this);
        return others.equals(trees) ? this : new CanonicalParameters(structure, others);
    }

    private static List<Tree> trees(Structure structure, Record parameters, @Nullable CanonicalParameters previous) {
        List<Tree> trees = new ArrayList<>();
        for (Field field : structure.fields()) {
            if (field.outsideKey()) {
                continue;
            }
            Tree old = previous == null ? null : previous.tree(field.key());
            trees.add(Tree.of(field.key(), field.key(), field.type(), Tree.read(field, parameters), old));
        }
        trees.sort(Comparator.comparing(tree -> tree.order));
        return trees;
    }

    private @Nullable Tree tree(String key) {
        for (Tree tree : trees) {
            if (tree.key.equals(key)) {
                return tree;
            }
        }
        return null;
    }

    /** Visits all parameters in the order of their paths. */
    public void forEach(BiConsumer<String, String> visitor) {
        trees.forEach(tree -> tree.forEach(visitor));
    }

    /**
     * Visits the encodings of all parameters in the order of their paths, each with its {@link #PREFIX} and its value, as
     * {@link LengthPrefixed#pair} encodes them. A value that many points share is encoded once.
     */
    public void forEachEncoding(Consumer<byte[]> visitor) {
        trees.forEach(tree -> tree.forEachEncoding(visitor));
    }

    /** Returns all parameters by path, sorted. */
    public SortedMap<String, String> asMap() {
        NavigableMap<String, String> map = new TreeMap<>();
        forEach(map::put);
        return Collections.unmodifiableNavigableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalParameters parameters
                && parameters.asMap().equals(asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    /** A value and its parts. Equal values share a tree if one was derived from the other. */
    private static final class Tree {
        private final String path;
        private final String key;
        private final ParameterType type;
        private final Object value;
        private final @Nullable String text;
        private final List<Tree> parts;

        private volatile byte @Nullable [] encoding;

        /** Sort key by which the parts yield their paths in order; no key contains a dot. */
        private final String order;

        private Tree(
                String path, String key, ParameterType type, Object value, @Nullable String text, List<Tree> parts) {
            this.path = path;
            this.key = key;
            this.type = type;
            this.value = value;
            this.text = text;
            this.parts = parts;
            this.order = text != null ? key : key + ".";
        }

        /**
         * Returns the tree of a value.
         *
         * @param previous a tree of another value with the same path, from which equal parts are shared
         */
        static Tree of(String path, String key, ParameterType type, Object value, @Nullable Tree previous) {
            Tree old = previous != null && previous.type == type ? previous : null;
            if (old != null && (old.value == value || (old.text != null && old.value.equals(value)))) {
                return old;
            }
            String text = CanonicalText.of(type, value);
            if (text != null) {
                return new Tree(path, key, type, value, text, List.of());
            }
            Parts parts = new Parts(path, old);
            CanonicalText.parts(type, value).forEach(parts::add);
            return old != null && old.text == null && parts.allShared()
                    ? old
                    : new Tree(path, key, type, value, null, parts.sorted());
        }

        static Object read(Field field, Record record) {
            return CanonicalText.component(field, record);
        }

        void forEach(BiConsumer<String, String> visitor) {
            if (text != null) {
                visitor.accept(path, text);
            }
            for (Tree part : parts) {
                part.forEach(visitor);
            }
        }

        void forEachEncoding(Consumer<byte[]> visitor) {
            if (text != null) {
                byte[] known = encoding;
                if (known == null) {
                    known = LengthPrefixed.pair(PREFIX + path, text);
                    encoding = known;
                }
                visitor.accept(known);
            }
            for (Tree part : parts) {
                part.forEachEncoding(visitor);
            }
        }
    }

    /** Collects the parts of a value, sharing those equal to previous ones. */
    private static final class Parts {
        private final String path;
        private final List<Tree> old;
        private final List<Tree> parts = new ArrayList<>();
        private int shared;

        Parts(String path, @Nullable Tree previous) {
            this.path = path;
            this.old = previous == null ? List.of() : previous.parts;
        }

        void add(CanonicalText.Part part) {
            Tree previous = old(part.key());
            String itsPath = previous == null ? path + "." + part.key() : previous.path;
            Tree tree = Tree.of(itsPath, part.key(), part.type(), part.value(), previous);
            shared += tree == previous ? 1 : 0;
            parts.add(tree);
        }

        /** Returns the previous part with a key. Usually the parts come in the same order. */
        private @Nullable Tree old(String key) {
            int expected = parts.size();
            if (expected < old.size() && old.get(expected).key.equals(key)) {
                return old.get(expected);
            }
            for (Tree part : old) {
                if (part.key.equals(key)) {
                    return part;
                }
            }
            return null;
        }

        boolean allShared() {
            return shared == parts.size() && shared == old.size();
        }

        List<Tree> sorted() {
            parts.sort(Comparator.comparing(part -> part.order));
            return parts;
        }
    }
}
