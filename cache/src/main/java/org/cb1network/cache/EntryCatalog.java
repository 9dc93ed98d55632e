package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * All records of all segments, whoever writes them: an index by key, kept up to date, and the reading of single
 * records. Where a key has several records, the earliest sound one counts.
 */
final class EntryCatalog implements Closeable {

    private static final int OFFSET_BITS = 40;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Warnings warnings;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Segment> segments = new TreeMap<>();
    private final List<Segment> byNumber = new ArrayList<>();
    private final Map<String, Object> passedOver = new HashMap<>();
    private final Set<Place> rejected = new HashSet<>();
    private final List<Use> newUses = new ArrayList<>();
    private EntryIndex index = new EntryIndex();

    /** Keys that have several records. */
    private final Set<Digest> duplicates = new HashSet<>();

    EntryCatalog(StoreFiles files, StoreLayout layout, LockFile locks, Warnings warnings) {
        this.files = files;
        this.layout = layout;
        this.locks = locks;
        this.warnings = warnings;
    }

    /**
     * A record and where it is; stays right when the segments are read anew. The start of its checksum tells it from
     * another one that was written to the same place after the segment had been cut.
     */
    record Place(String segment, long position, long checksum) {}

    /** A record that was read and found sound. */
    record Found(EntryRecord record, Place place) {}

    private record Use(long keyPrefix, int minute) {}

    // --- reading ---

    boolean contains(CacheKey key) {
        lock.readLock().lock();
        try {
            return index.location(key.digest()) != EntryIndex.NOWHERE;
        } finally {
            lock.readLock().unlock();
        }
    }

    int size() {
        lock.readLock().lock();
        try {
            return index.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The record of a key, checked, or null. A damaged one is set aside; then another one of this key may serve. */
    @Nullable
    Found read(CacheKey key) {
        boolean rebuilt = false;
        while (true) {
            Reading reading = readOnce(key);
            if (reading == null) {
                return null;
            }
            EntryRecord record = reading.decode(key);
            if (record != null) {
                return new Found(record, reading.place);
            }
            if (!reading.isOfAnotherThan(key)) {
                drop(key, reading);
            } else if (rebuilt) {
                return null;
            } else {
                rebuilt = true;
                rebuildNow();
            }
        }
    }

    /** What stands where the index says that the record of a key is. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    private record Reading(
            Place place,
            @Nullable RecordHeader header,
            byte @Nullable [] record,
            @Nullable IOException failure) {

        /** Whether another record stands there, as it may after the segment was cut and continued. */
        boolean isOfAnotherThan(CacheKey key) {
            return header != null
                    && (header.type() != RecordHeader.ENTRY || !header.key().equals(key.digest()));
        }

        boolean wasSetAside() {
            return header != null && header.state() != RecordHeader.VALID;
        }

        @Nullable
        EntryRecord decode(CacheKey key) {
            boolean sound = header != null
                    && record != null
                    && !wasSetAside()
                    && !isOfAnotherThan(key)
                    && header.matches(record);
            return sound && header != null && record != null ? EntryRecord.decode(header, record) : null;
        }
    }

    private @Nullable Reading readOnce(CacheKey key) {
        lock.readLock().lock();
        try {
            long location = index.location(key.digest());
            return location == EntryIndex.NOWHERE ? null : read(segment(location), offset(location));
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Reading read(Segment segment, long position) {
        try {
            RecordHeader header = segment.header(position);
            byte[] record = header == null ? null : segment.record(position, header);
            return new Reading(place(segment, position, header), header, record, null);
        } catch (IOException e) {
            return new Reading(place(segment, position, null), null, null, e);
        }
    }

    /** The record of a key at this place, checked, whether it counts or not; null if there is none. */
    @Nullable
    Found readAt(CacheKey key, Place place) {
        lock.readLock().lock();
        try {
            Segment segment = segments.get(place.segment);
            Reading reading = segment == null ? null : read(segment, place.position);
            EntryRecord record = reading == null ? null : reading.decode(key);
            return record == null ? null : new Found(record, place);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** A record that was to be forgotten counts again. */
    void remember(CacheKey key, Found found) {
        lock.writeLock().lock();
        try {
            rejected.remove(found.place);
            Segment segment = segments.get(found.place.segment);
            if (segment != null && index.location(key.digest()) == EntryIndex.NOWHERE) {
                long storedAt = found.record.entry().storedAt().toEpochMilli();
                index.put(key.digest(), location(segment, found.place.position), minute(storedAt));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void drop(CacheKey key, Reading reading) {
        String where = "The record of entry " + key.digest().shortHex() + " at byte " + reading.place.position
                + " of entries/" + reading.place.segment;
        if (reading.failure != null) {
            warnings.warn(
                    StoreWarning.Kind.UNREADABLE,
                    where + " cannot be read (" + Failures.text(reading.failure) + "). The entry counts as missing.");
        } else if (!reading.wasSetAside()) {
            warnings.warn(StoreWarning.Kind.CORRUPT_RECORD, where + " is damaged. The entry counts as missing.");
            if (isSettled(reading.place.segment)) {
                setAside(reading.place);
            }
        }
        forget(key, reading.place);
    }

    /** Whether a segment is not being written by another process, whose last bytes may be under way to this machine. */
    private boolean isSettled(String segment) {
        if (locks.isMine(LockPosition.segment(segment))) {
            return true;
        }
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.segment(segment));
        held.ifPresent(LockFile.Held::close);
        return held.isPresent();
    }

    /** From now on this record does not count, in this process; another one of its key may do so. */
    void forget(CacheKey key, Place place) {
        lock.writeLock().lock();
        try {
            rejected.add(place);
            long location = index.location(key.digest());
            if (location == EntryIndex.NOWHERE
                    || offset(location) != place.position
                    || !segment(location).name().equals(place.segment)) {
                return;
            }
            index.remove(key.digest());
            if (duplicates.contains(key.digest())) {
                rebuild();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Reads every record that counts of these segments and drops the damaged ones, so that others of their keys take
     * their place.
     */
    void check(Collection<String> names) throws IOException {
        List<CacheKey> damaged;
        do {
            damaged = damaged(names);
            damaged.forEach(this::read);
        } while (!damaged.isEmpty());
    }

    private List<CacheKey> damaged(Collection<String> names) throws IOException {
        List<CacheKey> damaged = new ArrayList<>();
        visit(names, (segment, header, position, counts) -> {
            if (counts && segment.entry(position, header) == null) {
                damaged.add(new CacheKey(header.key()));
            }
        });
        return damaged;
    }

    /** Marks a record in its segment so that it does not count for anyone; if that is not possible, so be it. */
    void setAside(Place place) {
        try {
            if (isThere(place)) {
                files.overwrite(
                        Step.SET_RECORD_ASIDE,
                        layout.entries().resolve(place.segment),
                        place.position + RecordHeader.STATE_OFFSET,
                        RecordHeader.SET_ASIDE);
            }
        } catch (IOException e) {
            // Every process will then notice the damage for itself.
            return;
        }
    }

    private boolean isThere(Place place) throws IOException {
        lock.readLock().lock();
        try {
            Segment segment = segments.get(place.segment);
            RecordHeader header = segment == null ? null : segment.header(place.position);
            return segment != null && header != null && place.equals(place(segment, place.position, header));
        } finally {
            lock.readLock().unlock();
        }
    }

    static Place place(Segment segment, long position, @Nullable RecordHeader header) {
        return new Place(
                segment.name(), position, header == null ? 0 : header.checksum().first());
    }

    /** Minute since 1970 in which a key was last used. */
    int usedMinute(CacheKey key) {
        lock.readLock().lock();
        try {
            return index.usedMinute(key.digest());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Minute since 1970 in which a key that begins with these bytes was last used; 0 if there is none. */
    int usedMinute(long keyPrefix) {
        lock.readLock().lock();
        try {
            return index.usedMinute(keyPrefix);
        } finally {
            lock.readLock().unlock();
        }
    }

    // --- what others wrote ---

    /** Looks for what other processes have written or removed. */
    void refresh() {
        lock.writeLock().lock();
        try {
            update();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void update() {
        Map<String, BasicFileAttributes> present = present();
        if (present == null) {
            return;
        }
        if (somethingVanished(present)) {
            forgetAll();
        }
        present.forEach(this::update);
        newUses.forEach(use -> index.use(use.keyPrefix, use.minute));
        newUses.clear();
    }

    private void rebuildNow() {
        lock.writeLock().lock();
        try {
            rebuild();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void rebuild() {
        forgetAll();
        update();
    }

    private void forgetAll() {
        segments.values().forEach(Segment::close);
        segments.clear();
        byNumber.clear();
        index = new EntryIndex();
        duplicates.clear();
    }

    private @Nullable Map<String, BasicFileAttributes> present() {
        Map<String, BasicFileAttributes> present = new TreeMap<>();
        try {
            for (String name : files.list(layout.entries())) {
                if (!Segment.isSegment(name)) {
                    continue;
                }
                BasicFileAttributes attributes =
                        files.attributes(layout.entries().resolve(name));
                if (attributes != null) {
                    present.put(name, attributes);
                }
            }
            return present;
        } catch (IOException e) {
            warnings.warn(
                    StoreWarning.Kind.UNREADABLE,
                    "Cannot look for entries in the store " + layout.root() + ": " + Failures.text(e) + ".");
            return null;
        }
    }

    private boolean somethingVanished(Map<String, BasicFileAttributes> present) {
        for (Segment segment : segments.values()) {
            BasicFileAttributes now = present.get(segment.name());
            if (now == null
                    || now.size() < segment.scannedTo()
                    || !Segment.identity(now).equals(segment.identity())
                    || !segment.stillHolds(now.lastModifiedTime().toMillis())) {
                return true;
            }
        }
        return false;
    }

    private void update(String name, BasicFileAttributes attributes) {
        Segment segment = segments.get(name);
        if (segment == null) {
            segment = openSegment(name, attributes);
        }
        if (segment == null || attributes.size() <= segment.scannedTo()) {
            return;
        }
        try {
            scan(segment);
        } catch (IOException e) {
            segment.scannedTo(attributes.size());
            segment.markUnreadable();
            passOver(name, attributes, "cannot be read to its end (" + Failures.text(e) + ")");
        }
    }

    private @Nullable Segment openSegment(String name, BasicFileAttributes attributes) {
        if (Segment.identity(attributes).equals(passedOver.get(name))) {
            return null;
        }
        if (!attributes.isRegularFile()) {
            return passOver(name, attributes, "is not a regular file");
        }
        if (attributes.size() < Segment.HEADER_BYTES) {
            // Another process is about to write its first bytes, or has ended before.
            return null;
        }
        try {
            Segment segment = Segment.open(files, layout.entries().resolve(name), byNumber.size());
            if (segment.version() != Segment.VERSION) {
                segment.close();
                return passOver(name, attributes, "was written by a newer program");
            }
            if (segment.damaged()) {
                warnings.warn(
                        StoreWarning.Kind.DAMAGED_SEGMENT,
                        "The head of entries/" + name + " is damaged; its records are read all the same.");
            }
            add(segment);
            return segment;
        } catch (IOException e) {
            return passOver(name, attributes, "cannot be opened (" + Failures.text(e) + ")");
        }
    }

    private @Nullable Segment passOver(String name, BasicFileAttributes attributes, String why) {
        passedOver.put(name, Segment.identity(attributes));
        warnings.warn(
                StoreWarning.Kind.UNREADABLE, "entries/" + name + " " + why + "; what it holds counts as missing.");
        return null;
    }

    private void add(Segment segment) {
        segments.put(segment.name(), segment);
        byNumber.add(segment);
    }

    private void scan(Segment segment) throws IOException {
        SegmentScanner scanner = segment.scanner();
        long end = scanner.scan(segment.scannedTo(), new SegmentScanner.Visitor() {
            @Override
            public void record(RecordHeader header, long position) throws IOException {
                segment.last(position, header);
                if (header.type() == RecordHeader.ENTRY) {
                    admit(header, segment, position);
                } else if (header.type() == RecordHeader.USES) {
                    admitUses(header, scanner.record(position, header));
                }
            }

            @Override
            public void damage(long from, long to) {
                segment.markDamaged(from, to);
                warnings.warn(
                        StoreWarning.Kind.DAMAGED_SEGMENT,
                        "entries/" + segment.name() + " is damaged from byte " + from + " to " + to
                                + "; entries in between count as missing.");
            }
        });
        segment.scannedTo(end);
    }

    private void admitUses(RecordHeader header, byte[] record) {
        if (header.matches(record)) {
            UseRecord.decode(record, (prefix, minute) -> newUses.add(new Use(prefix, minute)));
        }
    }

    /** Enters a record into the index, unless it was set aside or another record of its key counts. */
    private void admit(RecordHeader header, Segment segment, long position) throws IOException {
        if (header.state() != RecordHeader.VALID
                || (!rejected.isEmpty() && rejected.contains(place(segment, position, header)))) {
            return;
        }
        long location = location(segment, position);
        long known = index.location(header.key());
        if (known != EntryIndex.NOWHERE && known != location && counts(known, header)) {
            return;
        }
        index.put(header.key(), location, minute(header.storedAt()));
    }

    /** Whether the record that is known counts, rather than another one of the same key. */
    private boolean counts(long known, RecordHeader other) throws IOException {
        RecordHeader first = segment(known).header(offset(known));
        if (first == null || first.state() != RecordHeader.VALID) {
            return false;
        }
        duplicates.add(other.key());
        if (first.contents() == other.contents()) {
            return true;
        }
        warnings.warn(
                StoreWarning.Kind.CONFLICT,
                "The entry " + new CacheKey(other.key()).digest().shortHex()
                        + " was published with two contents by processes that did not see each other. The earlier one"
                        + " counts. Either its computation is not determined by its key, or the key leaves something"
                        + " out.");
        return precedes(first, other);
    }

    /** The earlier one counts; the contents decide between equal times, so that every process decides alike. */
    private static boolean precedes(RecordHeader a, RecordHeader b) {
        return a.storedAt() != b.storedAt()
                ? a.storedAt() < b.storedAt()
                : Long.compareUnsigned(a.contents(), b.contents()) < 0;
    }

    // --- what this process wrote ---

    /** Takes up a segment that this process has just created. */
    void add(Path file) throws IOException {
        lock.writeLock().lock();
        try {
            if (!segments.containsKey(file.getFileName().toString())) {
                add(Segment.open(files, file, byNumber.size()));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes up a record that this process has just appended to this segment, where the next one will be at {@code end}. */
    void appended(Segment own, RecordHeader header, long position, long end) {
        lock.writeLock().lock();
        try {
            Segment segment = segments.get(own.name());
            // Missing where the file was removed meanwhile; the record is rescued with all others.
            if (segment != null && segment.identity().equals(own.identity())) {
                index.put(header.key(), location(segment, position), minute(header.storedAt()));
                if (segment.scannedTo() == position) {
                    segment.scannedTo(end);
                    segment.last(position, header);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Notes uses, each the first 8 bytes of a key and a minute. */
    void used(long[] keyPrefixes, int[] minutes) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < keyPrefixes.length; i++) {
                index.use(keyPrefixes[i], minutes[i]);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Reads a segment to its end, which nobody moves now, and returns it; null if it is gone or unreadable. */
    @Nullable
    Segment readToEnd(String name) {
        lock.writeLock().lock();
        try {
            update();
            return segments.get(name);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The segments known, as they are now. */
    List<Segment> segments() {
        lock.readLock().lock();
        try {
            return List.copyOf(segments.values());
        } finally {
            lock.readLock().unlock();
        }
    }

    // --- all records ---

    /** Takes every record of every segment. */
    interface Visitor {

        /**
         * Takes one.
         *
         * @param counts whether this is the record that the index names for its key
         */
        void record(Segment segment, RecordHeader header, long position, boolean counts) throws IOException;
    }

    /** Visits all records; nothing can be appended meanwhile by this process. */
    void visit(Visitor visitor) throws IOException {
        visit(segmentNames(), visitor);
    }

    /** Visits all records of these segments. */
    void visit(Collection<String> names, Visitor visitor) throws IOException {
        lock.readLock().lock();
        try {
            for (String name : names) {
                Segment segment = segments.get(name);
                if (segment == null) {
                    continue;
                }
                segment.scanner().scan(Segment.HEADER_BYTES, (header, position) -> {
                    boolean counts = header.type() == RecordHeader.ENTRY
                            && index.location(header.key()) == location(segment, position);
                    visitor.record(segment, header, position, counts);
                });
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** All keys, in no particular order. */
    List<CacheKey> keys() throws IOException {
        List<CacheKey> keys = new ArrayList<>(size());
        visit((segment, header, position, counts) -> {
            if (counts) {
                keys.add(new CacheKey(header.key()));
            }
        });
        return keys;
    }

    /** Names of the segments known. */
    List<String> segmentNames() {
        lock.readLock().lock();
        try {
            return List.copyOf(segments.keySet());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What is the matter with a damaged segment. */
    String damage(String name) {
        lock.readLock().lock();
        try {
            Segment segment = segments.get(name);
            return segment == null ? "" : segment.damaged() ? segment.damage() : "Its end is no record.";
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            forgetAll();
        } finally {
            lock.writeLock().unlock();
        }
    }

    // --- locations: number of the segment and position in it in one word ---

    private static long location(Segment segment, long position) {
        return ((long) segment.number() << OFFSET_BITS) | position;
    }

    private static long offset(long location) {
        return location & ((1L << OFFSET_BITS) - 1);
    }

    private Segment segment(long location) {
        return byNumber.get((int) (location >>> OFFSET_BITS));
    }

    private static int minute(long millis) {
        long minute = Math.floorDiv(millis, 60_000L);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, minute));
    }
}
