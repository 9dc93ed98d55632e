package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * Writes files outside of a store, each in one step: a concurrent reader sees either the old one or the new one, whole. (What is inside of
 * a store is written by {@link StoreFiles}, which also makes sure that it is on disk.)
 */
public final class WholeFile {

    /** What the temporary files are called; the group is the number of the process that writes. */
    public static final Pattern TEMPORARY = Pattern.compile("\\..+\\.(\\d{1,18})\\.tmp");

    private WholeFile() {}

    /** Writes what a file is to have. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes it.
         *
         * @param temporary where to; there may be nothing yet
         */
        void write(Path temporary) throws IOException;
    }

    /**
     * Writes beside a file and moves into its place.
     *
     * @throws IOException if it cannot be written; then the old one is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        // Not Files.createTempFile, whose files nobody else may read.
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            content.write(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException e) {
            // Such as that of a full disk, which does not say where.
            throw new FileSystemException(file.toString(), null, e.getMessage());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** As {@link #write(Path, Content)}, of bytes. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, temporary -> Files.write(temporary, content));
    }
}
