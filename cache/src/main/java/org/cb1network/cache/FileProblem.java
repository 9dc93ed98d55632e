package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Describes why a file could not be read or written. */
public final class FileProblem {

    /** A write that failed for an unknown reason with less free space than this is reported as a full disk. */
    private static final long LITTLE_ROOM_BYTES = 1 << 20;

    private FileProblem() {}

    /** Reads or writes a file. */
    @FunctionalInterface
    public interface Action {
        /**
         * Reads or writes.
         *
         * @throws IOException if that fails; it need not name the file
         */
        void run() throws IOException;
    }

    /**
     * Does something with a file, so that its failure names the file. The exception of a full disk, for example, does not.
     *
     * @throws FileSystemException if it fails
     */
    public static void naming(Path file, Action action) throws IOException {
        try {
            action.run();
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null, describe(e));
            failure.initCause(e);
            throw failure;
        }
    }

    /** Returns what went wrong, after the name of the file if it is known. */
    public static String describe(IOException problem) {
        if (problem instanceof FileSystemException failure) {
            return failure.getFile() == null ? reason(failure) : failure.getFile() + ": " + reason(failure);
        }
        @Nullable String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }

    /** Some exceptions say what happened only by their type. */
    static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileAlreadyExistsException
                ? "exists already"
                : failure.getClass().getSimpleName();
    }

    /** Returns what to do if the disk of a file is full, to follow a description; otherwise an empty text. */
    public static String adviceIfFull(Path file) {
        return hasLittleRoom(file) ? "; the disk of " + file + " is full: free some space there, and start again" : "";
    }

    /**
     * Returns whether the disk of a file is almost full. After a failed write, this is a better sign than the system's
     * message, which may be in any language.
     */
    static boolean hasLittleRoom(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() < LITTLE_ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
