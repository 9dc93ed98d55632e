package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.cb1network.cache.FileProblem;

/** Describes errors of stages for the user. */
final class StageErrors {

    private static final long MIB = 1 << 20;
    private static final int DEEPEST_CAUSE = 20;

    private StageErrors() {}

    /** Finds an error of a type among an error and its causes, because stages wrap exceptions of the engine. */
    static <E extends Throwable> Optional<E> find(Throwable error, Class<E> type) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /**
     * Describes an error in one line: only the message if it was written for users, otherwise preceded by the exception's
     * name. If the error is a mistake in the code of the stage, the description ends with the line.
     */
    static String describe(Throwable error) {
        if (error instanceof OutOfMemoryError) {
            return outOfMemory();
        }
        Throwable cause = error.getCause();
        if (cause != null && isWrapper(error, cause)) {
            return describe(cause);
        }
        String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName() + line(error);
        }
        if (error instanceof FileSystemException file) {
            return FileProblem.describe(file);
        }
        if (error instanceof UncheckedIOException && cause != null) {
            return withCause(message, cause);
        }
        // Custom exceptions of stages and libraries have messages for people; those of the JDK need their name.
        boolean speaksForItself = error instanceof IOException
                || error instanceof IllegalArgumentException
                || !error.getClass().getName().startsWith("java.");
        if (speaksForItself) {
            return message;
        }
        // The JVM adds search paths, in lines of their own, to what it says of native libraries.
        String said = error instanceof LinkageError
                ? message.strip().lines().findFirst().orElse("")
                : message;
        return error.getClass().getSimpleName() + ": " + said + line(error);
    }

    /** Whether an error says no more than its cause. */
    private static boolean isWrapper(Throwable error, Throwable cause) {
        String message = error.getMessage();
        return error instanceof ExecutionException
                || (error instanceof UncheckedIOException
                        && (message == null || message.isBlank() || message.equals(cause.toString())));
    }

    /** Describes an error that says more than its cause, which is added unless the message has it. */
    private static String withCause(String message, Throwable cause) {
        String reason = describe(cause);
        return message.contains(reason) ? message : message + ": " + reason;
    }

    /** Returns the innermost line of code outside the JDK, such as {@code , at MyStage.java:66}, for a mistake in the code. */
    private static String line(Throwable error) {
        boolean mistake = error instanceof RuntimeException
                && error.getClass().getName().startsWith("java.")
                && !(error instanceof IllegalStateException);
        if (!mistake) {
            return "";
        }
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> ", at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static String outOfMemory() {
        Runtime runtime = Runtime.getRuntime();
        return "out of memory: " + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " MiB of "
                + runtime.maxMemory() / MIB + " MiB in use; give Java more with -Xmx, or compute fewer points at a time"
                + " with -j";
    }
}
