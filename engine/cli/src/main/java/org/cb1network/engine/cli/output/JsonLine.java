package org.cb1network.engine.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;

/** Writes one JSON object on one line, for programs. */
public final class JsonLine implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator generator;

    /** The content of an object. */
    @FunctionalInterface
    public interface Fields {

        /** Writes the fields. */
        void write(JsonLine line) throws IOException;
    }

    /** Prints one object on a line. */
    public static void print(PrintWriter out, Fields content) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonLine line = new JsonLine(text)) {
            content.write(line);
        }
        out.println(text);
    }

    /** Begins an object on {@code out}. */
    private JsonLine(Writer out) throws IOException {
        generator = JSON.createGenerator(out);
        generator.writeStartObject();
    }

    public void text(String name, String value) throws IOException {
        generator.writeStringField(name, value);
    }

    public void number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
    }

    public void number(String name, double value) throws IOException {
        generator.writeNumberField(name, value);
    }

    public void flag(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
    }

    public void texts(String name, List<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }

    /** Ends the object. */
    @Override
    public void close() throws IOException {
        generator.writeEndObject();
        generator.close();
    }
}
