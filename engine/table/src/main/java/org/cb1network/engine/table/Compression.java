package org.cb1network.engine.table;

/** How the buffers of a record batch are compressed. */
enum Compression {
    NONE,
    ZSTD,
    LZ4;

    /** Whether a stretch of {@code from} decompresses to exactly as many bytes as {@code to} has. */
    boolean decompress(byte[] from, int fromStart, int fromLength, byte[] to) {
        return this == LZ4
                ? Lz4.decompress(from, fromStart, fromLength, to)
                : Zstandard.decompress(from, fromStart, fromLength, to);
    }
}
