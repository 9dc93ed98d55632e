package org.cb1network.engine.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Reads LZ4 frames, the default compression of pyarrow, polars and R. Pure Java without native code. */
final class Lz4 {

    private Lz4() {}

    /** Decompresses a range of {@code from} and returns whether it gives exactly as many bytes as {@code to} has. */
    static boolean decompress(byte[] from, int fromStart, int fromLength, byte[] to) {
        try (LZ4FrameInputStream frames = new LZ4FrameInputStream(
                new ByteArrayInputStream(from, fromStart, fromLength),
                LZ4Factory.safeInstance().safeDecompressor(),
                XXHashFactory.safeInstance().hash32())) {
            return frames.readNBytes(to, 0, to.length) == to.length && frames.read() < 0;
        } catch (IOException | RuntimeException e) {
            // Damaged blocks cause exceptions of either type.
            return false;
        }
    }
}
