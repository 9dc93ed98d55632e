package org.cb1network.cache;

import java.nio.ByteBuffer;

/**
 * Times of last use in a record: for each entry the first 8 bytes of its key and the minute since 1970. If two keys
 * share the first bytes, both count as used, which at worst keeps one of them longer.
 */
final class UseRecord {

    static final int BYTES_PER_USE = Long.BYTES + Integer.BYTES;
    static final int MOST_USES = 1 << 16;

    private UseRecord() {}

    /** Receives the uses in a record. */
    interface Visitor {
        void use(long keyPrefix, int minute);
    }

    /** Encodes a record of {@code count} uses. */
    static byte[] encode(long[] keyPrefixes, int[] minutes, int from, int count) {
        ByteBuffer body = ByteBuffer.allocate(count * BYTES_PER_USE);
        for (int i = from; i < from + count; i++) {
            body.putLong(keyPrefixes[i]).putInt(minutes[i]);
        }
        return RecordHeader.record(RecordHeader.USES, RecordHeader.NO_KEY, 0, 0, body.array());
    }

    static void decode(byte[] record, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(record, RecordHeader.BYTES, record.length - RecordHeader.BYTES);
        while (in.remaining() >= BYTES_PER_USE) {
            visitor.use(in.getLong(), in.getInt());
        }
    }
}
