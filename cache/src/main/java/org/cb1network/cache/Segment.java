package org.cb1network.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A segment file open for reading. It begins with a header of 28 bytes: "CB1-SEG\n", version (4 bytes), salt (8),
 * 0 (4), CRC-32C of these 24 (4). The salt is the file's name, too; so that a damaged header costs nothing.
 */
final class Segment {

    static final int HEADER_BYTES = 28;
    static final int VERSION = 1;
    static final String SUFFIX = ".seg";

    private static final long MAGIC = 0x4342312D5345470AL;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\.seg");
    private static final int CRC_OFFSET = 24;

    private final int number;
    private final String name;
    private final Path file;
    private final Object identity;
    private final StoreFiles.Input input;
    private final long salt;
    private final int version;

    /** End of the last whole record seen. */
    private long scannedTo = HEADER_BYTES;

    private long lastPosition;
    private @Nullable Digest lastChecksum;
    private long lastModified;
    private String damage = "";

    private Segment(int number, Path file, Object identity, StoreFiles.Input input) throws IOException {
        this.number = number;
        this.name = file.getFileName().toString();
        this.file = file;
        this.identity = identity;
        this.input = input;
        byte[] header = new byte[HEADER_BYTES];
        boolean sound = input.read(0, header, 0, HEADER_BYTES) == HEADER_BYTES && isSound(header);
        this.damage = sound ? "" : "Its head is damaged.";
        this.version = sound ? ByteBuffer.wrap(header).getInt(8) : VERSION;
        this.salt = sound ? ByteBuffer.wrap(header).getLong(12) : saltOf(name);
    }

    /** Opens a segment. */
    static Segment open(StoreFiles files, Path file, int number) throws IOException {
        StoreFiles.Input input = files.open(file);
        try {
            return new Segment(number, file, identity(files, file), input);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    /** What tells a file from another one that has taken its name. */
    static Object identity(StoreFiles files, Path file) throws IOException {
        BasicFileAttributes attributes = files.attributes(file);
        return attributes == null ? "" : identity(attributes);
    }

    static Object identity(BasicFileAttributes attributes) {
        return Objects.requireNonNullElse(attributes.fileKey(), "");
    }

    /** A file name for a new segment. */
    static String newName(StoreFiles files) {
        return files.newName() + SUFFIX;
    }

    static boolean isSegment(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    static long saltOf(String name) {
        return HexFormat.fromHexDigitsToLong(name, 0, 16);
    }

    /** The bytes with which the segment of this name begins. */
    static byte[] header(String name) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
        out.putLong(MAGIC).putInt(VERSION).putLong(saltOf(name)).putInt(0);
        return out.putInt(crc(out.array())).array();
    }

    private static boolean isSound(byte[] header) {
        ByteBuffer in = ByteBuffer.wrap(header);
        return in.getLong() == MAGIC && in.getInt(CRC_OFFSET) == crc(header);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    Object identity() {
        return identity;
    }

    long salt() {
        return salt;
    }

    int version() {
        return version;
    }

    long length() throws IOException {
        return input.length();
    }

    long scannedTo() {
        return scannedTo;
    }

    void scannedTo(long position) {
        scannedTo = position;
    }

    /** Notes the last record seen. */
    void last(long position, RecordHeader header) {
        lastPosition = position;
        lastChecksum = header.checksum();
    }

    /**
     * Whether the last record seen is still where it was. It is not if someone has cut the file and another process has
     * continued it, which its length need not show.
     *
     * @param modified time of the file's last change; if it is the same as the last time, nothing is read
     */
    boolean stillHolds(long modified) {
        if (modified == lastModified || lastChecksum == null) {
            lastModified = modified;
            return true;
        }
        lastModified = modified;
        try {
            RecordHeader header = header(lastPosition);
            return header != null && header.checksum().equals(lastChecksum);
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether its header, or something between records, is damaged. */
    boolean damaged() {
        return !damage.isEmpty();
    }

    /** What is damaged, in sentences for people. */
    String damage() {
        return damage;
    }

    void markDamaged(long from, long to) {
        damage += (damage.isEmpty() ? "" : " ") + "Bytes " + from + " to " + to + " are no record.";
    }

    /**
     * Whether behind the last record there is nothing, or a record whose end is missing as it is after a crash. To be
     * asked only while nobody writes.
     */
    boolean endIsTornAtMost() throws IOException {
        long rest = input.length() - scannedTo;
        return rest < RecordHeader.BYTES || header(scannedTo) != null;
    }

    void markUnreadable() {
        damage += (damage.isEmpty() ? "" : " ") + "It cannot be read to its end.";
    }

    SegmentScanner scanner() {
        return new SegmentScanner(input, salt);
    }

    /** The header at this position, or null if there is none. */
    @Nullable
    RecordHeader header(long position) throws IOException {
        byte[] bytes = new byte[RecordHeader.BYTES];
        if (input.read(position, bytes, 0, bytes.length) < bytes.length) {
            return null;
        }
        return RecordHeader.parse(bytes, 0, salt, position);
    }

    /** All bytes of the record with this header, or null if the file ends before. */
    byte @Nullable [] record(long position, RecordHeader header) throws IOException {
        if (position + header.length() > input.length()) {
            return null;
        }
        byte[] record = new byte[header.length()];
        return input.read(position, record, 0, record.length) == record.length ? record : null;
    }

    /** The entry of the record with this header, or null if the record is damaged or no entry. */
    @Nullable
    EntryRecord entry(long position, RecordHeader header) throws IOException {
        byte[] record = record(position, header);
        boolean sound = record != null && header.type() == RecordHeader.ENTRY && header.matches(record);
        return sound && record != null ? EntryRecord.decode(header, record) : null;
    }

    void close() {
        input.close();
    }
}
