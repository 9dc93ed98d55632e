package org.cb1network.engine.table;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes with random access: a file or an array. */
abstract class ByteSource implements Closeable {

    /** Returns the name to use in messages. */
    abstract String name();

    abstract long size();

    /** Returns the bytes at a position, little-endian. The caller has checked that there are enough. */
    abstract ByteBuffer read(long position, int length) throws IOException;

    static ByteSource of(Path file) throws IOException {
        return new FileSource(file);
    }

    static ByteSource of(byte[] bytes) {
        return new ArraySource(bytes);
    }

    private static final class FileSource extends ByteSource {

        /** Chunk size of reads. The JDK copies through off-heap memory of the size of a read and keeps that memory. */
        private static final int READ_BYTES = 256 * 1024;

        private final Path file;
        private final FileChannel channel;
        private final long size;

        FileSource(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
            this.size = channel.size();
        }

        @Override
        String name() {
            return file.toString();
        }

        @Override
        long size() {
            return size;
        }

        @Override
        ByteBuffer read(long position, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.position() < length) {
                bytes.limit(Math.min(length, bytes.position() + READ_BYTES));
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new EOFException(file + ": the file became shorter while it was read");
                }
            }
            return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class ArraySource extends ByteSource {
        private final byte[] bytes;

        ArraySource(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        String name() {
            return "table in memory";
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        ByteBuffer read(long position, int length) {
            return ByteBuffer.wrap(bytes, Math.toIntExact(position), length)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void close() {}
    }
}
