package org.cb1network.engine.table.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file of one or several members. Where no valid member follows, {@link GZIPInputStream} takes the file for complete and
 * drops the rest without a word, for example if the header of the next member is damaged or truncated; here that is an error.
 */
final class GzipFile extends GZIPInputStream {

    /** Bytes of a member after its compressed data: checksum and length. */
    private static final int TRAILER = 8;

    private final CountedBytes file;

    /** Number of bytes of the file that were read when the decompressor last received some. */
    private long filled;

    GzipFile(InputStream in) throws IOException {
        this(new CountedBytes(in));
    }

    private GzipFile(CountedBytes file) throws IOException {
        super(file);
        this.file = file;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = file.count;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        int read = super.read(bytes, start, length);
        if (read < 0) {
            requireEnd();
        }
        return read;
    }

    private void requireEnd() throws IOException {
        long end = filled - inf.getRemaining() + TRAILER;
        file.transferTo(OutputStream.nullOutputStream());
        if (file.count > end) {
            throw new ZipException("its last " + (file.count - end) + " bytes are not compressed with gzip");
        }
    }

    /** Counts the bytes that are read. */
    private static final class CountedBytes extends FilterInputStream {
        private long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int read = super.read(bytes, start, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
