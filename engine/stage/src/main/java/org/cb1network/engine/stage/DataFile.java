package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A user's file that a stage reads. In YAML it is a path relative to the pipeline's folder, and must be in that folder
 * or below. The file's content is part of the cache key; its name is not.
 */
public final class DataFile {
    /** Planning does not read files larger than this. */
    private static final long MOST_BYTES_CHECKED = 64L << 20;

    private final Path path;
    private final String sha256;
    /** What was wrong with the file, by what that depended on. */
    private final Map<List<Object>, Optional<String>> problems = new ConcurrentHashMap<>();

    /**
     * Creates a file.
     *
     * @param sha256 SHA-256 of its content in hexadecimal digits, computed when the pipeline was read
     */
    public DataFile(Path path, String sha256) {
        this.path = path;
        this.sha256 = sha256;
    }

    /** Returns where the file is. */
    public Path path() {
        return path;
    }

    /** Returns the SHA-256 of its content when the pipeline was read, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

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

    /**
     * Returns what keeps a stage from using the file, for checks before it runs; empty if nothing does. A file is read once, however many
     * points of a sweep ask the same. Large files (more than 64 MB) are left to the stage.
     *
     * @param dependencies all that the answer depends on, besides the content of the file
     * @param parser throws what is wrong; its result is dropped
     */
    public Optional<String> problem(List<Object> dependencies, Parser<?> parser) {
        return problems.computeIfAbsent(dependencies, any -> problem(parser));
    }

    private Optional<String> problem(Parser<?> parser) {
        try {
            if (Files.size(path) <= MOST_BYTES_CHECKED) {
                parser.read(path);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(new DataFileException(path, e).getMessage()));
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

    @Override
    public String toString() {
        return path.toString();
    }
}
