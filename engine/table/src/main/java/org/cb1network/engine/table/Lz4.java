package org.cb1network.engine.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Reads LZ4 frames, the default compression of pyarrow, pandas and R, by the LZ4 frame format 1.6.4 and block format. Blocks of a frame may
 * refer to bytes of earlier ones, as those of pyarrow do in columns of more than 64 KiB and those of polars always; the stream of lz4-java
 * refuses such frames. Pure Java without native code.
 */
final class Lz4 {

    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 1;

    // Flags of a frame.
    private static final int INDEPENDENT_BLOCKS = 1 << 5;
    private static final int BLOCK_CHECKSUMS = 1 << 4;
    private static final int CONTENT_SIZE = 1 << 3;
    private static final int CONTENT_CHECKSUM = 1 << 2;
    private static final int DICTIONARY = 1;

    private static final int SHORTEST_MATCH = 4;

    /** A length of this value in a token continues in the following bytes. */
    private static final int LONG = 15;

    private static final XXHash32 HASH = XXHashFactory.safeInstance().hash32();

    private final byte[] from;
    private final ByteBuffer in;
    private final byte[] to;
    private int written;

    private Lz4(byte[] from, int fromStart, int fromLength, byte[] to) {
        this.from = from;
        this.in = ByteBuffer.wrap(from, fromStart, fromLength).order(ByteOrder.LITTLE_ENDIAN);
        this.to = to;
    }

    /** Decompresses a range of {@code from} and returns whether it gives exactly as many bytes as {@code to} has. */
    static boolean decompress(byte[] from, int fromStart, int fromLength, byte[] to) {
        Lz4 frames = new Lz4(from, fromStart, fromLength, to);
        try {
            while (frames.in.hasRemaining()) {
                frames.frame();
            }
            return frames.written == to.length;
        } catch (RuntimeException damaged) {
            // A length or place that is wrong leads out of an array or buffer.
            return false;
        }
    }

    private void frame() {
        require(in.getInt() == MAGIC);
        int header = in.position();
        int flags = in.get() & 0xFF;
        require(flags >>> 6 == VERSION && (flags & DICTIONARY) == 0);
        in.get(); // the largest size of a block
        if ((flags & CONTENT_SIZE) != 0) {
            in.getLong();
        }
        int headerHash = (HASH.hash(from, header, in.position() - header, 0) >>> 8) & 0xFF;
        require((in.get() & 0xFF) == headerHash);
        int start = written;
        for (int size = in.getInt(); size != 0; size = in.getInt()) {
            block(size, flags, start);
        }
        require((flags & CONTENT_CHECKSUM) == 0 || in.getInt() == HASH.hash(to, start, written - start, 0));
    }

    /**
     * Reads a block.
     *
     * @param size number of its bytes; the sign bit is set if they are not compressed
     * @param flags flags of the frame
     * @param frameStart where the output of the frame begins
     */
    private void block(int size, int flags, int frameStart) {
        int length = size & Integer.MAX_VALUE;
        int start = in.position();
        require(length <= in.remaining());
        if (size < 0) {
            copy(start, length);
        } else {
            sequences(start + length, (flags & INDEPENDENT_BLOCKS) != 0 ? written : frameStart);
        }
        in.position(start + length);
        require((flags & BLOCK_CHECKSUMS) == 0 || in.getInt() == HASH.hash(from, start, length, 0));
    }

    /** Reads sequences of literal bytes, each followed by a copy of earlier output; the last one has literals only. */
    private void sequences(int end, int earliest) {
        while (true) {
            int token = in.get() & 0xFF;
            int literals = length(token >>> 4);
            require(literals >= 0 && literals <= end - in.position());
            copy(in.position(), literals);
            in.position(in.position() + literals);
            if (in.position() == end) {
                return;
            }
            int distance = in.getShort() & 0xFFFF;
            int match = length(token & LONG) + SHORTEST_MATCH;
            require(distance > 0 && distance <= written - earliest && match >= 0 && match <= to.length - written);
            // Byte by byte: a match may overlap what it writes.
            for (int stop = written + match; written < stop; written++) {
                to[written] = to[written - distance];
            }
        }
    }

    /** Returns a length of which a token has the first part, and the next bytes the others. */
    private int length(int first) {
        int length = first;
        if (first == LONG) {
            int more;
            do {
                more = in.get() & 0xFF;
                length += more;
            } while (more == 0xFF);
        }
        return length;
    }

    private void copy(int start, int length) {
        System.arraycopy(from, start, to, written, length);
        written += length;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("damaged LZ4 frame");
        }
    }
}
