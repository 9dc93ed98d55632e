package org.cb1network.engine.runner.spec.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * Applies overrides to the document: a profile, or <code>-p path=value</code>. Mappings are merged key by key, and
 * everything else is replaced. An empty mapping empties parameters and conditions; elsewhere it would change nothing and is refused.
 * Overriding values keep their own positions, so that later checks point at the override.
 */
final class Overlay {

    private static final Set<String> GRID_KEYS = Set.of("from", "to", "count", "step", "scale", "also");
    private static final Pattern SPACES_AROUND_ARROW = Pattern.compile("\\s*->\\s*");

    private final String source;
    private final Problems problems;

    /**
     * Creates an overlay.
     *
     * @param source origin of the override, for messages: {@code the profile 'quick'}
     * @param problems receives errors
     */
    Overlay(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Returns the document with an override applied. */
    Node.Mapping lay(Node.Mapping document, Node.Mapping override, Shape shape) {
        return mapping(document, override, shape);
    }

    /**
     * Returns an assignment of the command line as a mapping.
     *
     * @param assignment {@code path=value}
     * @param position such as {@code -p no. 1}
     * @throws PipelineException if it is not valid
     */
    static Node.Mapping assignment(String assignment, SourcePosition position, Node.Mapping document, Shape shape) {
        String path = path(assignment);
        if (path.isEmpty() || Arrays.asList(path.split("\\.", -1)).contains("")) {
            throw new PipelineException(
                    position,
                    "'" + Spelling.shorten(assignment) + "' is not of the form path=value",
                    "write for example -p seed=7");
        }
        String text = assignment.substring(assignment.indexOf('=') + 1);
        if (text.isBlank()) {
            throw new PipelineException(
                    position, "'" + Spelling.shorten(path) + "' has no value", YamlReader.EMPTY_VALUE_ADVICE);
        }
        return (Node.Mapping) wrap(keys(path, document, shape), YamlReader.readValue(text, position));
    }

    /** Returns the path of an assignment; empty if it has none. */
    static String path(String assignment) {
        int equals = assignment.indexOf('=');
        return equals < 0 ? "" : assignment.substring(0, equals).strip();
    }

    private static Node wrap(List<String> keys, Node value) {
        if (keys.size() > YamlReader.MAX_DEPTH) {
            throw new PipelineException(
                    value.position(), "this path has more than " + YamlReader.MAX_DEPTH + " parts", "");
        }
        Node node = value;
        for (int i = keys.size() - 1; i >= 0; i--) {
            Node.Entry entry = new Node.Entry(value.position(), keys.get(i), node);
            node = new Node.Mapping(value.position(), Map.of(keys.get(i), entry));
        }
        return node;
    }

    /**
     * Splits a path into keys. Overrides of conditions and stages have paths as keys, so there the rest of the path is
     * one key.
     */
    private static List<String> keys(String path, Node.Mapping document, Shape documentShape) {
        List<String> parts = Arrays.asList(path.split("\\."));
        List<String> keys = new ArrayList<>();
        Shape shape = documentShape;
        Node.Mapping mapping = document;
        for (int i = 0; i < parts.size(); i++) {
            if (shape instanceof Shape.Paths) {
                keys.add(parts.stream().skip(i).collect(Collectors.joining(".")));
                break;
            }
            keys.add(parts.get(i));
            shape = shape.child(parts.get(i), mapping);
            mapping = mapping.get(parts.get(i)) instanceof Node.Mapping next
                    ? next
                    : new Node.Mapping(document.position(), Map.of());
        }
        return keys;
    }

    private Node node(Node base, Node override, Shape shape) {
        boolean mergeable = base instanceof Node.Mapping && !(shape instanceof Shape.Value);
        if (mergeable
                && override instanceof Node.Scalar scalar
                && scalar.isNull()
                && scalar.text().isEmpty()) {
            // A block whose lines are all commented out changes nothing; a written null removes a value.
            return base;
        }
        if (!mergeable || !(override instanceof Node.Mapping mapping)) {
            return override;
        }
        if (mapping.entries().isEmpty() && !shape.isEmptiedByAnEmptyMapping()) {
            changesNothing(mapping);
        }
        return mapping.entries().isEmpty() && shape.isEmptiedByAnEmptyMapping()
                ? mapping
                : mapping((Node.Mapping) base, mapping, shape);
    }

    private void changesNothing(Node.Mapping empty) {
        problems.add(
                empty.position(),
                "an empty mapping changes nothing here, because keys that it does not name stay",
                "name the keys to change; the value null removes one");
    }

    private Node.Mapping mapping(Node.Mapping base, Node.Mapping override, Shape shape) {
        if (shape instanceof Shape.Parameters parameters && parameters.changesVariant(base, override)) {
            return override;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(base.entries());
        // The parameters of a stage depend on its type, which the same override may change.
        Node.Mapping run = override.get("run") == null ? base : override;
        Map<String, String> composites = composites(base);
        for (Node.Entry entry : override.entries().values()) {
            String key = composites.getOrDefault(withoutSpaces(entry.key()), entry.key());
            Node.Entry old = base.entries().get(key);
            if (shape instanceof Shape.Sweep) {
                layAxis(entries, old, entry);
            } else if (old != null) {
                Shape child = shape.child(key, shape instanceof Shape.Stage ? run : base);
                entries.put(key, new Node.Entry(old.keyPosition(), key, node(old.value(), entry.value(), child)));
            } else if (mayAdd(shape, entry.value())) {
                entries.put(entry.key(), entry);
            } else {
                unknownName(shape, entry, base);
            }
        }
        return new Node.Mapping(base.position(), entries);
    }

    /**
     * Maps keys such as 'a -> b', which may be written with different spacing, from a normalized form to the existing
     * key.
     */
    private static Map<String, String> composites(Node.Mapping base) {
        Map<String, String> composites = new HashMap<>();
        for (String key : base.entries().keySet()) {
            if (key.contains("->")) {
                composites.put(withoutSpaces(key), key);
            }
        }
        return composites;
    }

    private static String withoutSpaces(String key) {
        return key.contains("->") ? SPACES_AROUND_ARROW.matcher(key.strip()).replaceAll("->") : key;
    }

    private static boolean mayAdd(Shape shape, Node added) {
        if (shape instanceof Shape.Names names) {
            return added instanceof Node.Mapping mapping && mapping.entries().containsKey(names.defining());
        }
        return !(shape instanceof Shape.Parameters parameters && parameters.isDictionary());
    }

    private void unknownName(Shape shape, Node.Entry entry, Node.Mapping base) {
        String what = shape instanceof Shape.Names names ? names.what() + " " : "";
        problems.add(
                entry.keyPosition(),
                "there is no " + what + "'" + Spelling.shorten(entry.key()) + "' that " + source + " could change",
                problems.advice(entry.key(), base.entries().keySet()));
    }

    /** Overrides an axis. The axis keeps what it sets; a new grid replaces a list of values and vice versa. */
    private void layAxis(Map<String, Node.Entry> axes, Node.@Nullable Entry old, Node.Entry override) {
        if (override.value() instanceof Node.Scalar scalar && scalar.isNull()) {
            axes.remove(override.key());
            return;
        }
        boolean bothLists =
                old != null && !(old.value() instanceof Node.Mapping) && !(override.value() instanceof Node.Mapping);
        if (old == null || bothLists) {
            axes.put(override.key(), override);
            return;
        }
        Map<String, Node.Entry> merged = new LinkedHashMap<>(axisMapping(old).entries());
        Map<String, Node.Entry> changes = axisMapping(override).entries();
        if (override.value() instanceof Node.Mapping mapping && changes.isEmpty()) {
            changesNothing(mapping);
        }
        if (changes.containsKey("values")) {
            merged.keySet().removeAll(GRID_KEYS);
        }
        if (changes.keySet().stream().anyMatch(GRID_KEYS::contains)) {
            merged.remove("values");
        }
        if (changes.containsKey("step")) {
            merged.remove("count");
        }
        if (changes.containsKey("count")) {
            merged.remove("step");
        }
        merged.putAll(changes);
        axes.put(
                override.key(),
                new Node.Entry(
                        old.keyPosition(),
                        override.key(),
                        new Node.Mapping(override.value().position(), merged)));
    }

    private static Node.Mapping axisMapping(Node.Entry axis) {
        return axis.value() instanceof Node.Mapping mapping
                ? mapping
                : new Node.Mapping(
                        axis.value().position(),
                        Map.of("values", new Node.Entry(axis.keyPosition(), "values", axis.value())));
    }
}
