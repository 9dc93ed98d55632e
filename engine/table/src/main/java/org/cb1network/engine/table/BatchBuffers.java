package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Returns the buffers of one column of a record batch in order, decompressed. */
final class BatchBuffers {

    private final ByteSource source;
    private final Compression compression;
    private final List<ArrowFileParser.Extent> buffers;
    private int next;

    BatchBuffers(ByteSource source, ArrowFileParser.Batch batch, int column) {
        this.source = source;
        this.compression = batch.compression();
        this.buffers = batch.columns().get(column);
    }

    boolean hasNext() {
        return next < buffers.size();
    }

    /** Skips the validity buffer of a column. The parser has checked that no cell is missing. */
    void skipValidity() {
        next++;
    }

    /** Returns the next buffer, little-endian, with at least the given number of bytes. */
    ByteBuffer next(long leastBytes) throws IOException {
        ArrowFileParser.Extent extent = buffers.get(next++);
        ByteBuffer stored = source.read(extent.position(), extent.length());
        boolean plain = compression == Compression.NONE || !stored.hasRemaining();
        ByteBuffer bytes = plain ? stored : decompress(stored);
        if (bytes.remaining() < leastBytes) {
            throw broken("a column is shorter than declared");
        }
        return bytes;
    }

    private ByteBuffer decompress(ByteBuffer stored) throws IOException {
        if (stored.remaining() < BatchBody.LENGTH_PREFIX_BYTES) {
            throw broken("a compressed column is truncated");
        }
        long length = stored.getLong(0);
        int packed = stored.remaining() - BatchBody.LENGTH_PREFIX_BYTES;
        if (length == BatchBody.STORED_AS_IS) {
            return stored.position(BatchBody.LENGTH_PREFIX_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
        if (length < 0 || length > Math.min(Cells.MAX_ROWS, packed * ArrowFileParser.MOST_BYTES_FROM_ONE)) {
            throw broken("a compressed column declares " + length + " bytes, which is impossible");
        }
        byte[] bytes = new byte[(int) length];
        int start = stored.arrayOffset() + BatchBody.LENGTH_PREFIX_BYTES;
        if (!compression.decompress(stored.array(), start, packed, bytes)) {
            throw broken("a compressed column is damaged");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    TableFormatException broken(String problem) {
        return new TableFormatException(source.name(), problem);
    }
}
