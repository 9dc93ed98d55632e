package org.cb1network.engine.runner.spec.bind;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;

/**
 * A replacement of a value by another one, as in conditions and the {@code set:} of a stage.
 *
 * @param path path of the replaced value
 * @param value the new value
 */
public record Replacement(ParameterPath path, Draft value) {

    /** Returns a draft with this value replaced. */
    public Draft applyTo(Draft root) {
        return root.replace(path.steps(), value);
    }

    /**
     * Reads an override. A mapping overrides its parts one by one; everything else replaces the old value.
     *
     * @param from the path that the override's path is relative to
     * @param root the draft to override
     * @param override a path and its value
     * @return empty if the path is invalid, which is reported
     */
    public static List<Replacement> read(
            ParameterPath from, Draft root, Node.Entry override, Binder binder, Problems problems) {
        List<Replacement> found = new ArrayList<>();
        from.find(root, override.key(), override.keyPosition(), problems)
                .ifPresent(path -> collect(path, root, override.value(), binder, problems, found));
        return found;
    }

    private static void collect(
            ParameterPath path, Draft root, Node value, Binder binder, Problems problems, List<Replacement> found) {
        Draft old = path.in(root);
        if (value instanceof Node.Mapping mapping && hasParts(old, mapping)) {
            for (Node.Entry entry : mapping.entries().values()) {
                if (!entry.key().equals(ParameterType.Union.KEY) || !isUnion(path)) {
                    path.find(root, entry.key(), entry.keyPosition(), problems)
                            .ifPresent(part -> collect(part, root, entry.value(), binder, problems, found));
                }
            }
        } else {
            found.add(new Replacement(path, binder.bind(value, path.type())));
        }
    }

    private static boolean isUnion(ParameterPath path) {
        ParameterType type = path.type() instanceof ParameterType.Maybe maybe ? maybe.value() : path.type();
        return type instanceof ParameterType.Union;
    }

    /** Returns whether to override part by part. A different variant of a union replaces the old one completely. */
    private static boolean hasParts(Draft old, Node.Mapping replacement) {
        Draft draft = old instanceof Draft.Maybe maybe ? maybe.value() : old;
        if (draft instanceof Draft.Struct struct) {
            String variant = struct.structure().variant();
            return variant.isEmpty()
                    || !(replacement.get(ParameterType.Union.KEY) instanceof Node.Scalar name)
                    || name.text().equals(variant);
        }
        return draft instanceof Draft.Entries;
    }
}
