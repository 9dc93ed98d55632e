package org.cb1network.cache;

import java.io.IOException;

/** A segment that this process holds the lock of and appends to; guarded by the log that owns it. */
final class SegmentWriter {

    private final StoreFiles files;
    private final Segment segment;
    private final StoreFiles.Output output;
    private final LockFile.Held held;
    private final boolean created;
    private long position;
    private boolean dirty;

    SegmentWriter(
            StoreFiles files,
            Segment segment,
            StoreFiles.Output output,
            LockFile.Held held,
            long position,
            boolean created) {
        this.files = files;
        this.segment = segment;
        this.output = output;
        this.held = held;
        this.position = position;
        this.created = created;
    }

    /** Its own view of the file, which outlives the file's name. */
    Segment segment() {
        return segment;
    }

    long position() {
        return position;
    }

    /** Whether its name was created by this process and has to be made durable, too. */
    boolean created() {
        return created;
    }

    /** Whether the file is as this process left it. */
    boolean intact() throws IOException {
        return segment.length() == position;
    }

    /** Appends a record and returns its position. What is written only in part is cut off again. */
    long append(byte[] record) throws IOException {
        long start = position;
        RecordHeader.place(record, segment.salt(), start);
        try {
            output.write(Step.APPEND_RECORD, record, 0, record.length);
        } catch (IOException e) {
            cut();
            throw e;
        }
        position = start + record.length;
        dirty = true;
        return start;
    }

    private void cut() {
        try {
            files.truncate(Step.CUT_SEGMENT, segment.file(), position);
        } catch (IOException e) {
            // Then the segment is no longer intact and another one is begun; readers pass over the torn record.
            return;
        }
    }

    /** Whether something was appended since the last call with true. */
    boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    void markDirty() {
        dirty = true;
    }

    void force() throws IOException {
        output.force(Step.FORCE_SEGMENT);
    }

    void close() {
        try {
            output.close();
        } catch (IOException e) {
            // It was forced before, or has failed to be; closing has nothing left to write.
            held.close();
            segment.close();
            return;
        }
        held.close();
        segment.close();
    }
}
