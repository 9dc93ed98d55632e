package org.cb1network.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, open for reading. Its suffix says who may write it:
 *
 * <ul>
 * <li>{@code <node>-<salt>.log}: its writer appends to it;
 * <li>{@code <digest>.pack}: sealed and never written again. It ends with an index. Its name is the checksum of the
 *     index, which has the checksums of all records;
 * <li>{@code <either>.old}: retired. Its records count, but no process adds to it or relies on it any more, because it
 *     is about to be removed.
 * </ul>
 *
 * <p>A pack begins with 24 bytes: "CB1-PACK", version (4), salt (8), CRC-32C of these 20 (4). Records follow. In a
 * sealed pack the last record is the index, which has for each record its position (8) and the header's {@value
 * RecordHeader#INDEXED_BYTES} bytes. The last 32 bytes of a sealed pack are the salt (8), position of the index (8),
 * CRC-32C of the index's record (4), "CB1-END\n" (8), CRC-32C of these 28 (4). All damage is detected: if the index is
 * damaged, records are found one by one.
 */
final class Pack {

    static final int HEAD_BYTES = 24;
    static final int TAIL_BYTES = 32;
    static final int VERSION = 1;
    static final int INDEX_ENTRY_BYTES = Long.BYTES + RecordHeader.INDEXED_BYTES;
    static final String LOG = ".log";
    static final String SEALED = ".pack";
    static final String RETIRED = ".old";

    private static final long HEAD_MAGIC = 0x4342312D5041434BL;
    private static final long TAIL_MAGIC = 0x4342312D454E440AL;
    private static final Pattern NAME =
            Pattern.compile("[0-9a-f]{16}-[0-9a-f]{16}\\.(log|old)|[0-9a-f]{64}\\.(pack|old)");

    private final int number;
    private final StoreFiles.Input input;
    private final long salt;
    private final int version;

    /** Position of the index; 0 if there is none. */
    private final long indexPosition;

    private final int indexCrc;
    private final Path file;

    /** End of the last complete record seen. */
    private long scannedTo = HEAD_BYTES;

    private String damage = "";

    private Pack(int number, Path file, StoreFiles.Input input) throws IOException {
        this.number = number;
        this.file = file;
        this.input = input;
        long length = input.length();
        byte[] head = new byte[HEAD_BYTES];
        boolean hasHead = input.read(0, head, 0, HEAD_BYTES) == HEAD_BYTES && isSound(head, 0, HEAD_MAGIC);
        byte[] tail = new byte[TAIL_BYTES];
        boolean hasTail = isSealed(name())
                && length >= HEAD_BYTES + TAIL_BYTES
                && input.read(length - TAIL_BYTES, tail, 0, TAIL_BYTES) == TAIL_BYTES
                && isSound(tail, 20, TAIL_MAGIC);
        ByteBuffer first = ByteBuffer.wrap(head);
        ByteBuffer last = ByteBuffer.wrap(tail);
        this.version = hasHead ? first.getInt(8) : VERSION;
        this.salt = hasTail
                ? last.getLong(0)
                : isSealed(name()) ? first.getLong(12) : HexFormat.fromHexDigitsToLong(saltOf(name()));
        this.indexPosition = hasTail ? last.getLong(8) : 0;
        this.indexCrc = last.getInt(16);
        if (isSealed(name()) && !hasHead) {
            noteDamage("Its header is damaged.");
        }
        if (isSealed(name()) && !hasTail) {
            noteDamage("Its end is damaged.");
        }
    }

    /** Returns a sealed pack whose bytes are elsewhere. */
    static Pack foreign(String name, StoreFiles.Input input) throws IOException {
        return new Pack(0, Path.of(name), input);
    }

    /** Opens a pack for reading. */
    static Pack open(StoreFiles files, Path file, int number) throws IOException {
        StoreFiles.Input input = files.open(file);
        try {
            return new Pack(number, file, input);
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    // --- names ---

    static boolean isPack(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    /** Returns whether its writer may still append to it. */
    static boolean isLog(String fileName) {
        return fileName.endsWith(LOG);
    }

    static boolean isRetired(String fileName) {
        return fileName.endsWith(RETIRED);
    }

    /** Returns whether its writer sealed it, so that it has an index. */
    private static boolean isSealed(String fileName) {
        return fileName.indexOf('.') == 2 * Digest.BYTES;
    }

    static String retired(String fileName) {
        return fileName.substring(0, fileName.indexOf('.')) + RETIRED;
    }

    /**
     * Returns the name of a log. Its node number identifies the machine and mount whose processes share locks with the
     * writer.
     */
    static String logName(long node, String salt) {
        return HexFormat.of().toHexDigits(node) + "-" + salt + LOG;
    }

    static long nodeOf(String logName) {
        return HexFormat.fromHexDigitsToLong(logName, 0, 16);
    }

    static String saltOf(String logName) {
        return logName.substring(17, 33);
    }

    // --- header and trailer ---

    static byte[] head(long salt) {
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES);
        out.putLong(HEAD_MAGIC).putInt(VERSION).putLong(salt);
        return out.putInt(crc(out.array(), HEAD_BYTES - Integer.BYTES)).array();
    }

    static byte[] tail(long salt, long indexPosition, byte[] indexRecord) {
        ByteBuffer out = ByteBuffer.allocate(TAIL_BYTES);
        out.putLong(salt).putLong(indexPosition).putInt(crc(indexRecord, indexRecord.length));
        out.putLong(TAIL_MAGIC);
        return out.putInt(crc(out.array(), TAIL_BYTES - Integer.BYTES)).array();
    }

    private static boolean isSound(byte[] bytes, int magicAt, long magic) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int checked = bytes.length - Integer.BYTES;
        return in.getLong(magicAt) == magic && in.getInt(checked) == crc(bytes, checked);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    // --- properties ---

    int number() {
        return number;
    }

    String name() {
        return file.getFileName().toString();
    }

    boolean isRetired() {
        return isRetired(name());
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

    /** Returns whether the index is sound and takes this many bytes at the end of the pack. */
    boolean endsWith(long endBytes) throws IOException {
        return indexPosition == input.length() - endBytes && index() != null;
    }

    boolean damaged() {
        return !damage.isEmpty();
    }

    /** Returns a description of the damage, in sentences. */
    String damage() {
        return damage;
    }

    void noteDamage(String sentence) {
        if (!damage.contains(sentence)) {
            damage += (damage.isEmpty() ? "" : " ") + sentence;
        }
    }

    // --- reading ---

    /** Receives records. */
    interface Visitor {

        /** Receives a record whose header is sound. Its body has not been checked. */
        void record(RecordHeader header, long position) throws IOException;
    }

    /** Visits all records from the first to the last, except the index. */
    void visit(Visitor visitor) throws IOException {
        visitFrom(HEAD_BYTES, visitor);
    }

    /** Visits the records that this method has not visited before. */
    void visitNew(Visitor visitor) throws IOException {
        scannedTo(visitFrom(scannedTo, visitor));
    }

    private long visitFrom(long start, Visitor visitor) throws IOException {
        ByteBuffer index = start == HEAD_BYTES && indexPosition > 0 ? index() : null;
        if (index != null) {
            while (index.hasRemaining()) {
                long position = index.getLong();
                visitor.record(RecordHeader.indexed(index), position);
            }
            return input.length();
        }
        long[] firstDamage = {-1};
        long end = new PackScanner(input, salt).scan(start, new PackScanner.Visitor() {
            @Override
            public void record(RecordHeader header, long position) throws IOException {
                if (header.type() != RecordHeader.INDEX) {
                    visitor.record(header, position);
                }
            }

            @Override
            public void damage(long from, long to) {
                firstDamage[0] = firstDamage[0] < 0 ? from : firstDamage[0];
                if (!isLog(name())) {
                    noteDamage("Bytes " + from + " to " + to + " are not a record.");
                }
            }
        });
        if (!isLog(name())) {
            noteEnd(end);
            return end;
        }
        // Bytes written on another machine may arrive later than those behind them, so they are read again.
        return firstDamage[0] < 0 ? end : firstDamage[0];
    }

    /** Notes an incomplete last record, if the log is no longer being written. */
    private void noteEnd(long end) throws IOException {
        long rest = input.length() - end;
        if (!isSealed(name()) && rest >= RecordHeader.BYTES && header(end) == null) {
            noteDamage("It is damaged from byte " + end + " to its end.");
        }
    }

    /** Returns the body of the index, or null if it is damaged. */
    private @Nullable ByteBuffer index() throws IOException {
        RecordHeader header = header(indexPosition);
        byte[] record = header == null || header.type() != RecordHeader.INDEX ? null : record(indexPosition, header);
        if (header == null || record == null || crc(record, record.length) != indexCrc || !isPossible(record)) {
            noteDamage("Its index is damaged.");
            return null;
        }
        return ByteBuffer.wrap(record, RecordHeader.BYTES, header.bodyLength());
    }

    /** Returns whether every record named by an index lies within the file. */
    private boolean isPossible(byte[] indexRecord) {
        ByteBuffer in = ByteBuffer.wrap(indexRecord, RecordHeader.BYTES, indexRecord.length - RecordHeader.BYTES);
        if (in.remaining() % INDEX_ENTRY_BYTES != 0) {
            return false;
        }
        for (int entry = in.position(); entry < in.limit(); entry += INDEX_ENTRY_BYTES) {
            long position = in.getLong(entry);
            int bodyLength = in.getInt(entry + Long.BYTES + Integer.BYTES);
            if (bodyLength < 0
                    || bodyLength > RecordHeader.LONGEST_BODY_BYTES
                    || position < HEAD_BYTES
                    || position > indexPosition - RecordHeader.BYTES - bodyLength) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the name of a sealed pack is the checksum of its index. */
    boolean isAsNamed() throws IOException {
        if (!isSealed(name())) {
            return true;
        }
        RecordHeader header = indexPosition > 0 ? header(indexPosition) : null;
        byte[] record = header == null ? null : record(indexPosition, header);
        return header != null
                && record != null
                && header.matches(record)
                && name().startsWith(header.checksum().hex());
    }

    /** Returns the header at this position, or null if there is none. */
    @Nullable
    RecordHeader header(long position) throws IOException {
        byte[] bytes = new byte[RecordHeader.BYTES];
        if (position < 0 || input.read(position, bytes, 0, bytes.length) < bytes.length) {
            return null;
        }
        return RecordHeader.parse(bytes, 0, salt, position);
    }

    /** Returns all bytes of the record with this header, or null if the file ends too early. */
    byte @Nullable [] record(long position, RecordHeader header) throws IOException {
        if (position + header.length() > input.length()) {
            return null;
        }
        byte[] record = new byte[header.length()];
        return input.read(position, record, 0, record.length) == record.length ? record : null;
    }

    /** Returns all bytes of the record with this header, or null if they do not match its checksum. */
    byte @Nullable [] soundRecord(long position, RecordHeader header) throws IOException {
        byte[] record = record(position, header);
        return record != null && isSound(record, position, header) ? record : null;
    }

    /** Returns whether these bytes are the record with this header, at its place in this pack. */
    boolean isSound(byte[] record, long position, RecordHeader header) {
        return record.length == header.length()
                && header.equals(RecordHeader.parse(record, 0, salt, position))
                && header.matches(record);
    }

    /** Returns the entry of the record with this header, or null if the record is damaged or not an entry. */
    @Nullable
    EntryRecord entry(long position, RecordHeader header) throws IOException {
        byte[] record = header.type() == RecordHeader.ENTRY ? soundRecord(position, header) : null;
        return record == null ? null : EntryRecord.decode(header, record);
    }

    void close() {
        input.close();
    }
}
