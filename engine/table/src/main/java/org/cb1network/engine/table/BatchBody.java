package org.cb1network.engine.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/** Concatenates the buffers of one record batch, each padded with zeros to eight bytes. */
final class BatchBody {

    /** Batches below this size are not compressed, because that would save at most a disk block or two. */
    static final int COMPRESSED_FROM_BYTES = 64 * 1024;

    /** Buffers below this size are never compressed. */
    private static final int COMPRESSED_BUFFER_FROM_BYTES = 1024;

    /** Precedes a compressed buffer: its uncompressed length, or -1 if it is stored uncompressed. */
    static final int LENGTH_PREFIX_BYTES = 8;

    static final long STORED_AS_IS = -1;

    /** Largest array length that all JVMs support. */
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    private byte[] bytes = new byte[1024];
    private byte[] scratch = {};
    private int size;
    private boolean compressed;
    private long[] layout = new long[16];
    private int buffers;

    /** Starts a new batch. Its uncompressed size alone decides whether it is compressed. */
    void begin(long uncompressedBytes) {
        checkSize(uncompressedBytes);
        size = 0;
        buffers = 0;
        compressed = uncompressedBytes >= COMPRESSED_FROM_BYTES;
    }

    boolean compressed() {
        return compressed;
    }

    int bufferCount() {
        return buffers;
    }

    long offset(int buffer) {
        return layout[2 * buffer];
    }

    long length(int buffer) {
        return layout[2 * buffer + 1];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Adds an empty buffer, which is how the validity of a column without missing cells is written. */
    void emptyBuffer() {
        addLayout(size, 0);
    }

    /** Adds a buffer of {@code length} bytes, all of which {@code fill} sets. */
    void buffer(int length, Consumer<ByteBuffer> fill) {
        if (length == 0) {
            emptyBuffer();
        } else if (compressed) {
            compressedBuffer(length, fill);
        } else {
            ensure(length);
            fill.accept(littleEndian(bytes, size, length));
            end(length);
        }
    }

    private void compressedBuffer(int length, Consumer<ByteBuffer> fill) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        fill.accept(littleEndian(scratch, 0, length));
        int bound = Zstandard.bound(length);
        ensure((long) LENGTH_PREFIX_BYTES + bound);
        int start = size + LENGTH_PREFIX_BYTES;
        int stored = length < COMPRESSED_BUFFER_FROM_BYTES
                ? length
                : Zstandard.compress(scratch, length, bytes, start, bound);
        // A buffer that compression hardly shortens is faster to read uncompressed.
        boolean asIs = stored >= length - length / 8;
        if (asIs) {
            System.arraycopy(scratch, 0, bytes, start, length);
            stored = length;
        }
        littleEndian(bytes, size, LENGTH_PREFIX_BYTES).putLong(asIs ? STORED_AS_IS : length);
        end(LENGTH_PREFIX_BYTES + stored);
    }

    private void end(int length) {
        addLayout(size, length);
        int padded = ArrowFile.padded(size + length);
        Arrays.fill(bytes, size + length, padded, (byte) 0);
        size = padded;
    }

    private void addLayout(long offset, long length) {
        if (layout.length < 2 * buffers + 2) {
            layout = Arrays.copyOf(layout, 2 * layout.length);
        }
        layout[2 * buffers] = offset;
        layout[2 * buffers + 1] = length;
        buffers++;
    }

    private void ensure(long more) {
        long needed = size + more + ArrowFile.ALIGNMENT;
        checkSize(needed);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
        }
    }

    private static void checkSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("The cells of " + TableWriter.BATCH_ROWS
                    + " rows take more than two gigabytes; store such long texts in separate files");
        }
    }

    private static ByteBuffer littleEndian(byte[] array, int offset, int length) {
        return ByteBuffer.wrap(array, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
