package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process writes: it appends records to a segment that it holds the lock of, and makes them durable in groups.
 *
 * <p>A process that starts to write continues a segment that nobody holds, so that there are about as many segments as
 * there ever were writers at once. Locks are taken in the order {@code forcing}, {@code appending}, the catalog's.
 */
final class EntryLog implements Closeable {

    /** A segment of this size is full: nobody continues it. */
    static final long FULL_BYTES = 256L << 20;

    /** A segment of this size is not continued by another process. */
    private static final long ADOPT_BELOW_BYTES = FULL_BYTES / 4;

    /** Appended records become durable in groups, at most so often. */
    private static final long FORCE_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Warnings warnings;
    private final EntryCatalog catalog;

    private final Object forcing = new Object();
    private final Object appending = new Object();
    private final List<SegmentWriter> retired = new ArrayList<>();
    private @Nullable SegmentWriter writer;
    private long lastForced = System.nanoTime();

    EntryLog(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.warnings = parts.warnings();
        this.catalog = parts.catalog();
    }

    /** Appends an entry, from when on it can be found. */
    void append(EntryRecord entry) throws IOException {
        byte[] record = entry.encode();
        RecordHeader header = RecordHeader.of(record);
        synchronized (appending) {
            SegmentWriter to = writer();
            long position = to.append(record);
            catalog.appended(to.segment(), header, position, to.position());
        }
    }

    /** Appends times of last use, and notes them. */
    void appendUses(long[] keyPrefixes, int[] minutes) throws IOException {
        for (int from = 0; from < keyPrefixes.length; from += UseRecord.MOST_USES) {
            int count = Math.min(UseRecord.MOST_USES, keyPrefixes.length - from);
            byte[] record = UseRecord.encode(keyPrefixes, minutes, from, count);
            synchronized (appending) {
                writer().append(record);
            }
        }
        catalog.used(keyPrefixes, minutes);
    }

    private SegmentWriter writer() throws IOException {
        if (writer != null && (writer.position() >= FULL_BYTES || !writer.intact())) {
            retire();
        }
        SegmentWriter open = writer;
        if (open == null) {
            open = adopt();
            open = open != null ? open : create();
            writer = open;
        }
        return open;
    }

    private void retire() {
        if (writer != null) {
            retired.add(writer);
            writer = null;
        }
    }

    /** Continues a segment that no living process writes. */
    private @Nullable SegmentWriter adopt() {
        if (!locks.betweenProcesses()) {
            return null;
        }
        for (Segment candidate : catalog.segments()) {
            if (!isFit(candidate)) {
                continue;
            }
            Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.segment(candidate.name()));
            SegmentWriter adopted = held.isPresent() ? adopt(candidate.name(), held.get()) : null;
            if (adopted != null) {
                return adopted;
            }
            held.ifPresent(LockFile.Held::close);
        }
        return null;
    }

    private static boolean isFit(Segment segment) {
        return !segment.damaged() && segment.scannedTo() < ADOPT_BELOW_BYTES;
    }

    private @Nullable SegmentWriter adopt(String name, LockFile.Held held) {
        Segment known = catalog.readToEnd(name);
        try {
            boolean fit = known != null && isFit(known) && known.endIsTornAtMost();
            return known != null && fit ? open(name, known.scannedTo(), held) : null;
        } catch (IOException e) {
            // It may belong to someone else who does not let others write to it.
            return null;
        }
    }

    private SegmentWriter open(String name, long end, LockFile.Held held) throws IOException {
        Path file = layout.entries().resolve(name);
        StoreFiles.Output output = files.append(Step.APPEND_RECORD, file);
        Segment own = null;
        try {
            own = Segment.open(files, file, 0);
            if (own.length() > end) {
                files.truncate(Step.CUT_SEGMENT, file, end);
                warnings.warn(
                        StoreWarning.Kind.TORN_TAIL,
                        "The last record of entries/" + name
                                + " was incomplete and was dropped: its process ended while it wrote.");
            }
            return new SegmentWriter(files, own, output, held, end, false);
        } catch (IOException e) {
            output.close();
            if (own != null) {
                own.close();
            }
            throw e;
        }
    }

    private SegmentWriter create() throws IOException {
        String name = Segment.newName(files);
        Path file = layout.entries().resolve(name);
        LockFile.Held held = locks.tryExclusive(LockPosition.segment(name))
                .orElseThrow(() -> new IOException("the name of a new segment is taken: " + name));
        StoreFiles.Output output = null;
        try {
            output = files.create(Step.CREATE_SEGMENT, file);
            byte[] header = Segment.header(name);
            output.write(Step.START_SEGMENT, header, 0, header.length);
            Segment own = Segment.open(files, file, 0);
            catalog.add(file);
            return new SegmentWriter(files, own, output, held, header.length, true);
        } catch (IOException e) {
            if (output != null) {
                output.close();
                SmallFiles.deleteQuietly(files, Step.DELETE_SEGMENT, file);
            }
            held.close();
            throw e;
        }
    }

    /** Writes the records of the own segment once more if someone removed it, for they would end with this process. */
    void rescue() throws IOException {
        synchronized (appending) {
            SegmentWriter orphan = writer;
            if (orphan == null || inPlace(orphan)) {
                return;
            }
            writer = create();
            catalog.refresh();
            copyUnknown(orphan.segment(), writer);
            orphan.close();
        }
    }

    private void copyUnknown(Segment from, SegmentWriter to) throws IOException {
        from.scanner().scan(Segment.HEADER_BYTES, (header, position) -> {
            EntryRecord entry = from.entry(position, header);
            if (entry != null
                    && header.state() == RecordHeader.VALID
                    && !catalog.contains(entry.entry().key())) {
                long copied = to.append(entry.encode());
                catalog.appended(to.segment(), header, copied, to.position());
            }
        });
    }

    private boolean inPlace(SegmentWriter own) {
        try {
            return Segment.identity(files, own.segment().file())
                    .equals(own.segment().identity());
        } catch (IOException e) {
            return true;
        }
    }

    /** Makes what was appended durable, if the last time was some time ago. */
    void forceIfDue() throws IOException {
        boolean due;
        synchronized (appending) {
            due = System.nanoTime() - lastForced >= FORCE_EVERY_NANOS;
            if (due) {
                lastForced = System.nanoTime();
            }
        }
        if (due) {
            force();
        }
    }

    /** Makes what was appended durable. */
    void force() throws IOException {
        synchronized (forcing) {
            rescue();
            List<SegmentWriter> finished;
            SegmentWriter open;
            synchronized (appending) {
                finished = List.copyOf(retired);
                retired.clear();
                open = writer;
            }
            for (SegmentWriter one : finished) {
                try {
                    force(one);
                } finally {
                    one.close();
                }
            }
            if (open != null) {
                force(open);
            }
        }
    }

    private void force(SegmentWriter one) throws IOException {
        boolean dirty;
        synchronized (appending) {
            dirty = one.takeDirty();
        }
        if (!dirty) {
            return;
        }
        try {
            one.force();
            if (one.created()) {
                files.forceFolder(Step.FORCE_SEGMENT, layout.entries());
            }
        } catch (IOException e) {
            synchronized (appending) {
                one.markDirty();
            }
            throw e;
        }
    }

    /** Makes everything durable and lets go of the own segment, so that it may be rewritten. */
    void seal() throws IOException {
        synchronized (appending) {
            retire();
        }
        force();
    }

    @Override
    public void close() throws IOException {
        seal();
    }
}
