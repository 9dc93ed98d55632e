package org.cb1network.engine.runner.spec.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.spec.Documents;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.TestStages;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.stage.OutputPort;
import org.junit.jupiter.api.Test;

/**
 * Any file gives either a pipeline or problems with positions, quickly and without other exceptions. Options: {@code
 * -Dfuzz.rounds=100000} for more rounds, {@code -Dfuzz.seed=...} for others.
 */
class FuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 600);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Replacements for values. */
    private static final List<String> ODD = List.of(
            "",
            "~",
            "{}",
            "[]",
            "[[]]",
            "{a: b}",
            "0",
            "-1",
            "1e308",
            "1e999 ms",
            "1e-999 ms",
            "5 ms",
            "5 mV",
            "0x10",
            ".nan",
            "-.inf",
            "true",
            "'",
            "\"",
            "&a",
            "*a",
            "&a [*a]",
            "<<: *a",
            "!!int x",
            "? x",
            "- x",
            "|",
            ">",
            "%",
            "@",
            "`",
            "${",
            "${}",
            "${choices.drive}",
            "${choices.x}",
            "${scan.rates}",
            "${scan.rates.rate}",
            "${main.spikes}",
            "${a.b.c.d}",
            "${choice.choice.probability}",
            "../../etc/passwd",
            "/etc/passwd",
            "p.yaml",
            ".",
            "..",
            "a.b",
            "E -> E",
            "->",
            "1..4",
            "4..1",
            "1..99999999999",
            "-5..5",
            "\u0000",
            "\uFEFF",
            "\u00e9",
            "\uD83D\uDE00",
            "E",
            "A",
            "all",
            "simulate",
            "trivial",
            "each",
            "replicate",
            "condition",
            "set",
            "with.duration",
            "with.stimuli",
            "99999999999999999999",
            "{from: 0, to: 1, count: 3}",
            "{from: 0, to: 1e300, step: 1e-300}",
            "{set: seed, values: [1]}",
            "[E, E]",
            "{type: constant}",
            "{type: x}",
            "{run: trivial}",
            "{run: trivial, sweep: {x: {from: 0, to: 1, count: 10000}}}");

    private final StageCatalog catalog = TestStages.catalog();

    @Test
    void noChangeOfTheTextMakesTheReaderFail() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> documents = List.of(Documents.SMALL, Documents.resource("network.yaml"));
        for (int round = 0; round < ROUNDS; round++) {
            String text = documents.get(round % 20 == 0 ? 1 : 0);
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                text = edit(text, random);
            }
            read(text.getBytes(UTF_8), List.of(), "round " + round);
        }
    }

    @Test
    void noChangeOfTheStructureMakesTheReaderFail() {
        SplittableRandom random = new SplittableRandom(SEED);
        Tree small = Tree.of(Documents.SMALL);
        Tree network = Tree.of(Documents.resource("network.yaml"));
        for (int round = 0; round < ROUNDS; round++) {
            Tree tree = (round % 20 == 0 ? network : small).copy();
            for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
                tree.edit(random, () -> odd(random));
            }
            read(tree.text().getBytes(UTF_8), List.of(), "round " + round);
        }
    }

    @Test
    void noBytesMakeTheReaderFail() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] document = Documents.SMALL.getBytes(UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = document.clone();
            if (round % 3 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(round % 3 == 1 ? 128 : 256);
                }
            }
            read(bytes, List.of(), "round " + round);
        }
    }

    @Test
    void noCommandLineMakesTheReaderFail() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] document = Documents.SMALL.getBytes(UTF_8);
        List<String> words = List.of(
                "stages",
                "scan",
                "main",
                "with",
                "sweep",
                "set",
                "drive",
                "values",
                "model",
                "projections",
                "E -> E",
                "seed",
                "run",
                "choices",
                "use",
                "conditions",
                "A",
                "circuits",
                "all",
                "profiles",
                "each",
                "",
                "0",
                "inputs",
                "stimuli");
        for (int round = 0; round < ROUNDS; round++) {
            List<String> overrides = new ArrayList<>();
            for (int count = random.nextInt(1, 3); count > 0; count--) {
                List<String> path = new ArrayList<>();
                for (int parts = random.nextInt(1, 6); parts > 0; parts--) {
                    path.add(words.get(random.nextInt(words.size())));
                }
                overrides.add(String.join(".", path) + (random.nextInt(20) == 0 ? "" : "=") + odd(random));
            }
            read(document, overrides, "round " + round);
        }
    }

    /** Replaces, removes, duplicates or moves a word, a value or a line. */
    private static String edit(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(1, 12));
        int valueEnd = at;
        while (valueEnd < text.length() && ",}\n".indexOf(text.charAt(valueEnd)) < 0) {
            valueEnd++;
        }
        int valueStart = at;
        while (valueStart > 0 && ":,{\n".indexOf(text.charAt(valueStart - 1)) < 0) {
            valueStart--;
        }
        int lineStart = text.lastIndexOf('\n', at) + 1;
        int lineEnd = text.indexOf('\n', at) + 1;
        String line = lineEnd > lineStart ? text.substring(lineStart, lineEnd) : "";
        return switch (random.nextInt(7)) {
                    case 0 -> text.substring(0, at) + text.substring(end);
                    case 1 -> text.substring(0, at) + odd(random) + text.substring(at);
                    case 2, 3 -> text.substring(0, valueStart) + " " + odd(random) + text.substring(valueEnd);
                    case 4 -> text.substring(0, lineStart) + line + text.substring(lineStart);
                    case 5 -> text.substring(0, lineStart) + text.substring(Math.max(lineStart, lineEnd));
                    default ->
                        text.substring(0, lineStart) + "  ".repeat(random.nextInt(3)) + line.strip() + "\n"
                                + text.substring(Math.max(lineStart, lineEnd));
                }
                + (random.nextInt(50) == 0 ? "\n" + odd(random) : "");
    }

    private static String odd(SplittableRandom random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    /** Checks that the names in a valid pipeline become file names in the results folder and nowhere else. */
    private static void requirePlainNames(PipelineSpec pipeline, String what) {
        for (StageSpec stage : pipeline.stages().values()) {
            for (OutputPort output : stage.type().outputs()) {
                String name = StageResults.fileName(stage, output.name());
                if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.contains("..")) {
                    fail("a file '" + name + "': " + what);
                }
            }
        }
    }

    private void read(byte[] content, List<String> overrides, String round) {
        String what = "seed " + SEED + ", " + round + ", overrides " + overrides + ":\n" + new String(content, UTF_8);
        long start = System.nanoTime();
        try {
            requirePlainNames(PipelineReader.read(content, Path.of("p.yaml"), "paper", overrides, catalog), what);
        } catch (PipelineException e) {
            assertFalse(e.problems().isEmpty(), what);
            for (Problem problem : e.problems()) {
                boolean located = problem.position().line() > 0
                        || problem.position().file().startsWith("-p no. ");
                if (!located || problem.message().isBlank()) {
                    fail("no place in '" + problem + "': " + what);
                }
            }
        } catch (RuntimeException | StackOverflowError e) {
            fail(what, e);
        }
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            fail("too slow: " + what);
        }
    }
}
