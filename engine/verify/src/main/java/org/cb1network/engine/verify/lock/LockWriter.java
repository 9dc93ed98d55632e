package org.cb1network.engine.verify.lock;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cb1network.engine.table.ShortestDouble;

/** Writes a lock as YAML, with one fact per line and in a fixed order. Equal locks have equal text. */
public final class LockWriter {

    /** Number of the format. A reader rejects other formats. */
    static final int FORMAT = 2;

    /** Separator between the parts of a row's name. */
    static final String JOINT = ", ";

    /** Splits a row's name into the last part, or all numbers at the end, and everything before it. */
    private static final Pattern ROW_NAME =
            Pattern.compile("(?<group>.+?), (?<rest>[^,]*|-?[0-9.e-]+(, -?[0-9.e-]+)+)");

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_./,() +-]*[A-Za-z0-9_)]|[A-Za-z]");
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan");

    private final StringBuilder out = new StringBuilder();

    /** The parameters that all profiles share, which are written once. */
    private final SortedMap<String, SortedMap<String, LockedParameter>> common;

    private LockWriter(SortedMap<String, SortedMap<String, LockedParameter>> common) {
        this.common = common;
    }

    private static SortedMap<String, SortedMap<String, LockedParameter>> common(Collection<LockedProfile> profiles) {
        SortedMap<String, SortedMap<String, LockedParameter>> common = new TreeMap<>();
        profiles.stream()
                .limit(1)
                .forEach(first ->
                        first.parameters().forEach((type, parameters) -> common.put(type, new TreeMap<>(parameters))));
        for (LockedProfile profile : profiles) {
            common.keySet().retainAll(profile.parameters().keySet());
            common.forEach((type, parameters) -> parameters
                    .entrySet()
                    .retainAll(profile.parameters()
                            .getOrDefault(type, Collections.emptySortedMap())
                            .entrySet()));
        }
        return common;
    }

    private static SortedMap<String, SortedMap<String, LockedParameter>> without(
            SortedMap<String, SortedMap<String, LockedParameter>> common, LockedProfile profile) {
        SortedMap<String, SortedMap<String, LockedParameter>> own = new TreeMap<>();
        profile.parameters().forEach((type, parameters) -> {
            SortedMap<String, LockedParameter> ofType = new TreeMap<>(parameters);
            SortedMap<String, LockedParameter> known = common.get(type);
            if (known != null) {
                ofType.keySet().removeAll(known.keySet());
            }
            if (known == null || !ofType.isEmpty()) {
                own.put(type, ofType);
            }
        });
        return own;
    }

    private void parameters(int depth, SortedMap<String, SortedMap<String, LockedParameter>> parameters) {
        open(depth, "parameters");
        parameters.forEach((type, ofType) -> {
            open(depth + 1, type);
            ofType.forEach((name, parameter) -> parameter(depth + 2, name, parameter));
        });
    }

    /** Returns the text of a lock. */
    public static String text(Lock lock) {
        LockWriter writer = new LockWriter(common(lock.profiles().values()));
        writer.out.append(
                "# What the results of this pipeline are, to the last bit. 'verify' computes and compares them;\n");
        writer.out.append("# 'verify --update' writes this file. Do not edit it.\n");
        writer.line(0, "format", Integer.toString(FORMAT));
        writer.line(0, "pipeline", quoted(lock.pipeline()));
        writer.parameters(0, writer.common);
        writer.open(0, "profiles");
        lock.profiles().forEach(writer::profile);
        return writer.out.toString();
    }

    private void profile(String name, LockedProfile profile) {
        open(1, name);
        line(2, "version", quoted(profile.version()));
        line(2, "seed", Long.toString(profile.seed()));
        parameters(2, without(common, profile));
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

    private void parameter(int depth, String name, LockedParameter parameter) {
        if (parameter.everywhere().isPresent()) {
            line(depth, name, quoted(parameter.everywhere().get()));
        } else {
            Map<String, String> values = new LinkedHashMap<>();
            parameter.byStage().forEach((stage, value) -> values.put(stage, quoted(value)));
            line(depth, name, flow(values));
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

    /**
     * Writes rows whose names differ only in the last part, or in the numbers at the end (such as the points of a
     * curve), on one line: first these parts and then, in the same order, their numbers.
     */
    private void numbers(String name, LockedNumbers numbers) {
        open(3, name);
        line(4, "unit", quoted(numbers.unit()));
        open(4, "rows");
        Map<String, Map<String, LockedNumber>> groups = new LinkedHashMap<>();
        numbers.rows().forEach((row, number) -> {
            Matcher parts = ROW_NAME.matcher(row);
            boolean grouped = parts.matches();
            groups.computeIfAbsent(grouped ? parts.group("group") : "", any -> new LinkedHashMap<>())
                    .put(grouped ? parts.group("rest") : row, number);
        });
        groups.forEach((group, rows) -> line(5, group, flow(fields(rows))));
    }

    private static Map<String, String> fields(Map<String, LockedNumber> rows) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("of", list(rows.keySet().stream().map(LockWriter::quoted)));
        fields.put("mean", list(rows.values().stream().map(number -> ShortestDouble.of(number.mean()))));
        fields.put("se", list(rows.values().stream().map(number -> ShortestDouble.of(number.standardError()))));
        fields.put("n", list(rows.values().stream().map(number -> Integer.toString(number.replicates()))));
        return fields;
    }

    private static String list(Stream<String> values) {
        List<String> all = values.toList();
        boolean same = all.size() > 1 && all.stream().distinct().count() == 1;
        return same ? all.get(0) : "[" + String.join(", ", all) + "]";
    }

    private static Map<String, String> fields(LockedNumber number) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mean", ShortestDouble.of(number.mean()));
        put(fields, "se", number.standardError());
        if (number.replicates() > 0) {
            fields.put("n", Integer.toString(number.replicates()));
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

    /** Returns a text in double quotes, which YAML can only read as text. */
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
