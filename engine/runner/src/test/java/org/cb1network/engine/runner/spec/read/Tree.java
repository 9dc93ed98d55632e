package org.cb1network.engine.runner.spec.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;

/**
 * A pipeline as mappings, lists and texts, to be mutated as a whole. The result is always YAML, and usually a pipeline
 * with values in wrong places.
 */
final class Tree {

    private final Map<String, Object> root;

    private Tree(Map<String, Object> root) {
        this.root = root;
    }

    static Tree of(String yaml) {
        return new Tree(mapping((Node.Mapping) YamlReader.read(yaml.getBytes(UTF_8), "p.yaml", new Problems())));
    }

    private static Object value(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping(mapping);
        } else if (node instanceof Node.Sequence sequence) {
            return new ArrayList<>(sequence.items().stream().map(Tree::value).toList());
        }
        return ((Node.Scalar) node).text();
    }

    private static Map<String, Object> mapping(Node.Mapping mapping) {
        Map<String, Object> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> entries.put(key, value(entry.value())));
        return entries;
    }

    /** Returns a copy that may be changed. */
    Tree copy() {
        return new Tree(copyOf(root));
    }

    private static Map<String, Object> copyOf(Map<String, Object> mapping) {
        Map<String, Object> copy = new LinkedHashMap<>();
        mapping.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> mapping) {
            return copyOf((Map<String, Object>) mapping);
        } else if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Tree::copyOf).toList());
        }
        return value;
    }

    /** The position of a value: a key of a mapping, or a number in a list. */
    private record Place(Object container, Object key) {

        @SuppressWarnings("unchecked")
        Object get() {
            return container instanceof Map<?, ?> mapping
                    ? mapping.get(key)
                    : ((List<Object>) container).get((Integer) key);
        }

        @SuppressWarnings("unchecked")
        void set(Object value) {
            if (container instanceof Map<?, ?> mapping) {
                ((Map<Object, Object>) mapping).put(key, value);
            } else {
                ((List<Object>) container).set((Integer) key, value);
            }
        }

        @SuppressWarnings("unchecked")
        void remove() {
            if (container instanceof Map<?, ?> mapping) {
                mapping.remove(key);
            } else {
                ((List<Object>) container).remove((int) (Integer) key);
            }
        }

        /** Moves the value to another key, or to the end of the list. */
        @SuppressWarnings("unchecked")
        void add(String otherKey, Object value) {
            if (container instanceof Map<?, ?> mapping) {
                ((Map<Object, Object>) mapping).put(otherKey, value);
            } else {
                ((List<Object>) container).add(value);
            }
        }
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        collect(root, places);
        return places;
    }

    private static void collect(Object value, List<Place> places) {
        if (value instanceof Map<?, ?> mapping) {
            mapping.forEach((key, inner) -> {
                places.add(new Place(mapping, key));
                collect(inner, places);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Place(list, i));
                collect(list.get(i), places);
            }
        }
    }

    /** Makes one change: of a value, of a key, or of the place of a value. */
    void edit(SplittableRandom random, Supplier<String> odd) {
        List<Place> places = places();
        if (places.isEmpty()) {
            return;
        }
        Place place = places.get(random.nextInt(places.size()));
        Place other = places.get(random.nextInt(places.size()));
        Object value = copyOf(place.get());
        switch (random.nextInt(9)) {
            case 0 -> place.remove();
            case 1 -> place.set(odd.get());
            case 2 -> other.set(value);
            case 3 -> other.add(String.valueOf(place.key()), value);
            case 4 -> place.add(odd.get(), value);
            case 5 -> place.add(String.valueOf(other.key()), copyOf(other.get()));
            case 6 -> place.set(new ArrayList<>(List.of(value, copyOf(other.get()))));
            case 7 -> place.set(new LinkedHashMap<>(Map.of(String.valueOf(other.key()), value)));
            default -> {
                place.set(copyOf(other.get()));
                other.set(value);
            }
        }
    }

    /**
     * Returns the tree as YAML in flow style, with every text quoted except one in eight, so that odd texts have an
     * effect.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        write(root, text);
        return text.append('\n').toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> mapping) {
            String before = "{";
            for (Map.Entry<?, ?> entry : mapping.entrySet()) {
                text.append(before);
                writeText(String.valueOf(entry.getKey()), text);
                text.append(": ");
                write(entry.getValue(), text);
                before = ",\n ";
            }
            text.append(mapping.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String before = "[";
            for (Object item : list) {
                text.append(before);
                write(item, text);
                before = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else {
            writeText(String.valueOf(value), text);
        }
    }

    private static void writeText(String value, StringBuilder text) {
        if (value.hashCode() % 8 == 0 && !value.isBlank()) {
            text.append(value);
            return;
        }
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04X", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
