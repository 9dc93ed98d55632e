package org.cb1network.engine.runner.provenance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.jspecify.annotations.Nullable;

/**
 * Explains, point by point, why the keys of two computations of a stage differ, in terms of the pipeline file and the
 * code. What applies to several points is listed once.
 */
public final class KeyChanges {

    private static final int MOST_CODE_CHANGES = 12;

    private final Function<String, Optional<CodeFingerprint>> codeBefore;
    private final Function<String, Optional<CodeFingerprint>> codeNow;
    private final Map<List<Object>, KeyChange> changes = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> codeChanges = new HashMap<>();

    /**
     * Creates an empty list.
     *
     * @param codeBefore finds the code behind a digest in a key of the first computation
     * @param codeNow finds the code behind a digest in a key of the second computation
     */
    public KeyChanges(
            Function<String, Optional<CodeFingerprint>> codeBefore,
            Function<String, Optional<CodeFingerprint>> codeNow) {
        this.codeBefore = codeBefore;
        this.codeNow = codeNow;
    }

    /** Adds a difference of one point. */
    public void add(KeyChange.Kind kind, String text, String point) {
        changes.merge(
                List.of(kind, text),
                new KeyChange(kind, text, 1, point),
                (old, one) -> new KeyChange(kind, text, old.points() + 1, old.example()));
    }

    /** Adds what differs between two preimages of the key of one point. */
    public void add(KeyPreimage before, KeyPreimage now, String point) {
        SortedSet<String> names = new TreeSet<>(before.ingredients().keySet());
        names.addAll(now.ingredients().keySet());
        for (String name : names) {
            String from = before.ingredients().get(name);
            String to = now.ingredients().get(name);
            if (!Objects.equals(from, to)) {
                add(name, from, to, point);
            }
        }
    }

    private void add(String name, @Nullable String from, @Nullable String to, String point) {
        String values = (from == null ? "(none)" : from) + " -> " + (to == null ? "(none)" : to);
        if (name.equals(KeyPreimage.CODE)) {
            codeChanges
                    .computeIfAbsent(
                            List.of(String.valueOf(from), String.valueOf(to)),
                            digests -> codeChanges(digests.get(0), digests.get(1)))
                    .forEach(text -> add(KeyChange.Kind.CODE, "code: " + text, point));
        } else if (name.equals(KeyPreimage.SEED)) {
            add(KeyChange.Kind.SEED, "seed: the seed of the pipeline has changed", point);
        } else if (name.startsWith(KeyPreimage.INPUT)) {
            add(KeyChange.Kind.INPUT, name + ": its content has changed", point);
        } else if (name.startsWith(KeyPreimage.PARAMETER)) {
            add(KeyChange.Kind.PARAMETER, name + ": " + values, point);
        } else {
            add(KeyChange.Kind.OTHER, name + ": " + values, point);
        }
    }

    private List<String> codeChanges(String from, String to) {
        Optional<CodeFingerprint> old = codeBefore.apply(from);
        Optional<CodeFingerprint> current = codeNow.apply(to);
        if (old.isEmpty() || current.isEmpty()) {
            return List.of("it has changed (details are no longer available)");
        }
        List<String> texts = new ArrayList<>();
        current.get().changesSince(old.get()).forEach(change -> texts.add(change.toString()));
        if (texts.size() > MOST_CODE_CHANGES) {
            int more = texts.size() - MOST_CODE_CHANGES;
            texts.subList(MOST_CODE_CHANGES, texts.size()).clear();
            texts.add("and " + more + " more changes");
        }
        return texts;
    }

    /** Returns the differences in the order in which they were first added. */
    public List<KeyChange> list() {
        return List.copyOf(changes.values());
    }
}
