package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * Writes files outside a store atomically: a concurrent reader sees either the complete old file or the complete new
 * one. (Files inside a store are written through {@link StoreFiles}, which also makes them durable.)
 */
public final class WholeFile {

    /** Names of the temporary files; the group is the process id of the writer. */
    public static final Pattern TEMPORARY = temporary(".+");

    private WholeFile() {}

    /** Returns the names of the temporary files of one file, with the same group as {@link #TEMPORARY}. */
    public static Pattern temporaryOf(String name) {
        return temporary(Pattern.quote(name));
    }

    private static Pattern temporary(String name) {
        return Pattern.compile("\\." + name + "\\.(\\d{1,18})\\.tmp");
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes the content.
         *
         * @param temporary file to write, which may not exist yet
         */
        void write(Path temporary) throws IOException;
    }

    /**
     * Writes a temporary file beside the target and moves it into place.
     *
     * @throws IOException if it cannot be written; then the old file is unchanged
     */
    public static void write(Path file, Body content) throws IOException {
        // Not Files.createTempFile, whose files no other user can read.
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            content.write(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException named) {
            if (!temporary.toString().equals(named.getFile())) {
                throw named;
            }
            // The user knows the file, not the temporary one.
            String reason = Files.isDirectory(file)
                    ? "this is a folder where a file should be: move it away"
                    : FileProblem.reason(named);
            throw new FileSystemException(file.toString(), null, reason);
        } catch (IOException e) {
            // For example, the exception of a full disk does not name the file.
            throw new FileSystemException(file.toString(), null, e.getMessage());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes bytes as {@link #write(Path, Body)} does. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, temporary -> Files.write(temporary, content));
    }
}
