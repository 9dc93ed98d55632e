package org.cb1network.cache;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a pack: its header, its records and, when it is sealed, its index. */
final class PackWriter implements Closeable {

    private final Undo undo;
    private final Step step;
    private final StoreFiles.Output output;
    private final long salt;
    private ByteBuffer index = ByteBuffer.allocate(64 * Pack.INDEX_ENTRY_BYTES);
    private long position = Pack.HEAD_BYTES;

    /** Removes what was written after a position. */
    private interface Undo {
        void to(long position) throws IOException;
    }

    private PackWriter(Undo undo, Step step, StoreFiles.Output output, long salt) {
        this.undo = undo;
        this.step = step;
        this.output = output;
        this.salt = salt;
    }

    /** Begins a pack in a file that does not exist yet. If that fails, no file remains. */
    static PackWriter create(StoreFiles files, Path file, Step create, Step begin, Step append, long salt)
            throws IOException {
        StoreFiles.Output output = files.create(create, file);
        try {
            byte[] head = Pack.head(salt);
            output.write(begin, head, 0, head.length);
            return new PackWriter(end -> files.truncate(Step.CUT_LOG, file, end), append, output, salt);
        } catch (IOException e) {
            output.close();
            SmallFiles.deleteQuietly(files, Step.DELETE_TEMPORARY, file);
            throw e;
        }
    }

    /** Begins a pack in memory. */
    static PackWriter inMemory(ByteArrayOutputStream bytes, long salt) {
        bytes.writeBytes(Pack.head(salt));
        return new PackWriter(
                end -> {},
                Step.WRITE_MERGED,
                new StoreFiles.Output() {
                    @Override
                    public void write(Step step, byte[] content, int offset, int length) {
                        bytes.write(content, offset, length);
                    }

                    @Override
                    public void force(Step step) {
                        // Memory is as durable as it gets.
                    }

                    @Override
                    public void close() {
                        // The bytes are the caller's.
                    }
                },
                salt);
    }

    /** Returns the position of the next record. */
    long position() {
        return position;
    }

    /** Appends a record and returns its position. A partly written record is removed again. */
    long append(byte[] record) throws IOException {
        long start = position;
        RecordHeader.place(record, salt, start);
        write(record);
        if (index.remaining() < Pack.INDEX_ENTRY_BYTES) {
            index = ByteBuffer.wrap(Arrays.copyOf(index.array(), 2 * index.capacity()))
                    .position(index.position());
        }
        RecordHeader.writeIndexed(record, index.putLong(start));
        return start;
    }

    private void write(byte[] bytes) throws IOException {
        try {
            output.write(step, bytes, 0, bytes.length);
            position += bytes.length;
        } catch (IOException e) {
            cut();
            throw e;
        }
    }

    private void cut() {
        try {
            undo.to(position);
        } catch (IOException e) {
            // Then another file is begun; readers skip the incomplete record.
            return;
        }
    }

    void force(Step forcing) throws IOException {
        output.force(forcing);
    }

    /** Writes the index, forces everything to disk, and returns the name to give to the file. */
    String seal(Step forcing) throws IOException {
        byte[] body = Arrays.copyOf(index.array(), index.position());
        byte[] record = RecordHeader.record(RecordHeader.INDEX, RecordHeader.NO_KEY, 0, 0, body);
        long start = position;
        RecordHeader.place(record, salt, start);
        write(record);
        write(Pack.tail(salt, start, record));
        force(forcing);
        return RecordHeader.of(record).checksum().hex() + Pack.SEALED;
    }

    @Override
    public void close() {
        try {
            output.close();
        } catch (IOException e) {
            // The file was forced before, or forcing failed; closing has nothing left to write.
            return;
        }
    }
}
