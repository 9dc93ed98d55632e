package org.cb1network.engine.cli.progress;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal that shows standard output or standard error, regardless of the other one. */
public final class Terminal {

    private static final int USUAL_COLUMNS = 80;
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_SECONDS = 2;

    /** The terminal of standard error, otherwise that of the session. Standard output of this command is a pipe. */
    private static final String ASK = "stty size <&2 2>/dev/null || { stty size </dev/tty; } 2>/dev/null";

    private int columns;
    private long asked;

    private Terminal() {}

    /** Returns the terminal of standard output; empty as for {@link #ofStandardError}. */
    public static Optional<Terminal> ofStandardOutput() {
        return of("/proc/self/fd/1");
    }

    /** Returns the terminal of standard error, unless there is none, it cannot clear a line, or the command runs in CI. */
    public static Optional<Terminal> ofStandardError() {
        return of("/proc/self/fd/2");
    }

    private static Optional<Terminal> of(String stream) {
        return wantsLines(System.getenv()) || !isTerminal(Path.of(stream))
                ? Optional.empty()
                : Optional.of(new Terminal());
    }

    /** Returns whether environment variables request lines without control characters. */
    static boolean wantsLines(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        String service = environment.getOrDefault("CI", "");
        return kind.isEmpty() || kind.equals("dumb") || !(service.isEmpty() || service.equals("false"));
    }

    /**
     * Returns whether a stream is a terminal. On Linux its file is known; elsewhere Java knows only about standard input
     * and output.
     */
    private static boolean isTerminal(Path stream) {
        try {
            String file = Files.readSymbolicLink(stream).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return hasConsole();
        }
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells them apart. */
    @SuppressWarnings("SystemConsoleNull") // for Java 17; newer versions are checked below
    private static boolean hasConsole() {
        if (System.console() == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(System.console()));
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Returns the current number of columns, at most two seconds old. */
    public int columns() {
        long now = System.nanoTime();
        if (columns == 0 || now - asked > ASK_AGAIN_NANOS) {
            asked = now;
            columns = askForColumns();
        }
        return columns;
    }

    private static int askForColumns() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", ASK)
                    .redirectError(Redirect.INHERIT)
                    .start();
            stty.getOutputStream().close();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL_COLUMNS;
            }
            // The few bytes of the answer have room in the pipe, and reading before would wait without a limit.
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.exitValue() == 0 ? columns(answer) : USUAL_COLUMNS;
        } catch (IOException e) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }

    /** Returns the second of two numbers, rows and columns. A terminal of unknown size reports 0. */
    static int columns(String size) {
        String[] numbers = size.strip().split(" ", -1);
        int known = numbers.length == 2 && numbers[1].matches("\\d{1,5}") ? Integer.parseInt(numbers[1]) : 0;
        return known == 0 ? USUAL_COLUMNS : known;
    }
}
