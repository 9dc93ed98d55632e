package org.cb1network.engine.stage;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of a program of the user and all its descendants, which end together: when the program ends, at the time limit,
 * when the run is cancelled, and when this Java process dies, even by {@code kill -9}.
 *
 * <p>On Linux the program runs in a session of its own, under a shell whose standard input is a pipe from this process. The
 * pipe closes with this process at the latest; then the shell kills the session's process group. Elsewhere the descendants
 * that are known when the program ends are ended. A descendant that starts a session of its own is not found.
 *
 * @param command the program and its arguments; no shell interprets them
 * @param folder where it runs
 * @param environment variables to set, besides those of this process
 * @param limitS time limit in seconds
 */
public record ChildProcess(List<String> command, Path folder, Map<String, String> environment, double limitS) {

    private static final String GUARD = """
            exec 3<&0 </dev/null
            { read -r line <&3; kill -KILL 0; } >/dev/null 2>&1 &
            exec 3<&-
            "$@"
            """;

    private static final long POLL_MILLIS = 50;
    private static final int BUFFER = 1 << 16;

    /** Time for the guard to end the processes. */
    private static final long GUARD_MILLIS = 500;

    /** Time for the output of ended processes to arrive. */
    private static final long LAST_OUTPUT_MILLIS = 5000;

    /** Receives what a program prints on standard output and standard error, in a thread of its own. */
    @FunctionalInterface
    public interface Printed {

        /** Takes the first {@code length} bytes of a buffer that is used again afterwards. */
        void add(byte[] buffer, int length);
    }

    public ChildProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Runs it to its end.
     *
     * @param printed receives what it prints
     * @param watch called about 20 times per second and at the end; an exception that it throws ends the program and is passed on
     * @return the exit code; 128 and the signal's number if a signal has ended it
     * @throws IOException if it cannot be started
     * @throws TimeoutException if it was ended after the time limit
     */
    public int run(Printed printed, Runnable watch) throws IOException, InterruptedException, TimeoutException {
        requireEncodable(command);
        requireEncodable(environment.values());
        ProcessBuilder builder =
                new ProcessBuilder(guarded()).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread reader = new Thread(() -> read(process.getInputStream(), printed), "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
        try {
            await(process, watch);
        } finally {
            end(process);
            reader.join(LAST_OUTPUT_MILLIS);
            // What still writes has left the session, and is not waited for.
            process.destroyForcibly();
        }
        watch.run();
        return process.exitValue();
    }

    /** Java would replace each character that the locale does not have by a question mark, without a word. */
    private static void requireEncodable(Collection<String> texts) throws IOException {
        CharsetEncoder locale =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder();
        for (String text : texts) {
            if (!locale.canEncode(text)) {
                throw new IOException("'" + text + "' cannot be passed to a program in this locale; set the locale to"
                        + " UTF-8, for example LC_ALL=C.UTF-8");
            }
        }
    }

    private List<String> guarded() throws IOException {
        String program = command.get(0);
        boolean byName = !program.contains("/") && !program.contains(File.separator);
        if (byName && onPath(program).isEmpty()) {
            throw new IOException("there is no program '" + program + "' on the PATH");
        }
        if (onPath("setsid").isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "program"));
        all.addAll(command);
        return all;
    }

    private void await(Process process, Runnable watch) throws InterruptedException, TimeoutException {
        long start = System.nanoTime();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            watch.run();
            if (System.nanoTime() - start > limitS * 1e9) {
                throw new TimeoutException("it was ended after the time limit of " + limitS + " s");
            }
        }
    }

    /**
     * Ends everything that the program has started. The guard gets time to end its group, because what the program starts
     * meanwhile is not among the known descendants. Through handles: {@link Process#destroyForcibly} also closes the pipe
     * from the program, with what is not read yet.
     */
    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> descendants = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is closed on the other side, too.
            process.toHandle().destroyForcibly();
        }
        try {
            process.waitFor(GUARD_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            descendants.forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
        }
    }

    private static void read(InputStream from, Printed printed) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                printed.add(buffer, length);
            }
        } catch (IOException e) {
            // The stream is closed when the process is destroyed.
            return;
        }
    }

    /** Returns a program of the {@code PATH}; on Windows its name has an extension that the user may leave out. */
    public static Optional<Path> onPath(String name) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        List<String> names = File.separatorChar == '\\' ? List.of(name, name + ".exe", name + ".bat") : List.of(name);
        for (String place : path.split(File.pathSeparator, -1)) {
            for (String candidate : names) {
                Path file =
                        Path.of(place.isEmpty() ? "." : place).toAbsolutePath().resolve(candidate);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
