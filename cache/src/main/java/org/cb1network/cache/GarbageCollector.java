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
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * One garbage collection. It chooses the entries to remove, merges the packs that held them, and then deletes objects
 * that no record names any more. In this order no remaining entry can name a deleted object.
 */
final class GarbageCollector {

    /** Time for which damaged files are kept, so that people can inspect them. */
    private static final Duration QUARANTINE = Duration.ofDays(30);

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final ObjectFolder objects;
    private final Catalog catalog;
    private final Merge merge;
    private final GcPolicy policy;
    private final LongConsumer progress;
    private final long nowMillis;

    private final List<Item> items = new ArrayList<>();

    /** Bytes of the records in a pack that no entry needs. */
    private final Map<String, Long> garbage = new TreeMap<>();

    /** Number of remaining entries that name an output which is not stored in their record. */
    private final Map<Digest, Integer> users = new HashMap<>();

    private final List<String> remarks = new ArrayList<>();

    GarbageCollector(StoreParts parts, Merge merge, GcPolicy policy, LongConsumer progress) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.merge = merge;
        this.policy = policy;
        this.progress = progress;
        this.nowMillis = files.nowMillis();
    }

    /** An entry, and whether it will be removed. */
    private static final class Item {

        private final Digest key;
        private final int length;
        private final int usedMinute;
        private final boolean pinned;
        private final List<StoredOutput> separate;
        private boolean goes;

        private Item(Digest key, int length, int usedMinute, boolean pinned, List<StoredOutput> separate) {
            this.key = key;
            this.length = length;
            this.usedMinute = usedMinute;
            this.pinned = pinned;
            this.separate = separate;
        }
    }

    /** Returns what a collection would remove. */
    GcReport foresee() throws IOException {
        survey();
        choose();
        Tally tally = new Tally();
        objects.visit((digest, file, attributes) -> tally.object(attributes.size(), !isUnused(digest, attributes)));
        long temporaries = files.list(layout.temporary()).stream()
                .filter(session::isLitter)
                .count();
        findGarbage();
        long before = packBytes();
        long freed = packsToMerge().stream()
                .mapToLong(name -> garbage.getOrDefault(name, 0L))
                .sum();
        return report(tally, temporaries, before, before - freed);
    }

    /** Removes garbage. The caller has sealed its log and made sure that no other process is at work. */
    GcReport collect() throws IOException {
        survey();
        choose();
        findGarbage();
        long before = packBytes();
        long temporaries = removeLitter();
        Set<Digest> gone = new HashSet<>();
        items.stream().filter(item -> item.goes).forEach(item -> gone.add(item.key));
        Set<String> surveyed = packNames();
        Optional<Set<String>> merged = merge.rewrite(
                packsToMerge(),
                header -> header.type() == RecordHeader.ENTRY
                        ? !gone.contains(header.key())
                        : users.getOrDefault(header.key(), 0) > 0,
                progress);
        Tally tally = new Tally();
        if (merged.isPresent()) {
            surveyed.addAll(merged.get());
            sweep(surveyed, tally);
            removeQuarantined();
        } else {
            remarks.add("Nothing more was removed, because another process has begun to use the store.");
            items.forEach(item -> item.goes = false);
        }
        return report(tally, temporaries, before, packBytes());
    }

    // --- choosing ---

    /** Surveys every entry that counts. If one is damaged, another record of its key may count on the next pass. */
    private void survey() throws IOException {
        List<CacheKey> damaged = new ArrayList<>();
        do {
            damaged.forEach(catalog::read);
            damaged.clear();
            items.clear();
            users.clear();
            catalog.visit((pack, header, position, counts) -> {
                if (counts && header.type() == RecordHeader.ENTRY) {
                    EntryRecord record = pack.entry(position, header);
                    if (record == null) {
                        damaged.add(new CacheKey(header.key()));
                    } else {
                        survey(header, record);
                    }
                }
            });
        } while (!damaged.isEmpty());
    }

    private void survey(RecordHeader header, EntryRecord record) {
        int used = catalog.usedMinute(record.entry().key());
        List<StoredOutput> separate = record.separate();
        separate.forEach(output -> users.merge(output.digest(), 1, Integer::sum));
        items.add(new Item(header.key(), header.length(), used, isPinned(header, used), separate));
    }

    private boolean isPinned(RecordHeader header, int usedMinute) {
        return policy.reachable().contains(new CacheKey(header.key()))
                || isYounger(usedMinute * 60_000L, policy.grace());
    }

    /** Returns whether a time is less than this duration ago. A time in the future is. */
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
        item.separate.forEach(output -> users.merge(output.digest(), -1, Integer::sum));
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
            for (StoredOutput output : item.separate) {
                if (users.getOrDefault(output.digest(), 0) == 0) {
                    bytes -= output.length();
                }
            }
        }
        if (bytes > most) {
            remarks.add("The store keeps more than the requested limit:"
                    + " the remaining entries are reachable, or were used within the grace period.");
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
            for (StoredOutput output : item.separate) {
                bytes += counted.add(output.digest()) ? output.length() : 0;
            }
        }
        return bytes;
    }

    /** Sums up the records that would not be rewritten. */
    private void findGarbage() throws IOException {
        Set<Digest> gone = new HashSet<>();
        items.stream().filter(item -> item.goes).forEach(item -> gone.add(item.key));
        catalog.visit((pack, header, position, counts) -> {
            boolean needed = switch (header.type()) {
                case RecordHeader.ENTRY -> counts && !gone.contains(header.key());
                case RecordHeader.OUTPUT -> counts && users.getOrDefault(header.key(), 0) > 0;
                default -> true;
            };
            if (!needed) {
                garbage.merge(pack.name(), (long) header.length() + Pack.INDEX_ENTRY_BYTES, Long::sum);
            }
        });
    }

    /** Returns the packs whose merging makes the store smaller or repairs it. */
    private Set<String> packsToMerge() throws IOException {
        Set<String> names = Merge.untidy(catalog.packs());
        names.addAll(garbage.keySet());
        return names;
    }

    private GcReport report(Tally tally, long temporaries, long packsBefore, long packsAfter) {
        long goes = items.stream().filter(item -> item.goes).count();
        return new GcReport(
                policy.dryRun(),
                items.size() - goes,
                goes,
                tally.kept,
                tally.removed,
                temporaries,
                packsBefore + tally.bytesKept + tally.bytesRemoved,
                packsAfter + tally.bytesKept,
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

    /** Returns whether no entry needs an object, either because none names it or because a pack has its bytes, too. */
    private boolean isUnused(Digest digest, BasicFileAttributes attributes) {
        return (users.getOrDefault(digest, 0) <= 0 || catalog.hasOutput(digest))
                && !isYounger(attributes.lastModifiedTime().toMillis(), policy.grace());
    }

    private Set<String> packNames() {
        return catalog.packs().stream().map(Pack::name).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Removes objects that no entry needs.
     *
     * @param surveyed the packs whose entries have been surveyed
     */
    private void sweep(Set<String> surveyed, Tally tally) throws IOException {
        Map<Digest, BasicFileAttributes> unused = new TreeMap<>();
        objects.visit((digest, file, attributes) -> {
            if (isUnused(digest, attributes)) {
                unused.put(digest, attributes);
            } else {
                tally.object(attributes.size(), true);
            }
        });
        // Another process begins a log before it looks for objects that it can use, and renews their times. If it has
        // begun by now, its log is among the packs; if it begins later, the times differ.
        boolean complete = areAll(surveyed);
        for (var object : unused.entrySet()) {
            boolean goes = complete && objects.remove(object.getKey(), object.getValue());
            tally.object(object.getValue().size(), !goes);
        }
        if (!complete) {
            remarks.add(
                    "No object was removed, because another process has begun to use the store, or some packs cannot be"
                            + " read; then run doctor.");
        }
    }

    /** Returns whether no other packs than these are there. */
    private boolean areAll(Set<String> surveyed) throws IOException {
        for (String name : layout.packNames()) {
            BasicFileAttributes attributes = files.attributes(layout.packs().resolve(name));
            if (attributes != null && attributes.isRegularFile() && !surveyed.contains(name)) {
                return false;
            }
        }
        return true;
    }

    // --- leftovers ---

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

    private long packBytes() throws IOException {
        long bytes = 0;
        for (String name : files.list(layout.packs())) {
            BasicFileAttributes attributes = files.attributes(layout.packs().resolve(name));
            bytes += attributes != null && attributes.isRegularFile() ? attributes.size() : 0;
        }
        return bytes;
    }
}
