package org.cb1network.engine.cli.results;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cb1network.cache.FileProblem;
import org.jspecify.annotations.Nullable;

/** Describes which file outside the store could not be read or written, why, and what to do. */
public final class FileFailure {

    private FileFailure() {}

    public static String describe(IOException problem) {
        String text = FileProblem.describe(problem);
        return problem instanceof FileSystemException failure && failure.getFile() != null
                ? text + advice(failure)
                : text;
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
        String full = FileProblem.adviceIfFull(nearest);
        if (!full.isEmpty()) {
            return full;
        }
        if (!Files.isDirectory(nearest)
                && !nearest.equals(Path.of(failure.getFile()).toAbsolutePath())) {
            return "; " + nearest + " is a file where a folder should be: move it away";
        }
        return Files.isWritable(nearest) ? "" : "; make " + nearest + " writable, and start again";
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
