package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One garbage collection: chooses the entries that go, rewrites the segments that held them, and then deletes the
 * objects that no record names any more. In this order no entry ever names an object that was deleted for it.
 */
final class GarbageCollector {

    /** What was set aside as damaged is kept for so long, for people to look at. */
    private static final Duration QUARANTINE = Duration.ofDays(30);

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final int OBJECTS_PER_SWEEP = 256;

    /** So many small segments are merged into one. */
    private static final int MERGE_FROM = 8;

    private static final long SMALL_SEGMENT_BYTES = 8L << 20;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Session session;
    private final ObjectFolder objects;
    private final EntryCatalog catalog;
    private final Salvage salvage;
    private final Compaction compaction;
    private final GcPolicy policy;
    private final long nowMillis;

    private final Map<String, LockFile.Held> unused = new TreeMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Long> garbage = new TreeMap<>();
    private final Map<String, Long> lengths = new TreeMap<>();
    private final Map<Digest, Integer> users = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    GarbageCollector(StoreParts parts, Salvage salvage, Compaction compaction, GcPolicy policy) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.salvage = salvage;
        this.compaction = compaction;
        this.policy = policy;
        this.nowMillis = files.nowMillis();
    }

    /** An entry, and whether it goes. */
    private static final class Item {

        private final Digest key;
        private final String segment;
        private final int length;
        private final int usedMinute;
        private final boolean pinned;
        private final List<StoredOutput> objects;
        private boolean goes;

        private Item(
                Digest key, String segment, int length, int usedMinute, boolean pinned, List<StoredOutput> objects) {
            this.key = key;
            this.segment = segment;
            this.length = length;
            this.usedMinute = usedMinute;
            this.pinned = pinned;
            this.objects = objects;
        }
    }

    /** Collects; the caller holds the lock for maintenance and has let go of its own segment. */
    GcReport collect() throws IOException {
        catalog.refresh();
        try {
            lockUnused();
            catalog.refresh();
            survey();
            choose();
            return policy.dryRun() ? foresee() : remove();
        } finally {
            unused.values().forEach(LockFile.Held::close);
        }
    }

    /** Takes the locks of all segments that no living process writes. */
    private void lockUnused() {
        for (String name : catalog.segmentNames()) {
            locks.tryExclusive(LockPosition.segment(name)).ifPresent(held -> unused.put(name, held));
        }
    }

    /** Looks at every record. Where a damaged one counted, another one of its key may do so when one looks again. */
    private void survey() throws IOException {
        List<CacheKey> damaged = new ArrayList<>();
        do {
            damaged.forEach(catalog::read);
            damaged.clear();
            items.clear();
            users.clear();
            garbage.clear();
            lengths.clear();
            catalog.visit((segment, header, position, counts) -> {
                EntryRecord record = counts ? segment.entry(position, header) : null;
                if (counts && record == null) {
                    damaged.add(new CacheKey(header.key()));
                }
                survey(segment, header, record);
            });
        } while (!damaged.isEmpty());
    }

    private void survey(Segment segment, RecordHeader header, @Nullable EntryRecord record) {
        lengths.merge(segment.name(), (long) header.length(), Long::sum);
        if (record == null) {
            garbage.merge(segment.name(), (long) header.length(), Long::sum);
            return;
        }
        int used = catalog.usedMinute(record.entry().key());
        List<StoredOutput> large = record.objects();
        large.forEach(output -> users.merge(output.digest(), 1, Integer::sum));
        items.add(
                new Item(header.key(), segment.name(), header.length(), used, isPinned(segment, header, used), large));
    }

    private boolean isPinned(Segment segment, RecordHeader header, int usedMinute) {
        return !unused.containsKey(segment.name())
                || policy.reachable().contains(new CacheKey(header.key()))
                || isYounger(usedMinute * 60_000L, policy.grace());
    }

    /** Whether a time is less long ago than this. A time in the future is. */
    private boolean isYounger(long millis, Duration age) {
        return nowMillis - millis < age.toMillis();
    }

    private void choose() {
        for (Item item : items) {
            boolean old = policy.unusedFor().isPresent()
                    && !isYounger(item.usedMinute * 60_000L, policy.unusedFor().get());
            if (!item.pinned && (policy.onlyReachable() || old)) {
                drop(item);
            }
        }
        if (policy.maxBytes().isPresent()) {
            shrinkTo(policy.maxBytes().getAsLong());
        }
    }

    private void drop(Item item) {
        item.goes = true;
        item.objects.forEach(output -> users.merge(output.digest(), -1, Integer::sum));
    }

    private void shrinkTo(long most) {
        long bytes = bytesKept();
        items.sort(Comparator.comparingInt((Item item) -> item.usedMinute).thenComparing(item -> item.key));
        for (Item item : items) {
            if (bytes <= most) {
                return;
            }
            if (item.goes || item.pinned) {
                continue;
            }
            drop(item);
            bytes -= item.length;
            for (StoredOutput output : item.objects) {
                if (users.getOrDefault(output.digest(), 0) == 0) {
                    bytes -= output.length();
                }
            }
        }
        if (bytes > most) {
            remarks.add("The store keeps " + bytes + " bytes, more than the " + most
                    + " asked for: what remains is reachable, was used within the grace period, or is in use.");
        }
    }

    private long bytesKept() {
        long bytes = 0;
        Set<Digest> counted = new HashSet<>();
        for (Item item : items) {
            if (item.goes) {
                continue;
            }
            bytes += item.length;
            for (StoredOutput output : item.objects) {
                bytes += counted.add(output.digest()) ? output.length() : 0;
            }
        }
        return bytes;
    }

    /** Segments without which the store would be smaller or whole. */
    private List<String> segmentsToRewrite() throws IOException {
        Set<String> rewrite = new HashSet<>(garbage.keySet());
        rewrite.addAll(salvage.damaged());
        for (Item item : items) {
            if (item.goes) {
                rewrite.add(item.segment);
            }
        }
        List<String> small = unused.keySet().stream()
                .filter(name -> lengths.getOrDefault(name, 0L) < SMALL_SEGMENT_BYTES)
                .toList();
        if (small.size() >= MERGE_FROM) {
            rewrite.addAll(small);
        }
        rewrite.retainAll(unused.keySet());
        return rewrite.stream().sorted().toList();
    }

    private GcReport foresee() throws IOException {
        Tally tally = new Tally();
        objects.visit((digest, file, attributes) -> {
            boolean goes = users.getOrDefault(digest, 0) <= 0
                    && !isYounger(attributes.lastModifiedTime().toMillis(), policy.grace());
            tally.object(attributes.size(), !goes);
        });
        long temporaries = files.list(layout.temporary()).stream()
                .filter(session::isLitter)
                .count();
        List<String> rewrite = segmentsToRewrite();
        long before = segmentBytes();
        long freed = rewrite.stream()
                        .mapToLong(name -> garbage.getOrDefault(name, 0L))
                        .sum()
                + items.stream()
                        .filter(item -> item.goes)
                        .mapToLong(item -> item.length)
                        .sum();
        return report(tally, temporaries, before, before - freed);
    }

    private GcReport remove() throws IOException {
        long before = segmentBytes();
        long temporaries = removeLitter();
        Set<Digest> gone = new HashSet<>();
        items.stream().filter(item -> item.goes).forEach(item -> gone.add(item.key));
        compaction.rewrite(segmentsToRewrite(), salvage.damaged(), header -> !gone.contains(header.key()));
        for (String stub : salvage.stubs()) {
            salvage.deleteStub(stub);
        }
        catalog.refresh();
        Tally tally = sweep();
        removeQuarantined();
        return report(tally, temporaries, before, segmentBytes());
    }

    private GcReport report(Tally tally, long temporaries, long segmentsBefore, long segmentsAfter) {
        long goes = items.stream().filter(item -> item.goes).count();
        long inUse =
                items.stream().filter(item -> !unused.containsKey(item.segment)).count();
        return new GcReport(
                policy.dryRun(),
                items.size() - goes,
                goes,
                tally.kept,
                tally.removed,
                temporaries,
                segmentsBefore + tally.bytesKept + tally.bytesRemoved,
                segmentsAfter + tally.bytesKept,
                inUse,
                remarks);
    }

    private static final class Tally {

        private long kept;
        private long removed;
        private long bytesKept;
        private long bytesRemoved;

        void object(long bytes, boolean stays) {
            kept += stays ? 1 : 0;
            removed += stays ? 0 : 1;
            bytesKept += stays ? bytes : 0;
            bytesRemoved += stays ? 0 : bytes;
        }
    }

    // --- objects ---

    /**
     * Deletes objects that no record names. Only while it holds the lock that publishers share is it sure that no
     * object is about to be named; therefore it looks once more for new records under the lock.
     */
    private Tally sweep() throws IOException {
        References references = new References(files, layout);
        references.update();
        Tally tally = new Tally();
        List<Digest> candidates = new ArrayList<>();
        objects.visit((digest, file, attributes) -> {
            if (references.contains(digest)
                    || isYounger(attributes.lastModifiedTime().toMillis(), policy.grace())) {
                tally.object(attributes.size(), true);
            } else {
                candidates.add(digest);
            }
        });
        if (!references.isComplete()) {
            remarks.add("No object was removed, because some segments cannot be read; run doctor.");
        }
        boolean possible = references.isComplete();
        for (int from = 0; from < candidates.size(); from += OBJECTS_PER_SWEEP) {
            List<Digest> batch = candidates.subList(from, Math.min(candidates.size(), from + OBJECTS_PER_SWEEP));
            possible = possible && sweep(batch, references, tally);
            if (!possible) {
                for (Digest digest : batch) {
                    count(digest, tally);
                }
            }
        }
        return tally;
    }

    private boolean sweep(List<Digest> batch, References references, Tally tally) throws IOException {
        Optional<LockFile.Held> held = Patience.forLock(LOCK_PATIENCE, () -> locks.tryExclusive(LockPosition.SWEEP));
        if (held.isEmpty()) {
            remarks.add("Some unused objects were left, because another process has been publishing for long.");
            return false;
        }
        try {
            references.update();
            for (Digest digest : batch) {
                sweep(digest, references, tally);
            }
        } finally {
            held.get().close();
        }
        return references.isComplete();
    }

    private void sweep(Digest digest, References references, Tally tally) throws IOException {
        BasicFileAttributes attributes = files.attributes(objects.path(digest));
        if (attributes == null) {
            return;
        }
        boolean stays = references.contains(digest)
                || isYounger(attributes.lastModifiedTime().toMillis(), policy.grace());
        tally.object(attributes.size(), stays);
        if (!stays) {
            files.delete(Step.DELETE_OBJECT, objects.path(digest));
        }
    }

    private void count(Digest digest, Tally tally) throws IOException {
        BasicFileAttributes attributes = files.attributes(objects.path(digest));
        if (attributes != null) {
            tally.object(attributes.size(), true);
        }
    }

    // --- litter ---

    private long removeLitter() throws IOException {
        long removed = 0;
        for (String name : files.list(layout.temporary())) {
            if (session.isLitter(name)) {
                files.delete(Step.DELETE_TEMPORARY, layout.temporary().resolve(name));
                removed++;
            }
        }
        return removed;
    }

    private void removeQuarantined() throws IOException {
        for (String name : files.list(layout.quarantine())) {
            Path file = layout.quarantine().resolve(name);
            BasicFileAttributes attributes = files.attributes(file);
            if (attributes != null
                    && ObjectFolder.isQuarantined(name)
                    && attributes.isRegularFile()
                    && !isYounger(attributes.lastModifiedTime().toMillis(), QUARANTINE)) {
                files.delete(Step.DELETE_QUARANTINED, file);
            }
        }
    }

    private long segmentBytes() throws IOException {
        long bytes = 0;
        for (String name : files.list(layout.entries())) {
            BasicFileAttributes attributes = files.attributes(layout.entries().resolve(name));
            bytes += attributes != null && Segment.isSegment(name) ? attributes.size() : 0;
        }
        return bytes;
    }
}
