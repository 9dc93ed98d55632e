package org.cb1network.engine.verify.lock;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code pipeline.lock}. */
public final class LockReader {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String ADVICE =
            "the file was edited; take it from the repository, or delete it and write it with 'verify --update'";

    private final Problems problems = new Problems();

    private LockReader() {}

    /**
     * Reads a file.
     *
     * @throws PipelineException with all problems, by file, line and column
     */
    public static Lock read(Path file) {
        LockReader reader = new LockReader();
        return reader.lock(YamlReader.read(file, file.toString(), reader.problems));
    }

    /**
     * Reads the content of a file.
     *
     * @param name name to use in messages
     * @throws PipelineException with all problems
     */
    public static Lock read(byte[] content, String name) {
        LockReader reader = new LockReader();
        return reader.lock(YamlReader.read(content, name, reader.problems));
    }

    private Lock lock(Node root) {
        Map<String, Node> fields = mapping(root);
        problems.throwIfAny();
        Node format = fields.get("format");
        if (format instanceof Node.Scalar number && !number.text().equals(Integer.toString(LockWriter.FORMAT))) {
            throw new PipelineException(
                    format.position(),
                    "this lock has format " + number.describe() + "; this program reads format " + LockWriter.FORMAT,
                    "use the version of the program that wrote it, or delete it and write it with 'verify --update'");
        }
        require(root, fields, List.of("format", "pipeline", "parameters", "profiles"));
        SortedMap<String, LockedProfile> profiles = new TreeMap<>();
        each(fields.get("profiles"), (name, node) -> profiles.put(name, profile(node, fields.get("parameters"))));
        problems.throwIfAny();
        return new Lock(text(fields.get("pipeline")), profiles);
    }

    private LockedProfile profile(Node node, @Nullable Node common) {
        Map<String, Node> fields = mapping(node);
        require(
                node,
                fields,
                List.of(
                        "version",
                        "seed",
                        "parameters",
                        "artifacts",
                        "figures",
                        "choices",
                        "numbers",
                        "published",
                        "claims"));
        SortedMap<String, SortedMap<String, LockedParameter>> parameters = new TreeMap<>();
        readParameters(common, parameters);
        readParameters(fields.get("parameters"), parameters);
        SortedMap<String, LockedArtifact> artifacts = new TreeMap<>();
        each(fields.get("artifacts"), (name, value) -> artifacts.put(name, artifact(value)));
        SortedMap<String, LockedFigure> figures = new TreeMap<>();
        each(fields.get("figures"), (name, value) -> figures.put(name, figure(value)));
        SortedMap<String, String> choices = new TreeMap<>();
        each(fields.get("choices"), (name, value) -> choices.put(name, text(value)));
        SortedMap<String, LockedNumbers> numbers = new TreeMap<>();
        each(fields.get("numbers"), (name, value) -> numbers.put(name, numbers(value)));
        SortedMap<String, Map<String, LockedValue>> published = new TreeMap<>();
        each(fields.get("published"), (table, values) -> {
            Map<String, LockedValue> rows = new LinkedHashMap<>();
            each(values, (row, value) -> rows.put(row, value(value)));
            published.put(table, rows);
        });
        SortedMap<String, Map<String, LockedClaim>> claims = new TreeMap<>();
        each(fields.get("claims"), (table, values) -> {
            Map<String, LockedClaim> rows = new LinkedHashMap<>();
            each(values, (row, value) -> rows.put(row, claim(value)));
            claims.put(table, rows);
        });
        return new LockedProfile(
                text(fields.get("version")),
                whole(fields.get("seed")),
                parameters,
                artifacts,
                figures,
                choices,
                numbers,
                published,
                claims);
    }

    private void readParameters(@Nullable Node node, SortedMap<String, SortedMap<String, LockedParameter>> parameters) {
        each(node, (type, values) -> {
            SortedMap<String, LockedParameter> ofType = parameters.computeIfAbsent(type, any -> new TreeMap<>());
            each(values, (name, value) -> ofType.put(name, parameter(value)));
        });
    }

    private LockedParameter parameter(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new LockedParameter(Optional.of(scalar.text()), new TreeMap<>());
        }
        SortedMap<String, String> byStage = new TreeMap<>();
        each(node, (stage, value) -> byStage.put(stage, text(value)));
        return new LockedParameter(Optional.empty(), byStage);
    }

    private LockedArtifact artifact(Node node) {
        Map<String, Node> fields = mapping(node);
        String digest = digest(fields.get("sha256"), node);
        if (fields.containsKey("points")) {
            return LockedArtifact.ofPoints(digest, (int) whole(fields.get("points")));
        }
        require(node, fields, List.of("sha256", "rows"));
        return LockedArtifact.table(digest, whole(fields.get("rows")));
    }

    private LockedFigure figure(Node node) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("files", "drawing", "pixels", "panels"));
        SortedMap<String, String> files = new TreeMap<>();
        each(fields.get("files"), (name, value) -> files.put(name, digest(value, node)));
        SortedMap<String, String> panels = new TreeMap<>();
        each(fields.get("panels"), (name, value) -> panels.put(name, text(value)));
        return new LockedFigure(files, text(fields.get("drawing")), text(fields.get("pixels")), panels);
    }

    private LockedNumbers numbers(Node node) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("unit", "rows"));
        Map<String, LockedNumber> rows = new LinkedHashMap<>();
        each(fields.get("rows"), (group, values) -> readGroup(group, values, rows));
        return new LockedNumbers(text(fields.get("unit")), rows);
    }

    private void readGroup(String group, Node node, Map<String, LockedNumber> rows) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("of", "mean", "se", "n"));
        List<Node> names = list(fields.get("of"), 1);
        List<Node> means = list(fields.get("mean"), names.size());
        List<Node> errors = list(fields.get("se"), names.size());
        List<Node> replicates = list(fields.get("n"), names.size());
        if (means.size() != names.size() || errors.size() != names.size() || replicates.size() != names.size()) {
            problems.add(node.position(), "the number of values differs from that of 'of'", ADVICE);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            String name = (group.isEmpty() ? "" : group + LockWriter.JOINT) + text(names.get(i));
            rows.put(name, new LockedNumber(real(means.get(i)), real(errors.get(i)), (int) whole(replicates.get(i))));
        }
    }

    /** Returns the values of a list. A single value stands for {@code count} equal values. */
    private static List<Node> list(@Nullable Node node, int count) {
        if (node instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        return node == null ? List.of() : Collections.nCopies(count, node);
    }

    private LockedNumber number(Node node) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("mean"));
        return new LockedNumber(
                real(fields.get("mean")),
                real(fields.get("se")),
                fields.containsKey("n") ? (int) whole(fields.get("n")) : 0);
    }

    private LockedValue value(Node node) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("published", "mean", "verdict"));
        return new LockedValue(
                real(fields.get("published")),
                real(fields.get("reading")),
                number(node),
                text(fields.get("verdict")),
                text(fields.get("remark")));
    }

    private LockedClaim claim(Node node) {
        Map<String, Node> fields = mapping(node);
        require(node, fields, List.of("difference", "verdict"));
        return new LockedClaim(real(fields.get("difference")), text(fields.get("verdict")));
    }

    @FunctionalInterface
    private interface Entry {
        void take(String key, Node value);
    }

    /** Calls the function for each entry of a mapping. An empty value is a mapping without entries. */
    private void each(@Nullable Node node, Entry entry) {
        if (node != null) {
            mapping(node).forEach(entry::take);
        }
    }

    private Map<String, Node> mapping(Node node) {
        Map<String, Node> fields = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> fields.put(key, entry.value()));
        } else if (!(node instanceof Node.Scalar scalar) || !scalar.isNull()) {
            problems.add(node.position(), node.describe() + " was found where a mapping is expected", ADVICE);
        }
        return fields;
    }

    private void require(Node node, Map<String, Node> fields, List<String> keys) {
        for (String key : keys) {
            if (!fields.containsKey(key)) {
                problems.add(node.position(), "'" + key + "' is missing", ADVICE);
            }
        }
    }

    private String text(@Nullable Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        if (node != null) {
            problems.add(node.position(), node.describe() + " was found where text is expected", ADVICE);
        }
        return "";
    }

    private String digest(@Nullable Node node, Node parent) {
        String digest = text(node);
        if (!DIGEST.matcher(digest).matches()) {
            problems.add(
                    node == null ? parent.position() : node.position(),
                    "'" + digest + "' is not a SHA-256 digest of 64 hexadecimal digits",
                    ADVICE);
        }
        return digest;
    }

    private long whole(@Nullable Node node) {
        try {
            return node == null ? 0 : Long.parseLong(text(node));
        } catch (NumberFormatException e) {
            problems.add(node.position(), node.describe() + " is not a whole number", ADVICE);
            return 0;
        }
    }

    private double real(@Nullable Node node) {
        try {
            return node == null ? Double.NaN : Double.parseDouble(text(node));
        } catch (NumberFormatException e) {
            problems.add(node.position(), node.describe() + " is not a number", ADVICE);
            return Double.NaN;
        }
    }
}
