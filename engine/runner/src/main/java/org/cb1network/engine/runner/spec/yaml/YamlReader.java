package org.cb1network.engine.runner.spec.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one YAML document into a tree of {@link Node}s.
 *
 * <p>It supports mappings with text keys, lists, scalars, anchors and aliases. It rejects, with advice, multiple
 * documents, tags, merge keys, duplicate keys, and keys that are not text. Values are not interpreted: {@code 010},
 * {@code no} or {@code 1:30} remain text until a parameter determines their type, which avoids the surprises of YAML
 * 1.1.
 */
public final class YamlReader {

    /** Maximum size of a file. */
    static final int MAX_BYTES = 4 << 20;

    /** Maximum length of a line. */
    static final int MAX_LINE = 100_000;

    /** Maximum nesting depth of lists and mappings. */
    public static final int MAX_DEPTH = 50;

    /** Maximum number of values, where those behind aliases count each time. */
    static final int MAX_NODES = 1_000_000;

    /** Advice for an empty value on the command line. */
    public static final String EMPTY_VALUE_ADVICE = "write null to remove something; is a shell variable empty?";

    private static final Pattern UNQUOTED_REFERENCE = Pattern.compile("(^|[\\s:,\\[{])\\$\\{");

    private final String source;
    private final @Nullable SourcePosition fixedPosition;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long nodes;
    private SourcePosition last;

    private YamlReader(String source, @Nullable SourcePosition fixedPosition, Problems problems) {
        this.source = source;
        this.fixedPosition = fixedPosition;
        this.problems = problems;
        this.last = fixedPosition != null ? fixedPosition : new SourcePosition(source, 1, 1);
    }

    /** A value with an anchor, and its number of values with all aliases expanded. */
    private record Anchored(Node node, long nodes) {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param name name for messages
     * @param problems receives problems that do not end the reading, such as duplicate keys
     * @throws PipelineException if no tree could be read
     */
    public static Node read(Path file, String name, Problems problems) {
        return read(content(file, name), name, problems);
    }

    /** Reads the content of a file; see {@link #read(Path, String, Problems)}. */
    public static Node read(byte[] content, String name, Problems problems) {
        if (content.length > MAX_BYTES) {
            throw tooLarge(name);
        }
        return parse(decode(content, name), name, problems);
    }

    /**
     * Reads a single value, such as one given on the command line.
     *
     * @param position the position of all its parts
     * @throws PipelineException if it is not a YAML value
     */
    public static Node readValue(String text, SourcePosition position) {
        Problems problems = new Problems();
        Node node = new YamlReader(position.file(), position, problems).parse(text);
        problems.throwIfAny();
        return node;
    }

    private static Node parse(String text, String name, Problems problems) {
        return new YamlReader(name, null, problems).parse(text);
    }

    /**
     * Returns the content of a file within the size limit.
     *
     * @param name name for messages
     * @throws PipelineException if it cannot be read or is too large
     */
    public static byte[] content(Path file, String name) {
        SourcePosition position = SourcePosition.of(name);
        try {
            if (Files.isDirectory(file)) {
                throw new PipelineException(position, "this is a folder", "name a file");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new PipelineException(position, "this is not a file", "name a pipeline file");
            }
            try (var in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes(MAX_BYTES + 1);
                if (content.length > MAX_BYTES) {
                    throw tooLarge(name);
                }
                return content;
            }
        } catch (NoSuchFileException e) {
            throw new PipelineException(position, "there is no such file", "check the path and the working directory");
        } catch (AccessDeniedException e) {
            throw new PipelineException(position, "permission to read this file is denied", "");
        } catch (IOException e) {
            throw new PipelineException(position, "this file cannot be read: " + e.getMessage(), "");
        }
    }

    private static PipelineException tooLarge(String name) {
        return new PipelineException(
                SourcePosition.of(name),
                "this file is larger than 4 MB",
                "is it the right one? Large data belong in data files that the pipeline names");
    }

    /** Decodes strict UTF-8 without control characters; files with anything else are not text. */
    private static String decode(byte[] content, String name) {
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            throw new PipelineException(new SourcePosition(name, 1, 1), "this file is in UTF-16", "save it in UTF-8");
        }
        int start = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content, start, content.length - start);
        CharBuffer chars = CharBuffer.allocate(content.length - start);
        CoderResult result = decoder.decode(bytes, chars, true);
        chars.flip();
        String text = chars.toString();
        if (result.isError()) {
            throw new PipelineException(
                    positionAfter(name, text, text.length()), "this byte is not UTF-8 text", "save the file in UTF-8");
        }
        requireNoControlCharacters(name, text);
        requireLines(name, text);
        return text;
    }

    private static void requireNoControlCharacters(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
            boolean other =
                    c == 0x7F || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || (c >= 0x80 && c < 0xA0 && c != 0x85);
            if (control || other) {
                throw new PipelineException(
                        positionAfter(name, text, i),
                        "there is a control character (" + String.format("U+%04X", (int) c) + ") here",
                        c == 0 ? "this is a binary file; name a pipeline file" : "remove it");
            }
        }
    }

    /** Checks the length of lines, because the parser's time is quadratic in it. */
    private static void requireLines(String name, String text) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end - start > MAX_LINE) {
                throw new PipelineException(
                        positionAfter(name, text, start),
                        "this line is longer than " + MAX_LINE + " characters",
                        "break it; large data belong in data files that the pipeline names");
            }
            start = end + 1;
        }
    }

    private static boolean startsWith(byte[] content, int... first) {
        if (content.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((content[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static SourcePosition positionAfter(String name, String text, int end) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < end; i++) {
            boolean newLine = text.charAt(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return new SourcePosition(name, line, column);
    }

    private Node parse(String text) {
        try (AnchorParser parser = AnchorParser.of(text, 4 * MAX_DEPTH, MAX_BYTES + 1)) {
            JsonToken token = next(parser);
            if (token == null) {
                throw new PipelineException(
                        new SourcePosition(source, 1, 1), "the file is empty", "write at least 'stages:'");
            }
            Node node = value(parser, token, 0);
            if (next(parser) != null) {
                throw new PipelineException(last, "a second document begins here", "remove the '---' line before it");
            }
            return node;
        } catch (IOException | YAMLException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw syntaxError(e, text);
        }
    }

    private @Nullable JsonToken next(AnchorParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (fixedPosition == null && token != null) {
            JsonLocation location = parser.currentTokenLocation();
            last = new SourcePosition(source, location.getLineNr(), location.getColumnNr());
        }
        return token;
    }

    private JsonToken nextInside(AnchorParser parser) throws IOException {
        JsonToken token = next(parser);
        if (token == null) {
            throw new PipelineException(last, "the file ends within a value", "");
        }
        return token;
    }

    private Node value(AnchorParser parser, JsonToken token, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new PipelineException(last, "this is nested more than " + MAX_DEPTH + " levels deep", "");
        }
        if (parser.isCurrentAlias()) {
            return alias(parser.getText());
        }
        count(1);
        String anchor = parser.anchor();
        long before = nodes - 1;
        if (parser.getTypeId() != null) {
            problems.add(last, "YAML tags such as '!" + parser.getTypeId() + "' have no meaning here", "remove it");
        }
        if (anchor != null) {
            anchors.remove(anchor);
        }
        Node node = switch (token) {
            case START_OBJECT -> mapping(parser, depth);
            case START_ARRAY -> sequence(parser, depth);
            case VALUE_NULL -> nothing(parser);
            case VALUE_TRUE, VALUE_FALSE -> scalar(parser, Node.Scalar.Kind.BOOLEAN);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(parser, Node.Scalar.Kind.NUMBER);
            default -> scalar(parser, Node.Scalar.Kind.TEXT);
        };
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - before));
        }
        return node;
    }

    /**
     * Reads an empty value. On the command line, it comes from an empty shell variable rather than from the wish to
     * remove something.
     */
    private Node.Scalar nothing(AnchorParser parser) throws IOException {
        Node.Scalar scalar = scalar(parser, Node.Scalar.Kind.NULL);
        if (fixedPosition != null && scalar.text().isEmpty()) {
            problems.add(last, "a value is empty", EMPTY_VALUE_ADVICE);
        }
        return scalar;
    }

    private Node.Scalar scalar(AnchorParser parser, Node.Scalar.Kind kind) throws IOException {
        return new Node.Scalar(last, parser.getText(), kind);
    }

    private Node alias(String anchor) {
        Anchored target = anchors.get(anchor);
        if (target == null) {
            throw new PipelineException(
                    last,
                    "'*" + Spelling.shorten(anchor) + "' refers to '&" + Spelling.shorten(anchor)
                            + "', which is not complete before it",
                    Spelling.advice(anchor, anchors.keySet()));
        }
        count(target.nodes());
        return target.node();
    }

    private void count(long more) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new PipelineException(
                    last,
                    "there are more than " + MAX_NODES + " values, including those of aliases",
                    "do not nest aliases; large data belong in data files that the pipeline names");
        }
    }

    private Node sequence(AnchorParser parser, int depth) throws IOException {
        SourcePosition start = last;
        List<Node> items = new ArrayList<>();
        for (JsonToken token = nextInside(parser); token != JsonToken.END_ARRAY; token = nextInside(parser)) {
            items.add(value(parser, token, depth + 1));
        }
        return new Node.Sequence(start, items);
    }

    private Node mapping(AnchorParser parser, int depth) throws IOException {
        SourcePosition start = last;
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        Map<String, Node.Entry> names = new HashMap<>();
        for (JsonToken token = nextInside(parser); token != JsonToken.END_OBJECT; token = nextInside(parser)) {
            SourcePosition keyPosition = last;
            String key = parser.currentName();
            JsonToken valueToken = nextInside(parser);
            Node.Entry entry = new Node.Entry(keyPosition, key, value(parser, valueToken, depth + 1));
            Node.Entry earlier = entries.putIfAbsent(key, entry);
            Node.Entry similar = names.putIfAbsent(withoutCase(key), entry);
            if (key.equals("<<")) {
                problems.add(
                        keyPosition, "merge keys ('<<') are not supported", "write the keys out, or use a profile");
            } else if (earlier != null) {
                problems.add(
                        keyPosition,
                        "the key '" + Spelling.shorten(key) + "' is given twice",
                        "the first one is at " + earlier.keyPosition());
            } else if (similar != null) {
                problems.add(
                        keyPosition,
                        "'" + Spelling.shorten(key) + "' and '" + Spelling.shorten(similar.key())
                                + "' differ only in upper and lower case, or look the same",
                        "choose distinct names; the other one is at " + similar.keyPosition());
            }
        }
        return new Node.Mapping(start, entries);
    }

    private static String withoutCase(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Translates the parser's message, which requires knowledge of its grammar, into plain words for common errors. */
    private PipelineException syntaxError(Exception e, String text) {
        String detail = String.valueOf(e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage());
        SourcePosition position = last;
        if (e.getCause() instanceof MarkedYAMLException marked) {
            detail = String.valueOf(marked.getProblem());
            position = position(marked.getProblemMark());
            if (String.valueOf(marked.getContext()).contains("quoted scalar") && detail.contains("end of stream")) {
                return new PipelineException(
                        position(marked.getContextMark()), "the quote that begins here has no end", "add it");
            }
        }
        if (detail.contains("(TAB)")) {
            return new PipelineException(position, "a tab is not possible here", "indent and separate with spaces");
        }
        List<String> lines = text.lines().toList();
        Optional<String> advice = quotesAdvice(lines, position);
        String remark = UnusualCharacters.remark(line(lines, position.line() - 1) + line(lines, position.line()));
        if (detail.contains("mapping values are not allowed here")) {
            return new PipelineException(
                    position,
                    "a ':' is not possible here",
                    advice.orElse("check the indentation, or quote a text that has ': ' in it") + remark);
        }
        if (detail.contains("Expected a field name")) {
            return new PipelineException(
                    position, "a key must be a text", "a list, a mapping or an alias cannot be a key");
        }
        String words = Spelling.shorten(detail.strip().lines().findFirst().orElse(""));
        return new PipelineException(
                position,
                "this is not YAML: " + words,
                advice.orElse("check the indentation, brackets and quotes just before") + remark);
    }

    /** Returns advice about quotes, because the parser fails only after the place of the error. */
    private Optional<String> quotesAdvice(List<String> lines, SourcePosition position) {
        if (UNQUOTED_REFERENCE.matcher(line(lines, position.line())).find()) {
            return Optional.of("within braces and brackets a reference needs quotes: \"${...}\"");
        }
        String opening = line(lines, last.line());
        boolean quote = last.column() > 0
                && last.column() <= opening.length()
                && "'\"".indexOf(opening.charAt(last.column() - 1)) >= 0;
        return quote && last.line() < position.line()
                ? Optional.of("the quoted text that begins at " + last + " ends only here; is a closing quote missing?")
                : Optional.empty();
    }

    /**
     * Returns a line by its number from 1. A value of the command line has a single line, which is no. 0 in its
     * position.
     */
    private String line(List<String> lines, int number) {
        int index = fixedPosition == null ? number - 1 : 0;
        return index < 0 || index >= lines.size() ? "" : lines.get(index);
    }

    private SourcePosition position(@Nullable Mark mark) {
        return fixedPosition != null || mark == null
                ? last
                : new SourcePosition(source, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
