package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A user's file that a stage reads. In YAML it is a path relative to the pipeline's folder, and must be in that folder
 * or below. The file's content is part of the cache key; its name is not.
 *
 * @param path path of the file
 * @param sha256 SHA-256 of its content in hexadecimal digits, computed when the pipeline was read
 */
public record DataFile(Path path, String sha256) {

    /**
     * Returns a file with the digest of its current content.
     *
     * @throws IOException if it cannot be read
     */
    public static DataFile of(Path path) throws IOException {
        MessageDigest digest = newDigest();
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new DataFile(path, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Reads a file.
     *
     * @param <T> type of the result
     */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * Reads the file.
         *
         * @throws IOException if it cannot be read or used; the message says why and where
         */
        T read(Path file) throws IOException;
    }

    /**
     * Reads the file.
     *
     * @throws DataFileException if it cannot be read or used, or has changed since the pipeline was read
     */
    public <T> T read(Parser<T> parser) throws DataFileException {
        try {
            requireUnchanged();
            T content = parser.read(path);
            // Checked again after reading: the content matches the key only if no one wrote meanwhile.
            requireUnchanged();
            return content;
        } catch (DataFileException e) {
            throw e;
        } catch (IOException e) {
            throw new DataFileException(path, e);
        }
    }

    private void requireUnchanged() throws IOException {
        if (!of(path).sha256.equals(sha256)) {
            throw new DataFileException(path, "it has changed since the pipeline was read; run again");
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Files are equal if their contents are equal. The name has no effect on a result. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataFile file && file.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
