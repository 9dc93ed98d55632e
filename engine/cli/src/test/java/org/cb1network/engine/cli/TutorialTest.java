package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/tutorial.md. */
class TutorialTest {

    private static final Path TUTORIAL = Path.of("../../docs/tutorial.md");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Commands whose files are in the current folder unless the command line says otherwise. */
    private static final List<String> WITHOUT_PIPELINE = List.of("init");

    @TempDir
    private Path folder;

    @Test
    void everyCommandWorks() throws IOException {
        Shell.requireProgram("python3");
        Path here = folder;
        int commands = 0;
        for (String line : lines()) {
            List<String> words = words(line);
            if (words.get(0).equals("cd")) {
                here = here.resolve(words.get(1)).normalize();
                continue;
            }
            assertEquals(List.of("java", "-jar"), words.subList(0, 2), line);
            Shell.Result result = Shell.raw(arguments(here, words.subList(3, words.size())));
            assertEquals(0, result.exit(), () -> line + "\n" + result.out() + result.err());
            commands++;
        }
        assertTrue(commands > 10, "the tutorial's commands were not found");
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher block = SHELL.matcher(Files.readString(TUTORIAL));
        while (block.find()) {
            lines.addAll(Arrays.asList(block.group(1).split("\n")));
        }
        return lines;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /** The arguments as they mean in a folder: a JVM cannot change its own. */
    private static String[] arguments(Path here, List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (WITHOUT_PIPELINE.contains(words.get(0))) {
            int last = all.size() - 1;
            all.set(last, here.resolve(all.get(last)).toString());
        } else {
            all.addAll(1, List.of("--file", here.resolve("pipeline.yaml").toString()));
        }
        return all.toArray(String[]::new);
    }
}
