package org.cb1network.engine.runner.spec.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file, with its place. Immutable. An alias is the very node that its anchor stands at. */
public sealed interface Node {

    /** Where the value begins. */
    SourcePosition position();

    /** What the value is, for messages: {@code a mapping}, {@code a list}, {@code '5 ms'}. */
    String describe();

    /**
     * Text, number, boolean or nothing. Which of them it is to be is decided by the parameter that it is for.
     *
     * @param text as written, quotes and escapes resolved; empty, {@code null} or {@code ~} for nothing
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
            String nothing = text.isEmpty() ? "nothing" : text + ", which means nothing if it has no quotes,";
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

    /** A mapping; its entries in the order of the file. */
    record Mapping(SourcePosition position, Map<String, Entry> entries) implements Node {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a key, or null. */
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
