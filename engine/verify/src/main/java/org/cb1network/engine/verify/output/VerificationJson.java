package org.cb1network.engine.verify.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Verification;

/** Writes and reads a verification as JSON. */
public final class VerificationJson {

    private VerificationJson() {}

    /**
     * A verification with its time and the state of the verified results.
     *
     * @param verification the verification
     * @param time time of the verification, as text
     * @param state digest of the verified results
     */
    public record Dated(Verification verification, String time, String state) {}

    /** Returns the text with all comparisons, so that every count can be checked. */
    public static String of(Dated dated) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            write(dated, json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text.append('\n').toString();
    }

    private static void write(Dated dated, JsonGenerator json) throws IOException {
        Verification verification = dated.verification();
        json.writeStartObject();
        json.writeStringField("verdict", verification.verdict().words());
        json.writeStringField("subject", verification.subject());
        json.writeStringField("profile", verification.profile());
        json.writeStringField("time", dated.time());
        json.writeStringField("state", dated.state());
        texts("notes", verification.notes(), json);
        json.writeObjectFieldStart("levels");
        for (Level level : Level.values()) {
            json.writeObjectFieldStart(level.word());
            for (Map.Entry<Verdict, Integer> count : verification.counts(level).entrySet()) {
                json.writeNumberField(count.getKey().words(), count.getValue());
            }
            json.writeNumberField("compared", verification.compared(level));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("checks");
        for (Check check : verification.checks()) {
            json.writeStartObject();
            json.writeStringField("level", check.level().word());
            json.writeStringField("subject", check.subject());
            json.writeStringField("verdict", check.verdict().words());
            json.writeNumberField("compared", check.compared());
            json.writeStringField("message", check.message());
            texts("remarks", check.remarks(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads the text written by {@link #of}.
     *
     * @throws IOException if it has another form
     */
    public static Dated read(byte[] content) throws IOException {
        JsonNode json = new ObjectMapper().readTree(content);
        List<Check> checks = new ArrayList<>();
        for (JsonNode check : json.path("checks")) {
            checks.add(new Check(
                    level(check.path("level").asText()),
                    check.path("subject").asText(),
                    verdict(check.path("verdict").asText()),
                    check.path("compared").asInt(),
                    check.path("message").asText(),
                    texts(check.path("remarks"))));
        }
        Verification verification = new Verification(
                json.path("subject").asText(), json.path("profile").asText(), checks, texts(json.path("notes")));
        return new Dated(
                verification, json.path("time").asText(), json.path("state").asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Level level(String word) throws IOException {
        for (Level level : Level.values()) {
            if (level.word().equals(word)) {
                return level;
            }
        }
        throw new IOException("there is no level '" + word.toLowerCase(Locale.ROOT) + "'");
    }

    private static Verdict verdict(String words) throws IOException {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.words().equals(words)) {
                return verdict;
            }
        }
        throw new IOException("there is no verdict '" + words.toLowerCase(Locale.ROOT) + "'");
    }
}
