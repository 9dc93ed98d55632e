package org.cb1network.engine.runner.spec.read;

import java.util.Collection;
import java.util.List;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;

/** Shared helpers of the readers of the document's parts. */
final class Mappings {

    private Mappings() {}

    /** Returns the entries of a mapping; empty if there is no value, or not a mapping, which is reported. */
    static List<Node.Entry> entries(Node node, String expected, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return List.copyOf(mapping.entries().values());
        }
        if (!(node instanceof Node.Scalar scalar && scalar.isNull())) {
            problems.add(node.position(), node.describe() + " was found where " + expected + " is expected");
        }
        return List.of();
    }

    /** Reports unknown keys. */
    static void requireKeys(Node.Mapping mapping, Collection<String> known, String place, Problems problems) {
        for (Node.Entry entry : mapping.entries().values()) {
            if (!known.contains(entry.key())) {
                problems.add(
                        entry.keyPosition(),
                        "there is no key '" + Spelling.shorten(entry.key()) + "' " + place,
                        problems.advice(entry.key(), known));
            }
        }
    }

    /** Reports a key that is not a valid name. */
    static void requireName(Node.Entry entry, Problems problems) {
        if (!Binder.isName(entry.key())) {
            problems.add(
                    entry.keyPosition(), "'" + Spelling.shorten(entry.key()) + "' is not a name", Binder.nameAdvice());
        }
    }
}
