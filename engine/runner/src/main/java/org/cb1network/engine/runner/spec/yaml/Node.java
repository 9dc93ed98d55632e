package org.cb1network.engine.runner.spec.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file, with its position. Immutable. An alias is the same node object as its anchor. */
public sealed interface Node {

    /** Returns where the value begins. */
    SourcePosition position();

    /** Describes the value for messages: {@code a mapping}, {@code a list}, {@code '5 ms'}. */
    String describe();

    /**
     * Text, a number, a boolean or nothing; the parameter decides which.
     *
     * @param text as written, with quotes and escapes resolved; empty, {@code null} or {@code ~} for nothing
     * @param kind what it looks like
     */
    record Scalar(SourcePosition position, String text, Kind kind) implements Node {

        /** What an unquoted scalar looks like; quoted ones are text. */
        public enum Kind {
            TEXT,
            NUMBER,
            BOOLEAN,
            NULL
        }

        public boolean isNull() {
            return kind == Kind.NULL;
        }

        @Override
        public String describe() {
            String nothing = text.isEmpty() ? "nothing" : text + " (an empty value unless quoted)";
            return isNull() ? nothing : "'" + Spelling.shorten(text) + "'";
        }
    }

    /** A list. */
    record Sequence(SourcePosition position, List<Node> items) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A mapping with entries in the order of the file. */
    record Mapping(SourcePosition position, Map<String, Entry> entries) implements Node {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns the value of a key, or null. */
        public @Nullable Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(SourcePosition keyPosition, String key, Node value) {}
}
