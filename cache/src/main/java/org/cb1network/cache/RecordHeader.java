package org.cb1network.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first 100 bytes of a record in a pack.
 *
 * <pre>
 *   0  8  marker, used to find the next record after damage
 *   8  1  type: 'E' an entry, 'O' an output, 'S' another record is set aside, 'U' uses of entries, 'I' the pack's index
 *   9  3  0
 *  12  4  length of the body
 *  16 32  key of the entry, or digest of the output
 *  48  8  time of storage, milliseconds since 1970
 *  56  8  entry: first bytes of the digest of names and digests of its outputs, equal for equal contents;
 *         set aside: first bytes of the checksum of the record that no longer counts; the body has one byte if that record was
 *         sound but its content wrong, and none if it was damaged
 *  64 32  SHA-256 of bytes 8 to 63 and the body
 *  96  4  CRC-32C of the pack's salt, the position in the pack and bytes 8 to 95
 * </pre>
 *
 * <p>Salt and position enter the last checksum so that bytes which merely look like a record, being the content of an
 * output or a block that a disk put into the wrong place, are never taken for one.
 */
record RecordHeader(byte type, int bodyLength, Digest key, long storedAt, long contents, Digest checksum) {

    static final int BYTES = 100;

    /** Bytes of a header in a pack's index: everything after the marker except the last checksum. */
    static final int INDEXED_BYTES = 88;

    /**
     * Longest body. A header that declares a longer one is rejected even if its checksum is right, to limit memory use.
     */
    static final int LONGEST_BODY_BYTES = 1 << 28;

    static final long MARKER = 0xC815_E6A7_E47D_0F1BL;

    static final byte ENTRY = 'E';
    static final byte OUTPUT = 'O';
    static final byte SET_ASIDE = 'S';
    static final byte USES = 'U';
    static final byte INDEX = 'I';

    static final Digest NO_KEY = new Digest(0, 0, 0, 0);

    private static final int CHECKED_FROM = 8;
    private static final int CHECKSUM_OFFSET = 64;
    private static final int CRC_OFFSET = 96;

    /**
     * Encodes a record except for the last checksum, which depends on the position.
     *
     * @throws IllegalArgumentException if the body is longer than {@link #LONGEST_BODY_BYTES}
     */
    static byte[] record(byte type, Digest key, long storedAt, long contents, byte[] body) {
        if (body.length > LONGEST_BODY_BYTES) {
            throw new IllegalArgumentException("The documents and small outputs of an entry have " + body.length
                    + " bytes together, more than " + LONGEST_BODY_BYTES + ". Use fewer of them, or larger outputs.");
        }
        ByteBuffer out = ByteBuffer.allocate(BYTES + body.length);
        out.putLong(MARKER).putInt(type << 24).putInt(body.length);
        key.write(out);
        out.putLong(storedAt).putLong(contents);
        byte[] record = out.array();
        System.arraycopy(body, 0, record, BYTES, body.length);
        checksum(record).write(out);
        return record;
    }

    /** Completes a record for its position. */
    static void place(byte[] record, long salt, long position) {
        ByteBuffer.wrap(record).putInt(CRC_OFFSET, crc(record, 0, salt, position));
    }

    /** Returns the header of a record that was encoded here. */
    static RecordHeader of(byte[] record) {
        return indexed(ByteBuffer.wrap(record).position(CHECKED_FROM));
    }

    /**
     * Returns the header at this offset of a buffer, or null if these bytes are not a header that belongs at this
     * position.
     */
    static @Nullable RecordHeader parse(byte[] bytes, int offset, long salt, long position) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, BYTES);
        if (in.getLong() != MARKER) {
            return null;
        }
        RecordHeader header = indexed(in);
        boolean right = in.getInt() == crc(bytes, offset, salt, position);
        return right && header.bodyLength >= 0 && header.bodyLength <= LONGEST_BODY_BYTES ? header : null;
    }

    /** Writes an encoded record's header in the form used in an index. */
    static void writeIndexed(byte[] record, ByteBuffer out) {
        out.put(record, CHECKED_FROM, INDEXED_BYTES);
    }

    /** Reads a header in the form used in an index. */
    static RecordHeader indexed(ByteBuffer in) {
        byte type = (byte) (in.getInt() >>> 24);
        int bodyLength = in.getInt();
        Digest key = Digest.read(in);
        long storedAt = in.getLong();
        long contents = in.getLong();
        return new RecordHeader(type, bodyLength, key, storedAt, contents, Digest.read(in));
    }

    /** Returns whether this header belongs to the given complete record. */
    boolean matches(byte[] record) {
        return record.length == length() && checksum.equals(checksum(record));
    }

    /**
     * Written out like {@link Digest#equals}: faster at the start of the program than the method that the JVM
     * generates.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordHeader header
                && type == header.type
                && bodyLength == header.bodyLength
                && key.equals(header.key)
                && storedAt == header.storedAt
                && contents == header.contents
                && checksum.equals(header.checksum);
    }

    @Override
    public int hashCode() {
        return checksum.hashCode();
    }

    /** Returns the length of header and body in bytes. */
    int length() {
        return BYTES + bodyLength;
    }

    private static Digest checksum(byte[] record) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(record, CHECKED_FROM, CHECKSUM_OFFSET - CHECKED_FROM);
        sha256.update(record, BYTES, record.length - BYTES);
        return Digest.fromBytes(sha256.digest());
    }

    private static int crc(byte[] bytes, int offset, long salt, long position) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(salt)
                .putLong(position)
                .flip());
        crc.update(bytes, offset + CHECKED_FROM, CRC_OFFSET - CHECKED_FROM);
        return (int) crc.getValue();
    }
}
