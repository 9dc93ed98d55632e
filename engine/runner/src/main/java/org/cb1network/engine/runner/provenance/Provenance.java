package org.cb1network.engine.runner.provenance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.cache.Entry;

/**
 * When and where a result was computed. The record is stored beside the result and never in it: the bytes of a result
 * depend only on its content. What the result was computed <em>from</em> (parameters, seed, inputs, code) is in the
 * key's preimage, stored next to this record.
 *
 * @param stage name of the stage, in the pipeline file, that first computed it
 * @param point the point's axes as text, empty for a stage without a sweep
 * @param version version of this program
 * @param jvm name and version of the Java virtual machine
 * @param os name, version and architecture of the operating system
 * @param started start of the computation
 * @param took duration of the computation
 */
public record Provenance(
        String stage, String point, String version, String jvm, String os, Instant started, Duration took) {

    /** Name of the document of an entry that holds its provenance. */
    public static final String DOCUMENT = "provenance";

    private static final JsonFactory JSON = new JsonFactory();
    private static final double MILLIS_PER_S = 1000;

    /** Creates a record of a computation on this JVM and operating system. */
    public static Provenance here(String stage, String point, String version, Instant started, Duration took) {
        String jvm = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new Provenance(stage, point, version, jvm, os, started, took);
    }

    /** Describes duration, version and JVM: {@code in 0.23 s by version 1.0 on OpenJDK 64-Bit Server VM 17}. */
    public String how() {
        return String.format(Locale.ROOT, "in %.2f s", took.toMillis() / MILLIS_PER_S) + " by version " + version
                + " on " + jvm;
    }

    /** Returns the record as a JSON object, with keys in the order of the components. */
    public byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("stage", stage);
            json.writeStringField("point", point);
            json.writeStringField("version", version);
            json.writeStringField("jvm", jvm);
            json.writeStringField("os", os);
            json.writeStringField("started", started.toString());
            json.writeStringField("took", took.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the provenance of an entry, if it is recorded.
     *
     * @throws IllegalArgumentException if the record is damaged
     */
    public static Optional<Provenance> of(Entry entry) {
        return Optional.ofNullable(entry.documents().get(DOCUMENT)).map(Provenance::parse);
    }

    /**
     * Parses the JSON form.
     *
     * @throws IllegalArgumentException if {@code json} is not such a record
     */
    public static Provenance parse(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            Map<String, String> fields = new TreeMap<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
            }
            return new Provenance(
                    field(fields, "stage"),
                    field(fields, "point"),
                    field(fields, "version"),
                    field(fields, "jvm"),
                    field(fields, "os"),
                    Instant.parse(field(fields, "started")),
                    Duration.parse(field(fields, "took")));
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("not a provenance record: " + e.getMessage(), e);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("provenance record without '" + name + "'");
        }
        return value;
    }
}
