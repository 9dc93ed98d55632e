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
    /** What was found in the file before a stage runs, by what that depended on. */
    private final Map<List<Object>, Look<?>> looks = new ConcurrentHashMap<>();

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
     * What a file has that a stage is to read.
     *
     * @param problem what keeps the stage from using the file; empty if nothing does
     * @param content what was read; empty if there is a problem, or if the file is large
     */
    public record Look<T>(Optional<String> problem, Optional<T> content) {}

    /**
     * Reads the file for checks before a stage runs: once, however many points of a sweep ask the same. Large files (more than
     * 64 MB) are left to the stage.
     *
     * @param dependencies all that the result depends on, besides the content of the file; those of different results differ
     * @param parser returns something small, which is kept
     */
    @SuppressWarnings("unchecked")
    public <T> Look<T> look(List<Object> dependencies, Parser<T> parser) {
        return (Look<T>) looks.computeIfAbsent(dependencies, any -> look(parser));
    }

    private <T> Look<T> look(Parser<T> parser) {
        try {
            return new Look<>(
                    Optional.empty(),
                    Files.size(path) <= MOST_BYTES_CHECKED ? Optional.of(parser.read(path)) : Optional.empty());
        } catch (IOException e) {
            return new Look<>(
                    Optional.of(String.valueOf(new DataFileException(path, e).getMessage())), Optional.empty());
        }
    }

    /**
     * Returns what keeps a stage from using the file; see {@link #look}.
     *
     * @param parser throws what is wrong; its result is dropped
     */
    public Optional<String> problem(List<Object> dependencies, Parser<?> parser) {
        return look(dependencies, file -> {
                    parser.read(file);
                    return true;
                })
                .problem();
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
