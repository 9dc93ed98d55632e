package org.cb1network.cache;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a pack by their headers. Where the bytes are not a record, it searches for the next one. If
 * a record is not followed by another, it checks whether the record was truncated and others begin within its supposed
 * length.
 */
final class PackScanner {

    /** Receives what is found. */
    interface Visitor {

        /** Receives a record whose header is sound. Its body has not been checked. */
        void record(RecordHeader header, long position) throws IOException;

        /** Receives a range of bytes that are not a record but are followed by one. */
        default void damage(long from, long to) {}
    }

    private static final int WINDOW_BYTES = 1 << 18;

    /**
     * If records are longer than this, their headers are read one by one. The bytes between them are skipped, so that
     * even a large store opens quickly.
     */
    private static final int LONG_RECORD_BYTES = 1 << 12;

    private final StoreFiles.Input input;
    private final long salt;
    private byte[] window = new byte[0];
    private long windowStart;
    private int windowLength;

    /** Position of the last search. */
    private long lookedAt;

    PackScanner(StoreFiles.Input input, long salt) {
        this.input = input;
        this.salt = salt;
    }

    /** Visits all records from a position on and returns the end of the last complete one. */
    long scan(long from, Visitor visitor) throws IOException {
        long end = input.length();
        long position = from;
        if (window.length == 0) {
            window = new byte[(int) Math.max(RecordHeader.BYTES, Math.min(WINDOW_BYTES, end - from))];
        }
        RecordHeader header = headerAt(position, end);
        while (position < end) {
            if (header == null) {
                long found = search(position + 1, end, end);
                if (found < 0) {
                    return position;
                }
                visitor.damage(position, found);
                position = found;
                header = headerAt(position, end);
                continue;
            }
            long next = position + header.length();
            RecordHeader following = next < end ? headerAt(next, end) : null;
            if (following == null && next != end) {
                long inside = search(position + 1, Math.min(next, end), end);
                if (inside >= 0) {
                    visitor.damage(position, inside);
                    position = inside;
                    header = headerAt(position, end);
                    continue;
                }
                if (next > end) {
                    return position;
                }
            }
            visitor.record(header, position);
            position = next;
            header = following;
        }
        return position;
    }

    private @Nullable RecordHeader headerAt(long position, long end) throws IOException {
        if (position + RecordHeader.BYTES > end || !load(position, RecordHeader.BYTES)) {
            return null;
        }
        return RecordHeader.parse(window, (int) (position - windowStart), salt, position);
    }

    /** Returns the first position in {@code [from, to)} where a record begins, or -1. */
    private long search(long from, long to, long end) throws IOException {
        byte first = (byte) (RecordHeader.MARKER >>> 56);
        for (long position = from; position < to && position + RecordHeader.BYTES <= end; position++) {
            if (!load(position, RecordHeader.BYTES)) {
                return -1;
            }
            if (window[(int) (position - windowStart)] == first && headerAt(position, end) != null) {
                return position;
            }
        }
        return -1;
    }

    /** Loads these bytes into the window. Returns false if the file ends too early. */
    private boolean load(long position, int length) throws IOException {
        boolean sparse = position - lookedAt > LONG_RECORD_BYTES;
        lookedAt = position;
        if (position >= windowStart && position + length <= windowStart + windowLength) {
            return true;
        }
        windowStart = position;
        windowLength = input.read(position, window, 0, sparse ? length : window.length);
        return windowLength >= length;
    }
}
