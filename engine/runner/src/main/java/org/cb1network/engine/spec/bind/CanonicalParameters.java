package org.cb1network.engine.spec.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.cb1network.engine.spec.bind.ParameterType.Field;
import org.cb1network.engine.spec.bind.ParameterType.Structure;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a stage at one point in the one form that depends on nothing but their values: names of parameters,
 * as a user would address them, with their values as text. Defaults are filled in, units converted, numbers written in
 * one way, keys sorted; names of populations and the like are as the user wrote them. Immutable.
 *
 * <p>For example {@code duration} = {@code 500 ms}, {@code model.projections.CB1Inh -> L23Exc.release} = {@code 0.25}.
 * A list of single values is one text, {@code [3 Hz, 4 Hz]}; other lists and mappings have a path for each part, or if
 * they are empty, a path of their own with the text {@code []} or <code>{}</code>. An optional value that is absent has
 * no path.
 */
public final class CanonicalParameters {

    private final Structure structure;
    private final List<Section> sections;

    private CanonicalParameters(Structure structure, List<Section> sections) {
        this.structure = structure;
        this.sections = List.copyOf(sections);
    }

    /** The canonical form of a record of parameters. */
    public static CanonicalParameters of(Structure structure, Record parameters) {
        return new CanonicalParameters(structure, sections(structure, parameters, null));
    }

    /** The canonical form of another record of the same parameters; it shares with this one what they agree in. */
    public CanonicalParameters of(Record parameters) {
        return new CanonicalParameters(structure, sections(structure, parameters, this));
    }

    private static List<Section> sections(
            Structure structure, Record parameters, @Nullable CanonicalParameters previous) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < structure.fields().size(); i++) {
            Field field = structure.fields().get(i);
            Section old = previous == null ? null : previous.section(field.key());
            Tree tree = Tree.of(
                    field.key(),
                    field.key(),
                    field.type(),
                    Tree.read(field, parameters),
                    old == null ? null : old.tree);
            sections.add(old != null && old.tree == tree ? old : new Section(tree));
        }
        sections.sort(Comparator.comparing(section -> section.tree.order));
        return sections;
    }

    private @Nullable Section section(String name) {
        for (Section section : sections) {
            if (section.name().equals(name)) {
                return section;
            }
        }
        return null;
    }

    /**
     * The parameters by component of the record. Points share the sections that they agree in: the very same object, so
     * that whoever digests sections can digest each once. Their entries one after another are those of {@link #asMap}.
     */
    public List<Section> sections() {
        return sections;
    }

    /** Visits all parameters in the order of their paths. */
    public void forEach(BiConsumer<String, String> visitor) {
        sections.forEach(section -> section.forEach(visitor));
    }

    /** All parameters: path to value, in the order of the paths. */
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

    /** The parameters of one component of the record. Compared by identity. */
    public static final class Section {
        private final Tree tree;

        private Section(Tree tree) {
            this.tree = tree;
        }

        /** The YAML key of the component. */
        public String name() {
            return tree.path;
        }

        /** Visits its parameters, each with its full path, in the order of the paths. */
        public void forEach(BiConsumer<String, String> visitor) {
            tree.forEach(visitor);
        }

        /** Its parameters: full path to value, in the order of the paths. */
        public SortedMap<String, String> entries() {
            NavigableMap<String, String> entries = new TreeMap<>();
            forEach(entries::put);
            return Collections.unmodifiableNavigableMap(entries);
        }
    }

    /** A value and its parts. Trees of equal values are the same tree, as far as they are made from one another. */
    private static final class Tree {
        private final String path;
        private final String key;
        private final ParameterType type;
        private final Object value;
        private final @Nullable String text;
        private final List<Tree> parts;

        /** Sorted by this, the parts yield their paths in order: no key has a dot in it. */
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

        static Tree of(String path, String key, ParameterType type, Object value, @Nullable Tree previous) {
            if (previous != null
                    && previous.type == type
                    && (previous.value == value || previous.value.equals(value))) {
                return previous;
            }
            String text = CanonicalText.of(type, value);
            return text != null
                    ? new Tree(path, key, type, value, text, List.of())
                    : new Tree(path, key, type, value, null, parts(path, type, value, previous));
        }

        private static List<Tree> parts(String path, ParameterType type, Object value, @Nullable Tree previous) {
            List<Tree> parts = new ArrayList<>();
            CanonicalText.forEachPart(type, value, (key, partType, part) -> {
                Tree old = previous == null ? null : previous.part(key);
                parts.add(of(old == null ? path + "." + key : old.path, key, partType, part, old));
            });
            parts.sort(Comparator.comparing(part -> part.order));
            return parts;
        }

        static Object read(Field field, Record record) {
            return CanonicalText.component(field, record);
        }

        private @Nullable Tree part(String partKey) {
            for (Tree part : parts) {
                if (part.key.equals(partKey)) {
                    return part;
                }
            }
            return null;
        }

        void forEach(BiConsumer<String, String> visitor) {
            if (text != null) {
                visitor.accept(path, text);
            }
            for (Tree part : parts) {
                part.forEach(visitor);
            }
        }
    }
}
