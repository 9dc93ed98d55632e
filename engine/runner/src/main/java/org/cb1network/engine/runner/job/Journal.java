package org.cb1network.engine.runner.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.FileProblem;

/**
 * A file of JSON lines that one process appends to and others read. Each line is an object whose values are texts; its
 * {@code event} says what happened. The file is closed after each line, because network file systems show new content
 * to other machines only then.
 */
final class Journal {

    /** The field that says what happened. */
    static final String EVENT = "event";

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    /** @param file the file, which is created with its first line; its folder must exist */
    Journal(Path file) {
        this.file = file;
    }

    /**
     * Appends a line.
     *
     * @param fields names and values in turn
     * @throws IOException if the file cannot be written, for example because the folder was deleted
     */
    synchronized void write(String event, String... fields) throws IOException {
        StringWriter line = new StringWriter();
        // An incomplete line of a killed process must not spoil this one.
        line.append(endsWithinLine() ? "\n" : "");
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(EVENT, event);
            for (int i = 0; i < fields.length; i += 2) {
                json.writeStringField(fields[i], fields[i + 1]);
            }
            json.writeEndObject();
        }
        line.append('\n');
        FileProblem.naming(
                file,
                () -> Files.writeString(file, line.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private boolean endsWithinLine() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var channel = Files.newByteChannel(file)) {
            var last = java.nio.ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    /**
     * Returns the fields of a line, or empty if it is not a line of a journal, for example because it is incomplete.
     */
    static Optional<Map<String, String>> parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            Map<String, String> fields = new LinkedHashMap<>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
            return parser.currentToken() == JsonToken.END_OBJECT && fields.containsKey(EVENT)
                    ? Optional.of(fields)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads a journal as it grows. */
    static final class Reader {

        private final GrowingFile file;

        Reader(Path file) {
            this.file = new GrowingFile(file);
        }

        /** Receives a line. */
        interface Visitor {

            /**
             * Receives the fields of a line.
             *
             * @throws IllegalArgumentException if their values mean nothing; the line is then skipped
             */
            void line(Map<String, String> fields);
        }

        /** Returns the number of bytes that have been read, to the end of the last complete line. */
        long position() {
            return file.position();
        }

        /**
         * Reads the lines added since the last call; none if the file no longer exists. A file that has become shorter
         * is read from its beginning.
         */
        void readOn(Visitor visitor) throws IOException {
            for (String line : Splitter.on('\n').omitEmptyStrings().split(file.lines())) {
                parse(line).ifPresent(fields -> tell(visitor, fields));
            }
        }

        private static void tell(Visitor visitor, Map<String, String> line) {
            try {
                visitor.line(line);
            } catch (IllegalArgumentException e) {
                // Journals are hints: one bad line must hide neither the others nor the results in the store.
                return;
            }
        }
    }
}
