package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What went wrong, in words for the user. */
final class Failures {

    private static final long MIB = 1 << 20;
    private static final int DEEPEST_CAUSE = 20;

    private Failures() {}

    /** An error of a type among an error and its causes: stages wrap what the engine throws at them. */
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

    /** One line about an error: its message alone where that was written for users, else with its kind before it. */
    static String describe(Throwable error) {
        if (error instanceof OutOfMemoryError) {
            return outOfMemory();
        }
        Throwable cause = error.getCause();
        if (cause != null && (error instanceof UncheckedIOException || error instanceof ExecutionException)) {
            return describe(cause);
        }
        String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName();
        }
        if (error instanceof FileSystemException file) {
            return describe(file);
        }
        // Stages and libraries that make exceptions of their own make them for people; the JDK's need their name.
        boolean speaksForItself = error instanceof IOException
                || error instanceof IllegalArgumentException
                || !error.getClass().getName().startsWith("java.");
        return speaksForItself ? message : error.getClass().getSimpleName() + ": " + message;
    }

    /** These exceptions say what happened by their type alone. */
    private static String describe(FileSystemException error) {
        if (error instanceof NoSuchFileException) {
            return "there is no file " + error.getMessage();
        }
        if (error instanceof AccessDeniedException) {
            return "no permission for " + error.getMessage();
        }
        if (error instanceof FileAlreadyExistsException) {
            return "there is already a file " + error.getMessage();
        }
        return String.valueOf(error.getMessage());
    }

    private static String outOfMemory() {
        Runtime runtime = Runtime.getRuntime();
        return "out of memory: " + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " MiB of "
                + runtime.maxMemory() / MIB + " MiB in use; give Java more with -Xmx, or compute fewer points at a time"
                + " with -j";
    }
}
