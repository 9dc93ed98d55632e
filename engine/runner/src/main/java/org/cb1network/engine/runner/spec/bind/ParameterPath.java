package org.cb1network.engine.runner.spec.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The path from a draft to one of its parts, as users write it: {@code stimuli.input.level}.
 *
 * @param steps the path, for {@link Draft#replace}
 * @param name the path in canonical form, as in {@link CanonicalParameters}
 * @param type the type of the part
 * @param description its meaning in a few words; may be empty
 */
public record ParameterPath(List<Object> steps, String name, ParameterType type, String description) {

    public ParameterPath {
        steps = List.copyOf(steps);
    }

    /** Returns the path to the whole of a draft. */
    public static ParameterPath root(ParameterType type) {
        return new ParameterPath(List.of(), "", type, "");
    }

    /**
     * Follows a path from here.
     *
     * @param root the draft that this path starts from
     * @param path keys and names separated by dots
     * @param position where the path is written
     * @param problems receives errors
     */
    public Optional<ParameterPath> find(Draft root, String path, SourcePosition position, Problems problems) {
        ParameterPath at = this;
        for (String part : path.split("\\.", -1)) {
            if (at.in(root) instanceof Draft.Broken) {
                return Optional.empty();
            }
            ParameterPath next = at.child(root, part);
            if (next == null) {
                Collection<String> names = problems.full() ? List.of() : at.names(root);
                String place = at.name.isEmpty() ? "" : " in '" + at.name + "'";
                problems.add(
                        position,
                        names.isEmpty()
                                ? "'" + at.name + "' has no parts"
                                : "there is no '" + Spelling.shorten(part) + "'" + place,
                        problems.advice(part, names));
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** Returns the part at this path. */
    public Draft in(Draft root) {
        Draft part = partOf(root);
        if (part == null) {
            throw new IllegalArgumentException("there is no '" + name + "' at " + root.position());
        }
        return part;
    }

    /** Returns whether a draft has this part. */
    public boolean isIn(Draft root) {
        return partOf(root) != null;
    }

    private @Nullable Draft partOf(Draft root) {
        @Nullable Draft draft = root;
        for (int i = 0; draft != null && i < steps.size(); i++) {
            draft = draft.part(steps.get(i));
        }
        return draft;
    }

    /** Returns whether another path is this one, or leads to a part of what this one leads to. */
    public boolean covers(ParameterPath other) {
        return other.name.startsWith(name)
                && (other.name.length() == name.length() || other.name.charAt(name.length()) == '.');
    }

    private @Nullable ParameterPath child(Draft root, String part) {
        Draft draft = in(root);
        if (type instanceof ParameterType.Maybe maybe) {
            return draft instanceof Draft.Maybe present && present.value() != null
                    ? step(Draft.VALUE, "", maybe.value(), description).child(root, part)
                    : null;
        }
        if (draft instanceof Draft.Struct struct) {
            Structure structure = struct.structure();
            int index = structure.indexOf(part);
            return index < 0 || structure.fields().get(index).given()
                    ? null
                    : step(
                            part,
                            part,
                            structure.fields().get(index).type(),
                            structure.fields().get(index).description());
        }
        if (draft instanceof Draft.Entries entries && type instanceof ParameterType.Dictionary dictionary) {
            String key = keyText(part, dictionary);
            return entries.index(key) >= 0 ? step(key, key, dictionary.element(), description) : null;
        }
        if (draft instanceof Draft.Items && type instanceof ParameterType.Items items && part.matches("\\d{1,6}")) {
            return draft.part(Integer.valueOf(part)) == null
                    ? null
                    : step(Integer.valueOf(part), part, items.element(), description);
        }
        return null;
    }

    private static String keyText(String part, ParameterType.Dictionary dictionary) {
        try {
            return Binder.parseKey(part, dictionary).toString();
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /** Returns the possible next steps. */
    private Collection<String> names(Draft root) {
        Draft draft = in(root);
        if (draft instanceof Draft.Maybe maybe && maybe.value() != null) {
            draft = maybe.value();
        }
        return draft.stepNames();
    }

    private ParameterPath step(Object step, String part, ParameterType next, String nextDescription) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ParameterPath(
                longer, name.isEmpty() || part.isEmpty() ? name + part : name + "." + part, next, nextDescription);
    }

    /** Returns this path with another key in front. */
    public ParameterPath below(String key) {
        List<Object> longer = new ArrayList<>();
        longer.add(key);
        longer.addAll(steps);
        return new ParameterPath(longer, key + "." + name, type, description);
    }
}
