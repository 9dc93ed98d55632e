package org.cb1network.engine.cli.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
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
        Path file = Path.of(failure.getFile()).toAbsolutePath();
        String obstacle = obstacle(isDangling(file) ? file : file.getParent());
        if (!obstacle.isEmpty()) {
            return "; " + obstacle;
        }
        String full = FileProblem.adviceIfFull(nearest);
        if (!full.isEmpty()) {
            return full;
        }
        // A file is replaced by another one, which takes the permission to write to its folder.
        boolean replaced = failure instanceof AccessDeniedException && nearest.equals(file) && Files.isWritable(file);
        @Nullable Path place = replaced ? file.getParent() : nearest;
        return place == null || isWritable(place) ? "" : "; make " + place + " writable, and start again";
    }

    /**
     * Checks, before any work, that a folder can be made where there is none yet.
     *
     * @throws UncheckedIOException if something else is in its place, or in that of a folder above it
     */
    public static void requirePlaceOfFolder(Path folder) {
        String obstacle = obstacle(folder.toAbsolutePath());
        if (!obstacle.isEmpty()) {
            throw new UncheckedIOException(obstacle, new IOException(obstacle));
        }
    }

    /**
     * Checks, before any work, that files can be written to a folder, or that it can be made.
     *
     * @throws UncheckedIOException if something else is in its place, or if there is no permission
     */
    public static void requireWritable(Path folder) {
        requirePlaceOfFolder(folder);
        @Nullable Path nearest = existing(folder.toString());
        if (nearest != null && !isWritable(nearest)) {
            String problem = nearest + " cannot be written; make it writable, and start again";
            throw new UncheckedIOException(problem, new IOException(problem));
        }
    }

    /** A folder must also be one that may be entered. */
    private static boolean isWritable(Path path) {
        return Files.isWritable(path) && (!Files.isDirectory(path) || Files.isExecutable(path));
    }

    /** Returns what is in the place of a folder or of one above it, and what to do; empty if nothing is. */
    private static String obstacle(@Nullable Path folder) {
        @Nullable Path nearest = folder;
        while (nearest != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || Files.isDirectory(nearest)) {
            return "";
        }
        return isDangling(nearest)
                ? nearest + " is a link to a place that is gone: bring that back, or remove the link"
                : nearest + " is a file where a folder should be: move it away";
    }

    private static boolean isDangling(Path path) {
        return Files.isSymbolicLink(path) && !Files.exists(path);
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
