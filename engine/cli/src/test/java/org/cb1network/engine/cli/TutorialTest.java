package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/tutorial.md, and the changes that it makes to {@code pipeline.yaml}, in their order. */
class TutorialTest {

    private static final Path TUTORIAL = Path.of("../../docs/tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|yaml)\\n(.*?)```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** So many characters of a line tell it from the others of the file, before and after the change. */
    private static final int START_OF_LINE = 20;

    @TempDir
    private Path folder;

    private Path here;
    private int commands;

    @Test
    void everyCommandWorks() throws IOException {
        Shell.requireProgram("python3");
        here = folder;
        Matcher block = BLOCK.matcher(Files.readString(TUTORIAL));
        while (block.find()) {
            List<String> lines = block.group(2).lines().toList();
            if (block.group(1).equals("yaml")) {
                change(lines);
            } else {
                for (String line : lines) {
                    run(line);
                }
            }
        }
        assertTrue(commands > 10, "the tutorial's commands were not found");
    }

    private void run(String line) throws IOException {
        List<String> words = words(line);
        if (words.get(0).equals("cd")) {
            here = here.resolve(words.get(1)).normalize();
            return;
        }
        assertEquals(List.of("java", "-jar"), words.subList(0, 2), line);
        List<String> command = new ArrayList<>(words.subList(3, words.size()));
        if (command.get(0).equals("init")) {
            init(command);
        } else {
            // A JVM cannot change its folder.
            command.addAll(1, List.of("--file", pipeline().toString()));
            work(command, line);
        }
        commands++;
    }

    private void init(List<String> command) throws IOException {
        Path made = here.resolve(command.remove(command.size() - 1));
        command.add(made.toString());
        work(command, "init");
        shorten(made.resolve("pipeline.yaml"));
    }

    /** Makes simulations as short and as few as with {@code --profile quick}: the commands are tested here, not the network. */
    private static void shorten(Path pipeline) throws IOException {
        String text = Files.readString(pipeline);
        Files.writeString(
                pipeline,
                text.replace("duration: 3 s", "duration: 600 ms").replace("replicate: 1..5", "replicate: 1..2"));
    }

    private static void work(List<String> command, String line) {
        Shell.Result result = Shell.raw(command.toArray(String[]::new));
        assertEquals(0, result.exit(), () -> line + "\n" + result.out() + result.err());
    }

    private Path pipeline() {
        return here.resolve("pipeline.yaml");
    }

    /** Replaces lines of the pipeline, from one that begins like the first new line to one that begins like the last. */
    private void change(List<String> changed) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(pipeline()));
        int from = find(changed.get(0), lines, 0);
        int to = find(changed.get(changed.size() - 1), lines, from);
        lines.subList(from, to + 1).clear();
        lines.addAll(from, changed);
        Files.write(pipeline(), lines);
        shorten(pipeline());
    }

    private static int find(String line, List<String> lines, int from) {
        String start = line.substring(0, Math.min(START_OF_LINE, line.length()));
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("the pipeline has no line that begins with '" + start + "'");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
