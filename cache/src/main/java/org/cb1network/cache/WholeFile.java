package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files outside a store atomically: a concurrent reader sees either the complete old file or the complete new
 * one. (Files inside a store are written through {@link StoreFiles}, which also makes them durable.)
 */
public final class WholeFile {

    /** Names of the temporary files; the group is the process id of the writer. */
    public static final Pattern TEMPORARY = temporary(".+");

    /** The writer may be alive on another machine, but no process pauses this long while it writes. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private WholeFile() {}

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
     * Writes a temporary file beside the target and moves it into place. Those that killed processes left there for the same target are
     * removed.
     *
     * @throws IOException if it cannot be written; then the old file is unchanged
     */
    public static void write(Path file, Body content) throws IOException {
        String name = String.valueOf(file.getFileName());
        // Not Files.createTempFile, whose files no other user can read.
        Path temporary =
                file.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".tmp");
        Path folder = temporary.toAbsolutePath().getParent();
        if (folder != null) {
            removeAbandoned(folder, temporary(Pattern.quote(name)));
        }
        try {
            FileProblem.naming(file, () -> content.write(temporary));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException named) {
            if (!temporary.toString().equals(named.getFile())) {
                throw named;
            }
            // The user knows the file, not the temporary one.
            String reason = Files.isDirectory(file)
                    ? "this is a folder where a file should be: move it away"
                    : FileProblem.reason(named);
            throw named instanceof AccessDeniedException
                    ? new AccessDeniedException(file.toString(), null, reason)
                    : new FileSystemException(file.toString(), null, reason);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes bytes as {@link #write(Path, Body)} does. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, temporary -> Files.write(temporary, content));
    }

    /**
     * Removes the temporary files of killed processes from a folder, as far as possible; the rest does no harm.
     *
     * @param names names of the files to remove, which end in {@code .tmp}; the first group is the process id of the writer
     */
    public static void removeAbandoned(Path folder, Pattern names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tmp")) {
            for (Path file : files) {
                Matcher name = names.matcher(file.getFileName().toString());
                if (name.matches() && isAbandoned(file, Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The next writer tries again.
            return;
        }
    }

    private static boolean isAbandoned(Path file, long process) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && ProcessHandle.of(process).isEmpty()
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLD));
    }
}
