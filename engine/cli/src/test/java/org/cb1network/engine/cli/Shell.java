package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.ChildProcess;
import org.cb1network.engine.testing.ChildJvm;
import picocli.CommandLine;

/** Runs commands in this JVM or another one, on a small network in its own folder. */
final class Shell {

    /** Two conditions of a network of 40 neurons, three replicates, and their mean rates; a run takes a fraction of a second. */
    static final String PIPELINE = """
            pipeline: tiny
            seed: 1
            model:
              time-step: 0.1 ms
              receptors:
                excitatory: {reversal: 0 mV, decay: 5 ms}
              populations:
                E: {size: 40, releases: excitatory, leak: 10 nS, capacitance: 200 pF, rest: -70 mV, reset: -70 mV, threshold: -50 mV, refractory: 5 ms}
              afferents:
                X: {size: 100, releases: excitatory, rate: 40 Hz}
              projections:
                X -> E: {probability: 0.2, weight: 2 nS}
                E -> E: {probability: 0.1, weight: 2 nS, release: 1}
            conditions:
              weak: {}
              strong: {projections.E -> E.weight: 4 nS}
            stages:
              sim:
                run: simulate
                with: {duration: 100 ms, record: {spikes: [E]}}
                sweep: {condition: [weak, strong], replicate: 1..3}
              mean-rates:
                run: summarize-rates
                inputs: {rates: "${sim.rates}"}
            profiles:
              longer:
                stages:
                  sim: {with: {duration: 150 ms}}
            """;

    /** A figure with its data in a CSV file, in front of the profiles. */
    static final String FIGURE = """
              curves:
                run: draw-curves
                inputs: {table: "${mean-rates.summary}"}
                with: {title: Rates, x: replicates, y: rate, by: condition, interval: {low: ci_low, high: ci_high}}
            profiles:""";

    /** The pipeline with the figure. */
    static final String WITH_A_FIGURE = PIPELINE.replace("profiles:", FIGURE);

    /** A parameter that makes every simulation fail: no activity is allowed. */
    static final String FAILING = "stages.sim.with.maximum-rate=0.001 Hz";

    private final Path folder;

    /** The outcome of a command. */
    record Result(int exit, String out, String err) {

        List<String> outLines() {
            return out.lines().toList();
        }
    }

    Shell(Path folder) throws IOException {
        this.folder = folder;
        write(PIPELINE);
    }

    /** A shell in a folder with copies of an example's pipeline, lock and scripts. */
    static Shell withCopyOf(Path example, Path folder) throws IOException {
        Shell shell = new Shell(folder);
        for (String name : List.of("pipeline.yaml", "pipeline.lock")) {
            if (Files.exists(example.resolve(name))) {
                Files.copy(example.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(example.resolve("scripts"))) {
            Files.createDirectory(folder.resolve("scripts"));
            try (DirectoryStream<Path> scripts = Files.newDirectoryStream(example.resolve("scripts"), "*.*")) {
                for (Path script : scripts) {
                    Files.copy(script, folder.resolve("scripts").resolve(script.getFileName()));
                }
            }
        }
        return shell;
    }

    /** Skips the test, and says so, on a machine without a program. */
    static void requireProgram(String name) {
        assumeTrue(ChildProcess.onPath(name).isPresent(), name + " is not installed");
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve("pipeline.yaml");
    }

    /** Replaces the pipeline. */
    void write(String pipeline) throws IOException {
        Files.writeString(file(), pipeline);
    }

    /** Runs a command on the pipeline of this folder. */
    Result run(String... arguments) {
        return raw(withFile(file(), arguments));
    }

    /** Starts a command on a pipeline in its own process. */
    static ChildJvm start(Path pipeline, String... arguments) throws IOException {
        return start(ChildJvm.THIS_JDK, pipeline, arguments);
    }

    /** Starts a command on a pipeline in its own process, on a JDK. */
    static ChildJvm start(Path jdk, Path pipeline, String... arguments) throws IOException {
        return ChildJvm.start(new ProcessBuilder(command(jdk, pipeline, arguments)));
    }

    /** What starts a command on a JDK. */
    static List<String> command(Path jdk, Path pipeline, String... arguments) throws IOException {
        return ChildJvm.command(jdk, ChildJvm.STARTS_FAST, Main.class, withFile(pipeline, arguments));
    }

    private static String[] withFile(Path pipeline, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--file", pipeline.toString()));
        return all.toArray(String[]::new);
    }

    /** Runs a command without adding options. */
    static Result raw(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exit = command.execute(arguments);
        return new Result(exit, out.toString(), err.toString());
    }
}
