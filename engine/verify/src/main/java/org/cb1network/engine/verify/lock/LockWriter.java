package org.cb1network.engine.verify.lock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cb1network.engine.table.ShortestDouble;

/** Writes a lock as YAML, one fact on a line, everything in a fixed order: equal locks have equal text. */
public final class LockWriter {

    /** Number of the format; a reader of another one says so. */
    static final int FORMAT = 1;

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_./,() +-]*[A-Za-z0-9_)]|[A-Za-z]");
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan");

    private final StringBuilder out = new StringBuilder();

    private LockWriter() {}

    /** The text of a lock. */
    public static String text(Lock lock) {
        LockWriter writer = new LockWriter();
        writer.out.append(
                "# What the results of this pipeline are, to the last bit. 'verify' computes and compares them;\n");
        writer.out.append("# 'verify --update' writes this file. Do not edit it.\n");
        writer.line(0, "format", Integer.toString(FORMAT));
        writer.line(0, "pipeline", quoted(lock.pipeline()));
        writer.open(0, "profiles");
        lock.profiles().forEach(writer::profile);
        return writer.out.toString();
    }

    private void profile(String name, LockedProfile profile) {
        open(1, name);
        line(2, "version", quoted(profile.version()));
        line(2, "seed", Long.toString(profile.seed()));
        open(2, "parameters");
        profile.parameters().forEach((type, parameters) -> {
            open(3, type);
            parameters.forEach(this::parameter);
        });
        open(2, "artifacts");
        profile.artifacts().forEach(this::artifact);
        open(2, "figures");
        profile.figures().forEach(this::figure);
        open(2, "choices");
        profile.choices().forEach((choice, value) -> line(3, choice, quoted(value)));
        open(2, "numbers");
        profile.numbers().forEach(this::numbers);
        open(2, "published");
        profile.published().forEach((table, values) -> {
            open(3, table);
            values.forEach((key, value) -> line(4, key, flow(fields(value))));
        });
        open(2, "claims");
        profile.claims().forEach((table, claims) -> {
            open(3, table);
            claims.forEach((key, claim) -> line(4, key, flow(fields(claim))));
        });
    }

    private void parameter(String name, LockedParameter parameter) {
        if (parameter.everywhere().isPresent()) {
            line(4, name, quoted(parameter.everywhere().get()));
        } else {
            Map<String, String> values = new LinkedHashMap<>();
            parameter.byStage().forEach((stage, value) -> values.put(stage, quoted(value)));
            line(4, name, flow(values));
        }
    }

    private void artifact(String name, LockedArtifact artifact) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sha256", artifact.digest());
        if (artifact.isOfPoints()) {
            fields.put("points", Integer.toString(artifact.points()));
        } else {
            fields.put("rows", Long.toString(artifact.rows()));
        }
        line(3, name, flow(quotedDigest(fields)));
    }

    private void figure(String name, LockedFigure figure) {
        open(3, name);
        open(4, "files");
        figure.files().forEach((file, digest) -> line(5, file, quoted(digest)));
        line(4, "drawing", quoted(figure.drawing()));
        line(4, "pixels", quoted(figure.pixels()));
        open(4, "panels");
        figure.panels().forEach((panel, digest) -> line(5, panel, quoted(digest)));
    }

    private void numbers(String name, LockedNumbers numbers) {
        open(3, name);
        line(4, "by", quoted(numbers.by()));
        line(4, "unit", quoted(numbers.unit()));
        open(4, "rows");
        numbers.rows().forEach((row, number) -> line(5, row, flow(fields(number))));
    }

    private static Map<String, String> fields(LockedNumber number) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mean", ShortestDouble.of(number.mean()));
        put(fields, "low", number.low());
        put(fields, "high", number.high());
        put(fields, "se", number.standardError());
        if (number.replicates() > 0) {
            fields.put("replicates", Integer.toString(number.replicates()));
        }
        return fields;
    }

    private static Map<String, String> fields(LockedValue value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("published", ShortestDouble.of(value.published()));
        put(fields, "reading", value.reading());
        fields.putAll(fields(value.computed()));
        fields.put("verdict", quoted(value.verdict()));
        if (!value.remark().isEmpty()) {
            fields.put("remark", quoted(value.remark()));
        }
        return fields;
    }

    private static Map<String, String> fields(LockedClaim claim) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("difference", ShortestDouble.of(claim.difference()));
        put(fields, "se", claim.standardError());
        fields.put("verdict", quoted(claim.verdict()));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, double value) {
        if (!Double.isNaN(value)) {
            fields.put(name, ShortestDouble.of(value));
        }
    }

    private static Map<String, String> quotedDigest(Map<String, String> fields) {
        fields.computeIfPresent("sha256", (name, digest) -> quoted(digest));
        return fields;
    }

    private static String flow(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> key(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void open(int depth, String key) {
        out.append("  ".repeat(depth)).append(key(key)).append(":\n");
    }

    private void line(int depth, String key, String value) {
        out.append("  ".repeat(depth))
                .append(key(key))
                .append(": ")
                .append(value)
                .append('\n');
    }

    private static String key(String key) {
        boolean plain =
                PLAIN_KEY.matcher(key).matches() && !AMBIGUOUS.matcher(key).matches() && !key.contains(", ");
        return plain ? key : quoted(key);
    }

    /** A text in double quotes, so that YAML takes it for nothing else. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7F || (c >= 0x80 && c < 0xA0)) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
