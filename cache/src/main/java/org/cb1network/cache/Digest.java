package org.cb1network.cache;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest as four big-endian words. Unlike an array, it is immutable and can be compared and hashed.
 *
 * @param first bytes 0 to 7
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param fourth bytes 24 to 31
 */
public record Digest(long first, long second, long third, long fourth) implements Comparable<Digest> {

    /** Length of a digest in bytes. */
    public static final int BYTES = 32;

    private static final int HEX_DIGITS = 2 * BYTES;
    private static final int COPY_BUFFER_BYTES = 1 << 16;

    /** Returns the digest of the given bytes. */
    public static Digest of(byte[] content) {
        return of(content, 0, content.length);
    }

    /** Returns the digest of a part of the given bytes. */
    public static Digest of(byte[] content, int offset, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(content, offset, length);
        return fromBytes(sha256.digest());
    }

    /**
     * Returns the digest of a file's content, which is read as a stream.
     *
     * @throws IOException if the file cannot be read
     */
    public static Digest of(Path file) throws IOException {
        // A java.io stream: unlike a channel, it can be read by an interrupted thread.
        try (InputStream in = new FileInputStream(file.toFile())) {
            return of(in);
        }
    }

    static Digest of(InputStream in) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[COPY_BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha256.update(buffer, 0, n);
        }
        return fromBytes(sha256.digest());
    }

    /**
     * Parses 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Digest parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("A digest has 64 hexadecimal digits, not " + hex.length() + ".");
        }
        return fromBytes(HexFormat.of().parseHex(hex));
    }

    /**
     * Returns a digest from its 32 bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer bytes
     */
    public static Digest fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A digest has 32 bytes, not " + bytes.length + ".");
        }
        return read(ByteBuffer.wrap(bytes));
    }

    static Digest read(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    void write(ByteBuffer out) {
        out.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    /** Returns the 32 bytes. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        write(out);
        return out.array();
    }

    /** Returns the 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Returns the first 12 hexadecimal digits, which are enough for people to tell digests apart. */
    public String shortHex() {
        return hex().substring(0, 12);
    }

    /** Compares the bytes as unsigned numbers, which gives the order of {@link #hex()}. */
    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    /**
     * Written out, because the method that the JVM generates for a record takes 30 ms at its first call, in every
     * command.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest
                && first == digest.first
                && second == digest.second
                && third == digest.third
                && fourth == digest.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return hex();
    }

    /** Returns a new SHA-256, for content that comes in parts. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
