package org.cb1network.engine.runner.spec.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.spec.yaml.Node.Scalar.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {

    @TempDir
    private Path folder;

    @Test
    void everyKeyAndValueKnowsItsLineAndColumn() {
        Node.Mapping root = (Node.Mapping) read("a: 1\nlist:\n  - {b: 'x y'}\n  - 5 ms\n");

        Node.Entry list = root.entries().get("list");
        assertEquals(new SourcePosition("f.yaml", 2, 1), list.keyPosition());
        Node.Sequence items = (Node.Sequence) list.value();
        Node.Entry inner = ((Node.Mapping) items.items().get(0)).entries().get("b");
        assertEquals("f.yaml:3:6", inner.keyPosition().toString());
        assertEquals("f.yaml:3:9", inner.value().position().toString());
        assertEquals("f.yaml:4:5", items.items().get(1).position().toString());
    }

    @Test
    void scalarsAreKeptAsWritten() {
        Node.Sequence list =
                (Node.Sequence) read("[010, 1_000, no, 0x1F, 1:30, '5', \"a\\tb\", true, 1e3, ~, 2001-01-01]");

        List<String> texts =
                list.items().stream().map(item -> ((Node.Scalar) item).text()).toList();
        assertEquals(
                List.of("010", "1_000", "no", "0x1F", "1:30", "5", "a\tb", "true", "1e3", "~", "2001-01-01"), texts);
        assertEquals(Kind.TEXT, ((Node.Scalar) list.items().get(5)).kind());
        assertEquals(Kind.BOOLEAN, ((Node.Scalar) list.items().get(7)).kind());
        assertTrue(((Node.Scalar) list.items().get(9)).isNull());
        assertEquals(
                "nothing",
                ((Node.Mapping) read("a:\n")).entries().get("a").value().describe());
        assertEquals(Kind.TEXT, ((Node.Scalar) read("''")).kind());
    }

    @Test
    void anAliasIsTheNodeOfItsAnchor() {
        Node.Mapping root = (Node.Mapping) read("a: &x {b: 1}\nc: *x\nd: &y 5 ms\ne: *y\n");

        assertSame(root.get("a"), root.get("c"));
        assertSame(root.get("d"), root.get("e"));
    }

    @Test
    void everyProblemOfAFileHasAPositionAndAdvice() {
        assertProblem("f.yaml:3:1: the key 'a' is given twice; the first one is at f.yaml:1:1", "a: 1\nb: 2\na: 3\n");
        assertProblem(
                "f.yaml:2:1: merge keys ('<<') are not supported; write the keys out, or use a profile",
                "a: &x {b: 1}\n<<: *x\n");
        assertProblem(
                "f.yaml:3:1: a second document begins here; remove the '---' line before it", "a: 1\n---\nb: 1\n");
        assertProblem(
                "f.yaml:1:4: YAML tags such as '!python/object' have no meaning here; remove it",
                "a: !python/object x\n");
        assertProblem("f.yaml:2:1: a tab is not possible here; indent and separate with spaces", "a:\n\tb: 1\n");
        assertProblem(
                "f.yaml:1:5: a ':' is not possible here; check the indentation, or quote a text that has ': ' in it",
                "a: b: c\n");
        assertProblem(
                "f.yaml:1:1: a key must be a text; a list, a mapping or an alias cannot be a key", "? [a]\n: b\n");
        assertProblem("f.yaml:1:4: '*x' refers to '&x', which is not complete before it", "a: *x\n");
        assertProblem("f.yaml:1:8: '*x' refers to '&x', which is not complete before it", "a: &x [*x]\n");
        assertProblem("f.yaml:1:1: the file is empty; write at least 'stages:'", "");
        assertProblem("f.yaml:1:1: the file is empty; write at least 'stages:'", "# only a comment\n");
    }

    @Test
    void unclosedBracketsAndQuotesAreReported() {
        assertTrue(problem("a: [1, 2\n").startsWith("f.yaml:2:1: this is not YAML: expected ',' or ']'"));
        assertTrue(problem("a: 'x\n").contains("f.yaml:1:4: the quote that begins here has no end; add it"));
    }

    @Test
    void bytesThatAreNotTextAreReportedWithTheirPosition() {
        assertEquals(
                "f.yaml:2:4: this byte is not UTF-8 text; save the file in UTF-8",
                problem("a: 1\nb: \u00e9".getBytes(ISO_8859_1)));
        assertEquals("f.yaml:1:1: this file is in UTF-16; save it in UTF-8", problem("a: 1".getBytes(UTF_16)));
        assertEquals(
                "f.yaml:1:3: there is a control character (U+0000) here; this is a binary file; name a pipeline file",
                problem(new byte[] {'P', 'K', 0, 0, 1}));
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstKey() {
        byte[] content = "\uFEFFa: 1\n".getBytes(UTF_8);

        Node.Mapping root = (Node.Mapping) YamlReader.read(content, "f.yaml", new Problems());

        assertEquals("[a]", root.entries().keySet().toString());
    }

    @Test
    void anAliasBombIsRejectedBeforeItExpands() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String inner = ("*a" + (i - 1) + ", ").repeat(10);
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(inner)
                    .append("]\n");
        }

        assertTrue(problem(bomb.toString()).contains("there are more than 1000000 values, including those of aliases"));
    }

    @Test
    void deepNestingIsRejected() {
        String deep = "[".repeat(100_000);

        assertTrue(problem(deep).contains("nested more than 50 levels deep"), problem(deep));
    }

    @Test
    void aHugeFileIsRejected() {
        assertTrue(problem(new byte[(4 << 20) + 1]).startsWith("f.yaml: this file is larger than 4 MB"));
    }

    @Test
    void anythingButAFileIsReported() throws IOException {
        Path binary = Files.write(folder.resolve("x.bin"), new byte[] {1, 2, 3});

        assertTrue(fileProblem(folder.resolve("missing.yaml")).startsWith("x.yaml: there is no such file"));
        assertTrue(fileProblem(folder).startsWith("x.yaml: this is a folder"));
        assertTrue(fileProblem(binary).startsWith("x.yaml:1:1: there is a control character"));
    }

    private static Node read(String yaml) {
        Problems problems = new Problems();
        Node node = YamlReader.read(yaml.getBytes(UTF_8), "f.yaml", problems);
        problems.throwIfAny();
        return node;
    }

    private static void assertProblem(String expected, String yaml) {
        assertEquals(expected, problem(yaml));
    }

    private static String problem(String yaml) {
        return assertThrows(PipelineException.class, () -> read(yaml)).getMessage();
    }

    private static String problem(byte[] content) {
        return assertThrows(PipelineException.class, () -> YamlReader.read(content, "f.yaml", new Problems()))
                .getMessage();
    }

    private static String fileProblem(Path file) {
        return assertThrows(PipelineException.class, () -> YamlReader.read(file, "x.yaml", new Problems()))
                .getMessage();
    }
}
