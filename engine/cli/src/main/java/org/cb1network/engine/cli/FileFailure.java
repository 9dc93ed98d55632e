package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Describes which file outside the store could not be read or written, why, and what to do. */
final class FileFailure {

    /**
     * A failed write with less free space than this is reported as a full disk, because messages differ by language.
     */
    private static final long LITTLE_ROOM_BYTES = 1 << 20;

    private FileFailure() {}

    static String describe(IOException problem) {
        if (!(problem instanceof FileSystemException failure) || failure.getFile() == null) {
            String message = problem.getMessage();
            return message == null ? problem.getClass().getSimpleName() : message;
        }
        return failure.getFile() + ": " + reason(failure) + advice(failure);
    }

    private static String reason(FileSystemException failure) {
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

    private static String advice(FileSystemException failure) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(temporary) && failure.getFile().startsWith(temporary.toString())) {
            return "; the folder for temporary files is missing: create it, or name another one with java"
                    + " -Djava.io.tmpdir=FOLDER -jar ...";
        }
        @Nullable Path nearest = existing(failure.getFile());
        if (nearest == null) {
            return "";
        }
        if (hasLittleRoom(nearest)) {
            return "; the disk of " + nearest + " is full: free some space there, and start again";
        }
        if (!Files.isDirectory(nearest)
                && !nearest.equals(Path.of(failure.getFile()).toAbsolutePath())) {
            return "; " + nearest + " is a file where a folder should be: move it away";
        }
        return Files.isWritable(nearest) ? "" : "; make " + nearest + " writable, and start again";
    }

    private static boolean hasLittleRoom(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() < LITTLE_ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the file, or its nearest existing parent. */
    private static @Nullable Path existing(String file) {
        try {
            @Nullable Path existing = Path.of(file).toAbsolutePath();
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            return existing;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
