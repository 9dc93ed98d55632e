package org.cb1network.engine.runner.spec.read;

import java.util.Collection;
import java.util.List;
import org.cb1network.engine.runner.spec.bind.Binder;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.Spelling;

/** What the readers of the document's parts share. */
final class Mappings {

    private Mappings() {}

    /** The entries of a mapping; none if it is nothing, or something else, which is reported. */
    static List<Node.Entry> entries(Node node, String due, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return List.copyOf(mapping.entries().values());
        }
        if (!(node instanceof Node.Scalar scalar && scalar.isNull())) {
            problems.add(node.position(), node.describe() + " stands where " + due + " is due");
        }
        return List.of();
    }

    /** Reports keys that the language does not know. */
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

    /** Reports a key that cannot be the name of something. */
    static void requireName(Node.Entry entry, Problems problems) {
        if (!Binder.isName(entry.key())) {
            problems.add(
                    entry.keyPosition(), "'" + Spelling.shorten(entry.key()) + "' is not a name", Binder.nameAdvice());
        }
    }
}
