package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records that are to be kept of some segments into new ones, and then removes the old ones. The caller
 * holds the locks of the old ones. Whenever it is interrupted, every record is there at least once.
 */
final class Compaction {

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final EntryCatalog catalog;

    Compaction(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.session = parts.session();
        this.catalog = parts.catalog();
    }

    /** Says which of the records that count are to be kept. */
    interface Choice {
        boolean keeps(RecordHeader header);
    }

    /**
     * Rewrites segments.
     *
     * @param names the segments
     * @param setAside those of them that move to quarantine, as do all others in which a record turns out to be
     *     damaged; the rest is deleted
     */
    void rewrite(Collection<String> names, Collection<String> setAside, Choice choice) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        Set<String> damaged = new HashSet<>(setAside);
        NewSegments target = new NewSegments();
        try {
            Uses uses = new Uses();
            catalog.visit(names, (segment, header, position, counts) -> {
                boolean kept = counts && choice.keeps(header);
                if (!kept && header.type() != RecordHeader.USES) {
                    return;
                }
                byte[] record = segment.record(position, header);
                if (record == null || !header.matches(record)) {
                    damaged.add(segment.name());
                } else if (kept) {
                    target.append(record);
                } else {
                    UseRecord.decode(record, uses::note);
                }
            });
            uses.writeTo(target);
            target.finish();
        } finally {
            target.discardUnfinished();
        }
        for (String name : names) {
            remove(name, damaged.contains(name));
        }
        files.forceFolder(Step.DELETE_SEGMENT, layout.entries());
    }

    private void remove(String name, boolean damaged) throws IOException {
        Path file = layout.entries().resolve(name);
        if (damaged && files.attributes(file) != null) {
            Path aside = layout.quarantine().resolve(name);
            files.move(Step.SET_SEGMENT_ASIDE, file, aside);
            files.touch(Step.SET_SEGMENT_ASIDE, aside);
        } else {
            files.delete(Step.DELETE_SEGMENT, file);
        }
    }

    /** The times of last use in the old segments that still are the last ones, whatever segment the entries are in. */
    private final class Uses {

        private final Map<Long, Integer> uses = new HashMap<>();

        void note(long keyPrefix, int minute) {
            if (catalog.usedMinute(keyPrefix) == minute) {
                uses.put(keyPrefix, minute);
            }
        }

        void writeTo(NewSegments target) throws IOException {
            long[] prefixes =
                    uses.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
            int[] minutes = Arrays.stream(prefixes).mapToInt(uses::get).toArray();
            for (int from = 0; from < prefixes.length; from += UseRecord.MOST_USES) {
                int count = Math.min(UseRecord.MOST_USES, prefixes.length - from);
                target.append(UseRecord.encode(prefixes, minutes, from, count));
            }
        }
    }

    /** Segments that are written as temporary files and take their place when they are complete. */
    private final class NewSegments {

        private final Map<String, Path> finished = new HashMap<>();
        private @Nullable NewSegment current;

        void append(byte[] record) throws IOException {
            NewSegment target = current;
            if (target == null || target.position >= EntryLog.FULL_BYTES) {
                closeCurrent();
                target = new NewSegment(Segment.newName(files), session.newName());
                current = target;
                target.begin();
            }
            target.append(record);
        }

        private void closeCurrent() throws IOException {
            NewSegment done = current;
            if (done != null) {
                done.finish();
                finished.put(done.name, done.temporary);
                current = null;
            }
        }

        void finish() throws IOException {
            closeCurrent();
            for (var segment : finished.entrySet()) {
                files.move(
                        Step.MOVE_COMPACTED,
                        segment.getValue(),
                        layout.entries().resolve(segment.getKey()));
                session.forget(segment.getValue());
            }
            files.forceFolder(Step.MOVE_COMPACTED, layout.entries());
        }

        void discardUnfinished() throws IOException {
            if (current != null) {
                current.discard();
            }
            finished.values().forEach(session::discardIfOwned);
        }
    }

    /** One segment being written as a temporary file. */
    private final class NewSegment {

        private final String name;
        private final Path temporary;
        private StoreFiles.@Nullable Output output;
        private long position;

        private NewSegment(String name, Path temporary) {
            this.name = name;
            this.temporary = temporary;
        }

        void begin() throws IOException {
            output = files.create(Step.WRITE_COMPACTED, temporary);
            write(Segment.header(name));
        }

        void append(byte[] record) throws IOException {
            RecordHeader.place(record, Segment.saltOf(name), position);
            write(record);
        }

        private void write(byte[] bytes) throws IOException {
            if (output != null) {
                output.write(Step.WRITE_COMPACTED, bytes, 0, bytes.length);
                position += bytes.length;
            }
        }

        void finish() throws IOException {
            if (output != null) {
                output.force(Step.FORCE_COMPACTED);
                output.close();
            }
        }

        void discard() throws IOException {
            if (output != null) {
                output.close();
            }
            session.discard(temporary);
        }
    }
}
