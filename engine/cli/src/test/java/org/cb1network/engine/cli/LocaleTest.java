package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Languages differ in digits, decimal separators and capitals; results do not. */
class LocaleTest {

    private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

    @TempDir
    private Path folder;

    /** Runs and verifies in a language, and returns the tables, the figures and the lock. */
    private Map<String, byte[]> resultsIn(String language) throws IOException {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            Shell shell = new Shell(Files.createDirectory(folder.resolve(language)));
            shell.write(Shell.WITH_A_FIGURE);
            StringBuilder said = new StringBuilder();
            for (List<String> command : List.of(
                    List.of("run", "-v"),
                    List.of("verify", "--cached", "--update"),
                    List.of("verify", "--cached"),
                    List.of("show", "mean-rates.summary"))) {
                Shell.Result result = shell.run(command.toArray(String[]::new));
                assertEquals(0, result.exit(), result.err());
                said.append(result.out()).append(result.err());
            }
            said.append(Files.readString(shell.folder().resolve("results/report.html")));
            assertFalse(FOREIGN_DIGIT.matcher(said).find(), said.toString());
            return contents(shell.folder());
        } finally {
            Locale.setDefault(usual);
        }
    }

    /** Returns all files but those with the times of the run. */
    private static Map<String, byte[]> contents(Path root) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        contents.put("lock", Files.readAllBytes(root.resolve("pipeline.lock")));
        for (String part : List.of("results/tables", "results/figures")) {
            try (Stream<Path> files = Files.list(root.resolve(part))) {
                for (Path file :
                        files.filter(path -> !path.endsWith("MANIFEST")).toList()) {
                    contents.put(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    @Test
    void everyLanguageGivesTheSameTablesFiguresAndLock() throws IOException {
        Map<String, byte[]> expected = resultsIn("en-US");
        for (String language : List.of("ar-EG", "tr-TR")) {
            Map<String, byte[]> results = resultsIn(language);
            assertEquals(expected.keySet(), results.keySet());
            expected.forEach((name, content) -> assertArrayEquals(content, results.get(name), name + " " + language));
        }
    }

    @Test
    void theDigitsOfArabicWouldBeSeen() {
        // As long as this JVM has them: otherwise the test above could not fail.
        assertEquals("\u0661\u066b\u0665", String.format(Locale.forLanguageTag("ar-EG"), "%.1f", 1.5));
    }
}
