package org.cb1network.engine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that a test starts, with the class path of the test. All that it prints goes to one file. */
public final class ChildJvm implements AutoCloseable {

    /** The JDK that the test runs on. */
    public static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    /** Options of a JVM that starts fast. */
    public static final List<String> STARTS_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    /** Bit of SIGINT in the masks of {@code /proc/self/status}. */
    private static final long SIGINT = 1 << 1;

    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Path output;
    private int linesSeen;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * The command that starts a class.
     *
     * @param jdk folder of the JDK
     * @param options options of the JVM
     */
    public static List<String> command(Path jdk, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (ignoresInterrupts()) {
            // A child inherits that, and Java then leaves the signal alone.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    }

    /** Surefire hides the class path in a manifest and gives it in its own property. */
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

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it has ended and returns its exit code.
     *
     * @throws IOException if it takes longer than two minutes
     */
    public int join() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the other process does not end: " + lines());
        }
        return process.exitValue();
    }

    /** Ends it at once, as the kernel does when memory runs out. */
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

    /** The lines that it has printed up to now; the last one may be cut off. */
    public List<String> lines() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * Waits for a line that contains a text, after the one that was waited for last.
     *
     * @throws IOException if it ends without one, or takes longer than two minutes
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
