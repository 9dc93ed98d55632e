package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that records name, whoever wrote them; brought up to date by reading what has been added since. */
final class References {

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Set<Digest> named = new HashSet<>();
    private final Map<List<Object>, Long> scannedTo = new HashMap<>();
    private boolean complete = true;

    References(StoreFiles files, StoreLayout layout) {
        this.files = files;
        this.layout = layout;
    }

    /** Reads what was added to the segments since the last time. */
    void update() throws IOException {
        for (String name : files.list(layout.entries())) {
            if (Segment.isSegment(name)) {
                update(name);
            }
        }
    }

    private void update(String name) {
        Path file = layout.entries().resolve(name);
        Segment segment;
        try {
            if (files.attributes(file) == null) {
                return;
            }
            segment = Segment.open(files, file, 0);
        } catch (IOException e) {
            complete = false;
            return;
        }
        try {
            if (segment.version() != Segment.VERSION) {
                complete = false;
                return;
            }
            List<Object> identity = List.of(name, segment.identity());
            long from = scannedTo.getOrDefault(identity, (long) Segment.HEADER_BYTES);
            if (segment.length() > from) {
                SegmentScanner scanner = segment.scanner();
                scannedTo.put(identity, scanner.scan(from, (header, position) -> note(header, scanner, position)));
            }
        } catch (IOException e) {
            complete = false;
        } finally {
            segment.close();
        }
    }

    private void note(RecordHeader header, SegmentScanner scanner, long position) throws IOException {
        if (header.type() != RecordHeader.ENTRY || header.state() != RecordHeader.VALID || !header.hasObjects()) {
            return;
        }
        byte[] record = scanner.record(position, header);
        EntryRecord entry = header.matches(record) ? EntryRecord.decode(header, record) : null;
        if (entry != null) {
            entry.objects().forEach(output -> named.add(output.digest()));
        }
    }

    /** Whether every segment could be read; if not, other objects may be in use, too. */
    boolean isComplete() {
        return complete;
    }

    boolean contains(Digest object) {
        return named.contains(object);
    }
}
