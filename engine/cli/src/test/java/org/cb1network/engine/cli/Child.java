package org.cb1network.engine.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in its own process, started from the class path of the tests. */
final class Child implements AutoCloseable {

    /** Bit of SIGINT in the masks of {@code /proc/self/status}. */
    private static final long SIGINT = 1 << 1;

    private final Process process;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a command on this JDK. Its standard error goes to a file next to the pipeline. */
    static Child start(Path pipeline, String... arguments) throws IOException {
        return start(Path.of(System.getProperty("java.home")), pipeline, arguments);
    }

    /** Starts a command on a JDK. */
    static Child start(Path jdk, Path pipeline, String... arguments) throws IOException {
        return new Child(new ProcessBuilder(command(jdk, pipeline, arguments))
                .redirectError(pipeline.resolveSibling("err.txt").toFile())
                .start());
    }

    /** The command that starts a command on a JDK. */
    static List<String> command(Path jdk, Path pipeline, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (ignoresInterrupts()) {
            // A child would inherit an ignored SIGINT, and Java then leaves the signal ignored.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(
                List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.add(arguments[0]);
        command.addAll(List.of("--file", pipeline.toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return command;
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    }

    /** Reads lines of standard output up to one that contains a text. */
    void awaitLine(String text) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the process ended without a line with '" + text + "'");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Presses Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Kills it, as the kernel does when memory runs out. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it ends, and returns its exit code. */
    int await() throws IOException, InterruptedException {
        out.transferTo(Writer.nullWriter());
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IOException("the process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
