package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs commands of the system that read nothing, print little and should end soon. */
public final class BriefCommand {

    private BriefCommand() {}

    /** Takes what a command left: its exit code, and what it printed on standard output and on standard error. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(int exit, String out, String err);
    }

    /**
     * Runs a command.
     *
     * @param command says whether standard error joins standard output
     * @param patience how long it may take; then it is killed
     * @return empty if it did not end in time
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted while it waits; then the command is killed, too
     */
    public static <T> Optional<T> run(ProcessBuilder command, Duration patience, Reading<T> reading)
            throws IOException, InterruptedException {
        // To files: a command that hangs must not keep a pipe open.
        Path out = Files.createTempFile("pipeline-", ".out");
        Path err = Files.createTempFile("pipeline-", ".err");
        try {
            Process process = command.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                        ? Optional.of(reading.of(process.exitValue(), text(out), text(err)))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static String text(Path file) throws IOException {
        // Not Files.readString, which refuses bytes that are not UTF-8.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
