package org.cb1network.stages.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.stage.StageContext;

/**
 * A process of a program and all its descendants, which end together: when the program ends, at the time limit, when the
 * run is cancelled, and when this Java process dies, even by {@code kill -9}.
 *
 * <p>On Linux the program runs in a session of its own, under a shell whose standard input is a pipe from this process. The
 * pipe closes with this process at the latest; then the shell kills the session's process group. Elsewhere the descendants
 * that are known when the program ends are ended. A descendant that starts a session of its own is not found.
 */
final class ScriptProcess {

    private static final String GUARD = """
            exec 3<&0 </dev/null
            { read -r line <&3; kill -KILL 0; } >/dev/null 2>&1 &
            exec 3<&-
            "$@"
            """;

    private static final long POLL_MILLIS = 50;
    private static final int BUFFER = 1 << 16;

    /** Time for the output of ended processes to arrive. */
    private static final long LAST_OUTPUT_MILLIS = 5000;

    /** Exit codes of a shell whose command was ended by a signal begin here. */
    private static final int SIGNALLED = 128;

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private final double limitS;

    /**
     * Creates a process that does not run yet.
     *
     * @param folder where it runs
     * @param environment variables to set, besides those of this process
     * @param limitS time limit in seconds
     */
    ScriptProcess(List<String> command, Path folder, Map<String, String> environment, double limitS) {
        this.command = command;
        this.folder = folder;
        this.environment = environment;
        this.limitS = limitS;
    }

    /**
     * Runs it to its end.
     *
     * @param printed receives what it prints on standard output and standard error
     * @throws ScriptException if it fails or takes too long
     * @throws java.util.concurrent.CancellationException if the run is cancelled
     */
    void run(PrintedText printed, StageContext context) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(guarded()).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread reader = new Thread(() -> read(process.getInputStream(), printed), "output of a script");
        reader.setDaemon(true);
        reader.start();
        try {
            await(process, context);
        } finally {
            end(process);
            reader.join(LAST_OUTPUT_MILLIS);
        }
        int exit = process.exitValue();
        if (exit > SIGNALLED) {
            throw new ScriptException("it was ended by signal " + (exit - SIGNALLED));
        } else if (exit != 0) {
            throw new ScriptException("it ended with exit code " + exit);
        }
    }

    private List<String> guarded() {
        if (Program.onPath("setsid").isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "script"));
        all.addAll(command);
        return all;
    }

    private void await(Process process, StageContext context) throws InterruptedException, ScriptException {
        long start = System.nanoTime();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            context.checkCancelled();
            if (System.nanoTime() - start > limitS * 1e9) {
                throw new ScriptException("it was ended after the time limit of " + limitS + " s ('timeout')");
            }
        }
    }

    /** Ends everything that the program has started. */
    private static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is closed on the other side, too.
            process.destroyForcibly();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void read(InputStream from, PrintedText printed) {
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
}
