package org.cb1network.engine.table;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Zstandard compression of arrays. The native library is loaded when the first compressed buffer is used. */
final class Zstandard {

    /** The default level of zstd. */
    private static final int LEVEL = 3;

    private Zstandard() {}

    /** Returns the maximum compressed size of the given number of bytes. */
    static int bound(int length) {
        return Math.toIntExact(call(() -> Zstd.compressBound(length)));
    }

    /** Compresses the first {@code length} bytes of {@code from} and returns the compressed length. */
    static int compress(byte[] from, int length, byte[] to, int toStart, int toLength) {
        return Math.toIntExact(call(() -> Zstd.compressByteArray(to, toStart, toLength, from, 0, length, LEVEL)));
    }

    /** Decompresses a range of {@code from} and returns whether it gives exactly as many bytes as {@code to} has. */
    static boolean decompress(byte[] from, int fromStart, int fromLength, byte[] to) {
        try {
            return call(() -> Zstd.decompressByteArray(to, 0, to.length, from, fromStart, fromLength)) == to.length;
        } catch (ZstdException e) {
            return false;
        }
    }

    /** A call into native code that returns a size. */
    private interface NativeCall {
        long run();
    }

    private static long call(NativeCall call) {
        if (!Library.PROBLEM.isEmpty()) {
            throw new UncheckedIOException(Library.PROBLEM, new IOException(Library.PROBLEM));
        }
        return call.run();
    }

    /** Loaded with the first call. The JVM gives its reason only once, so it is kept for all calls. */
    private static final class Library {

        /** What keeps the library from being loaded; empty if it is loaded. */
        static final String PROBLEM = problem();

        private static String problem() {
            try {
                Zstd.compressBound(0);
                return "";
            } catch (LinkageError e) {
                // The library's message has several lines; the first one says what is wrong.
                String cause =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                return "the zstd library cannot be loaded (" + cause + "): it is unpacked to "
                        + System.getProperty("ZstdTempFolder", System.getProperty("java.io.tmpdir"))
                        + ", which must be a folder where files can be written and executed; choose one with"
                        + " java -DZstdTempFolder=FOLDER -jar ...";
            }
        }
    }
}
