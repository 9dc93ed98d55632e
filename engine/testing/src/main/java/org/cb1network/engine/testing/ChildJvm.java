package org.cb1network.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that a test starts, with the class path of the test. All its output goes to one file. */
public final class ChildJvm implements AutoCloseable {

    /** The JDK that the test runs on. */
    public static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    /** Options of a JVM that starts fast. */
    public static final List<String> STARTS_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    /** Bits of SIGHUP, SIGINT and SIGTERM in the masks of {@code /proc/self/status}. */
    private static final long SIGNALS = 1 | 1 << 1 | 1 << 14;

    private static final long MOST_SECONDS = 600;

    private final Process process;
    private final Path output;
    private int linesSeen;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Returns the command that starts a class.
     *
     * @param jdk folder of the JDK
     * @param options options of the JVM
     */
    public static List<String> command(Path jdk, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (ignoresSignals()) {
            // A child inherits an ignored signal, and Java then does not handle it: nohup and background jobs of
            // scripts do that.
            command.addAll(List.of("env", "--default-signal=HUP,INT,TERM"));
        }
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean ignoresSignals() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGNALS) != 0);
    }

    /** Returns the class path. Surefire hides it in a manifest and provides it in a property of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Starts a class on this JDK. */
    public static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(new ProcessBuilder(command(THIS_JDK, options, main, arguments)));
    }

    /** Starts a {@link #command}, with the environment of the builder. */
    public static ChildJvm start(ProcessBuilder command) throws IOException {
        Path output = Files.createTempFile("child", ".txt");
        output.toFile().deleteOnExit();
        Process process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ChildJvm(process, output);
    }

    /** Returns the processes that it has started. */
    public Stream<ProcessHandle> children() {
        return process.children();
    }

    /** Returns whether it is still running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it has ended and returns its exit code.
     *
     * @throws IOException if it takes longer than ten minutes
     */
    public int join() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the other process does not end: " + lines());
        }
        return process.exitValue();
    }

    /** Kills it, as the kernel does when memory runs out. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Sends a signal.
     *
     * @param name such as {@code STOP}, {@code CONT} or {@code INT}
     */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns the lines that it has printed so far; the last one may be incomplete. */
    public List<String> lines() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * Waits for a line that contains a text, starting after the last line found by this method.
     *
     * @throws IOException if it ends without one, or takes longer than ten minutes
     */
    public void await(String text) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            boolean ended = !process.isAlive();
            List<String> lines = lines();
            for (int i = linesSeen; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    linesSeen = i + 1;
                    return;
                }
            }
            if (ended || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                throw new IOException("the other process printed no line with '" + text + "': " + lines);
            }
            Thread.sleep(2);
        }
    }

    /** Ends it if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
