package org.cb1network.engine.table;

/** Compression methods for the buffers of a record batch. */
enum Compression {
    NONE,
    ZSTD,
    LZ4;

    /** Decompresses a range of {@code from} and returns whether it gives exactly as many bytes as {@code to} has. */
    boolean decompress(byte[] from, int fromStart, int fromLength, byte[] to) {
        return this == LZ4
                ? Lz4.decompress(from, fromStart, fromLength, to)
                : Zstandard.decompress(from, fromStart, fromLength, to);
    }
}
