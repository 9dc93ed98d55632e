package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Any command line gives a documented exit code and no stack trace, and changes no file outside the store, the history,
 * the results folder and the lock. Options: {@code -Dfuzz.rounds=...} for more rounds, {@code -Dfuzz.seed=...} for others.
 */
class CommandLineFuzzTest {

    private static final int ROUNDS = Math.min(2_000, Integer.getInteger("fuzz.rounds", 60));
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** {@code WORLD} stands for a folder in which the pipeline is {@code WORLD/project/pipeline.yaml}. */
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "-",
            "--",
            "---",
            "=",
            "0",
            "1",
            "-1",
            "2",
            "1000000000",
            "99999999999999999999",
            "1e9",
            "NaN",
            "two",
            "\u0000",
            "\n",
            "\u00e9",
            "\uD83D\uDE00",
            "x".repeat(5_000),
            "a/b",
            "..",
            "../..",
            "%s%n%x",
            "${sim.rates}",
            "sim",
            "sim.rates",
            "sim.spikes",
            "sim.",
            ".rates",
            "sim.rates.rate",
            "mean-rates",
            "mean-rates.summary",
            "mean-rates.../../x",
            "sin",
            "paper",
            "longer",
            "30d",
            "0h",
            "999999w",
            "2GB",
            "0MB",
            "999999999TB",
            "text",
            "dot",
            "seed=2",
            "seed=",
            "stages.sim.with.duration=20 ms",
            "stages.sim.with.duration=1e9 s mV",
            "stages.sim.sweep.replicate=1..2",
            "stages.sim.sweep.replicate=1..99999999999",
            "stages.sim.with.maximum-rate=0.001 Hz",
            "stages.../x={run: simulate}",
            "pipeline=../../x",
            "model.projections.E -> E={connect: {type: list, file: ../outside/keep.txt}}",
            "model.projections.E -> E={connect: {type: list, file: link/keep.txt}}",
            "model.projections.E -> E={connect: {type: list, file: precious/notes.txt}}",
            "WORLD/project/pipeline.yaml",
            "WORLD/project/../project/pipeline.yaml",
            "WORLD/project",
            "WORLD/project/missing.yaml",
            "WORLD/project/precious",
            "WORLD/project/precious/notes.txt",
            "WORLD/project/precious/../precious",
            "WORLD/project/link",
            "WORLD/project/link/keep.txt",
            "WORLD/project/results",
            "WORLD/project/.pipeline/store",
            "WORLD/stores/one",
            "WORLD/stores/../stores/two",
            "WORLD/stores/" + "y".repeat(300),
            "WORLD/outside/keep.txt/below",
            "@WORLD/project/precious/notes.txt",
            "/dev/null",
            "/dev/zero",
            "/proc/self/mem");

    @TempDir
    private Path world;

    private final InputStream input = System.in;

    /** A command that reads its input, as {@code repeat-points} does, would wait for the build's. */
    @BeforeEach
    void giveNoInput() {
        System.setIn(InputStream.nullInputStream());
    }

    @AfterEach
    void restoreInput() {
        System.setIn(input);
    }

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(world.resolve("stores"));
        Files.createDirectories(world.resolve("outside"));
        Files.writeString(world.resolve("outside/keep.txt"), "kept");
        Path project = Files.createDirectories(world.resolve("project"));
        new Shell(project).write(Shell.PIPELINE.replace("100 ms", "20 ms").replace("size: 100", "size: 20"));
        Files.createDirectories(project.resolve("precious"));
        Files.writeString(project.resolve("precious/notes.txt"), "precious");
        Files.createSymbolicLink(project.resolve("link"), world.resolve("outside"));
    }

    @Test
    void noCommandLineDoesHarm() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, String> before = untouchable();
        Map<Integer, Integer> ends = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String[] arguments = arguments(random);
            String what = "seed " + SEED + ", round " + round + ": " + List.of(arguments);
            Shell.Result result = Shell.raw(arguments);
            ends.merge(result.exit(), 1, Integer::sum);
            assertTrue(
                    documented(arguments[0]).contains(Integer.toString(result.exit())),
                    () -> what + "\nended with " + result.exit());
            boolean verbose = Stream.of(arguments).anyMatch(Set.of("-v", "--verbose")::contains);
            if (!verbose) {
                assertFalse(result.err().contains("\tat "), () -> what + "\n" + result.err());
            }
            assertFalse(result.err().contains("mistake in the program"), () -> what + "\n" + result.err());
            assertTrue(
                    result.exit() == 0 || result.exit() == 3 || !result.err().isBlank(), () -> what + "\nsaid nothing");
            assertEquals(before, untouchable(), what);
        }
        System.out.println(ROUNDS + " command lines, by exit code: " + ends);
    }

    /** Returns the exit codes that the help of a command lists, or that of the program if there is no such command. */
    private static List<String> documented(String name) {
        CommandLine program = Main.commandLine();
        return program
                .getSubcommands()
                .getOrDefault(name, program)
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .keySet()
                .stream()
                .flatMap(codes -> Stream.of(codes.split(", ")))
                .toList();
    }

    /** Returns a command with options and values, most of which belong to it. */
    private String[] arguments(SplittableRandom random) {
        Map<String, CommandLine> commands = Main.commandLine().getSubcommands();
        List<String> names = List.copyOf(commands.keySet());
        String name = names.get(random.nextInt(names.size()));
        List<String> options =
                List.copyOf(commands.get(name).getCommandSpec().optionsMap().keySet());
        List<String> arguments = new ArrayList<>();
        arguments.add(random.nextInt(30) == 0 ? value(random) : name);
        if (random.nextInt(10) > 0) {
            arguments.addAll(
                    List.of("--file", world.resolve("project/pipeline.yaml").toString()));
        }
        for (int count = random.nextInt(5); count > 0; count--) {
            int kind = random.nextInt(10);
            if (kind < 6) {
                arguments.add(options.get(random.nextInt(options.size())));
            }
            if (kind == 6) {
                arguments.add("--" + value(random));
            }
            if (kind > 3 && kind != 6) {
                arguments.add(value(random));
            }
        }
        for (int i = 1; i < arguments.size(); i++) {
            // A store could be the folder in which the tests run, so it is always placed within the world.
            if (arguments.get(i - 1).equals("--cache-dir")) {
                arguments.set(i, place(random));
            }
        }
        return arguments.toArray(String[]::new);
    }

    private String place(SplittableRandom random) {
        List<String> places =
                VALUES.stream().filter(value -> value.startsWith("WORLD")).toList();
        return places.get(random.nextInt(places.size())).replace("WORLD", world.toString());
    }

    private String value(SplittableRandom random) {
        return VALUES.get(random.nextInt(VALUES.size())).replace("WORLD", world.toString());
    }

    /** Returns the content of every file that must not change. */
    private Map<String, String> untouchable() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(world)) {
            for (Path path : all.toList()) {
                String name = world.relativize(path).toString();
                if (!name.startsWith("stores/")
                        && !name.startsWith("project/.pipeline")
                        && !name.startsWith("project/results")
                        && !name.equals("project/pipeline.lock")) {
                    boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                    contents.put(name, file ? Files.readString(path) : "");
                }
            }
        }
        return contents;
    }
}
