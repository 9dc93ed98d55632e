package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Mends damaged segments that nobody writes: their sound records move to a new segment, they themselves to quarantine.
 * So damage is met, and reported, once.
 */
final class Salvage {

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Warnings warnings;
    private final EntryCatalog catalog;
    private final Compaction compaction;

    Salvage(StoreParts parts, Compaction compaction) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.warnings = parts.warnings();
        this.catalog = parts.catalog();
        this.compaction = compaction;
    }

    /** Names of the segments that are damaged, or whose end is neither whole nor torn as by a crash. */
    Collection<String> damaged() throws IOException {
        Collection<String> names = new TreeSet<>();
        for (Segment segment : catalog.segments()) {
            if (segment.damaged() || !segment.endIsTornAtMost()) {
                names.add(segment.name());
            }
        }
        return names;
    }

    /** Mends those of these segments that nobody writes. */
    void mend(Collection<String> names) throws IOException {
        List<LockFile.Held> held = new ArrayList<>();
        Collection<String> free = new TreeSet<>();
        try {
            for (String name : names) {
                Optional<LockFile.Held> lock = locks.tryExclusive(LockPosition.segment(name));
                if (lock.isPresent()) {
                    held.add(lock.get());
                    free.add(name);
                }
            }
            catalog.refresh();
            // Another process may have mended them while this one looked.
            free.retainAll(catalog.segmentNames());
            reportEnds(free);
            catalog.check(free);
            compaction.rewrite(free, free, header -> true);
            catalog.refresh();
        } finally {
            held.forEach(LockFile.Held::close);
        }
    }

    private void reportEnds(Collection<String> names) throws IOException {
        for (Segment segment : catalog.segments()) {
            if (names.contains(segment.name()) && !segment.endIsTornAtMost()) {
                warnings.warn(
                        StoreWarning.Kind.DAMAGED_SEGMENT,
                        "entries/" + segment.name() + " is damaged from byte " + segment.scannedTo()
                                + " to its end; entries there count as missing.");
            }
        }
    }

    /** Names of segments too short to hold anything: emptied, or their process ended before it wrote. */
    Collection<String> stubs() throws IOException {
        Collection<String> names = new TreeSet<>();
        for (String name : files.list(layout.entries())) {
            if (Segment.isSegment(name) && isStub(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Deletes a stub unless its process is about to write to it; says whether it is gone. */
    boolean deleteStub(String name) throws IOException {
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.segment(name));
        if (held.isEmpty()) {
            return false;
        }
        try {
            if (isStub(name)) {
                files.delete(Step.DELETE_SEGMENT, path(name));
            }
            return true;
        } finally {
            held.get().close();
        }
    }

    private boolean isStub(String name) throws IOException {
        BasicFileAttributes attributes = files.attributes(path(name));
        return attributes != null && attributes.isRegularFile() && attributes.size() < Segment.HEADER_BYTES;
    }

    private Path path(String name) {
        return layout.entries().resolve(name);
    }
}
