package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
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
 * The records of all segments: an index over them, reading one, and appending to a segment of one's own.
 *
 * <p>Every process appends to a segment that it has locked, and reads those of all others. When it starts to write it
 * continues a segment that nobody holds, so that there are about as many segments as there ever were writers at once.
 * Locks are taken in the order {@code forcing}, {@code appending}, {@code lock}.
 */
final class EntryLog implements Closeable {

    /** A segment of this size is full: nobody continues it. */
    static final long FULL_BYTES = 256L << 20;

    /** A segment of this size is not continued by another process. */
    private static final long ADOPT_BELOW_BYTES = FULL_BYTES / 4;

    /** Appended records become durable in groups, at most so often. */
    private static final long FORCE_EVERY_NANOS = Duration.ofMillis(200).toNanos();

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
    private boolean duplicates;

    private final Object forcing = new Object();
    private final Object appending = new Object();
    private final List<SegmentWriter> retired = new ArrayList<>();
    private @Nullable SegmentWriter writer;
    private long lastForced = System.nanoTime();

    EntryLog(StoreFiles files, StoreLayout layout, LockFile locks, Warnings warnings) {
        this.files = files;
        this.layout = layout;
        this.locks = locks;
        this.warnings = warnings;
    }

    /** Where a record is, also after the log was read anew. */
    record Place(String segment, long position) {}

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
        while (true) {
            Reading reading = readOnce(key);
            if (reading == null) {
                return null;
            }
            EntryRecord record = reading.decode(key);
            if (record != null) {
                return new Found(record, reading.place);
            }
            drop(key, reading);
        }
    }

    /** What stands where the index says that the record of a key is. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    private record Reading(
            Place place,
            @Nullable RecordHeader header,
            byte @Nullable [] record,
            @Nullable IOException failure) {

        boolean wasSetAside() {
            return header != null && header.state() != RecordHeader.VALID;
        }

        @Nullable
        EntryRecord decode(CacheKey key) {
            boolean sound = header != null
                    && record != null
                    && !wasSetAside()
                    && header.type() == RecordHeader.ENTRY
                    && header.key().equals(key.digest())
                    && header.matches(record);
            return sound && header != null && record != null ? EntryRecord.decode(header, record) : null;
        }
    }

    private @Nullable Reading readOnce(CacheKey key) {
        lock.readLock().lock();
        try {
            long location = index.location(key.digest());
            if (location == EntryIndex.NOWHERE) {
                return null;
            }
            Place place = place(location);
            try {
                Segment segment = segment(location);
                RecordHeader header = segment.header(place.position);
                byte[] record = header == null ? null : segment.record(place.position, header);
                return new Reading(place, header, record, null);
            } catch (IOException e) {
                return new Reading(place, null, null, e);
            }
        } finally {
            lock.readLock().unlock();
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
            warnings.warn(
                    StoreWarning.Kind.CORRUPT_RECORD,
                    where + " is damaged. It was set aside; the entry counts as missing.");
            setAside(reading.place);
        }
        forget(key, reading.place);
    }

    /** From now on this record does not count, in this process. */
    void forget(CacheKey key, Place place) {
        lock.writeLock().lock();
        try {
            rejected.add(place);
            long location = index.location(key.digest());
            if (location == EntryIndex.NOWHERE || !place(location).equals(place)) {
                return;
            }
            index.remove(key.digest());
            if (duplicates) {
                rebuild();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Marks a record in its segment so that it does not count for anyone; if that is not possible, so be it. */
    void setAside(Place place) {
        try {
            files.overwrite(
                    Step.SET_RECORD_ASIDE,
                    layout.entries().resolve(place.segment),
                    place.position + RecordHeader.STATE_OFFSET,
                    RecordHeader.SET_ASIDE);
        } catch (IOException e) {
            // Every process will then notice the damage for itself.
            return;
        }
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

    // --- what others wrote ---

    /** Looks for what other processes have written or removed. */
    void refresh() throws IOException {
        lock.writeLock().lock();
        try {
            update();
        } finally {
            lock.writeLock().unlock();
        }
        rescue();
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

    private void rebuild() {
        forgetAll();
        update();
    }

    private void forgetAll() {
        segments.values().forEach(Segment::close);
        segments.clear();
        byNumber.clear();
        index = new EntryIndex();
        duplicates = false;
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
                    || !Segment.identity(now).equals(segment.identity())) {
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
                || (!rejected.isEmpty() && rejected.contains(new Place(segment.name(), position)))) {
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
        duplicates = true;
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

    // --- writing ---

    /** Appends an entry, from when on it can be found. */
    void append(EntryRecord entry) throws IOException {
        byte[] record = entry.encode();
        RecordHeader header = RecordHeader.of(record);
        synchronized (appending) {
            SegmentWriter to = writer();
            long position = to.append(record);
            lock.writeLock().lock();
            try {
                Segment segment = segments.get(to.segment().name());
                // Null where the file was removed meanwhile; the record is rescued with all others.
                if (segment != null && segment.identity().equals(to.segment().identity())) {
                    index.put(header.key(), location(segment, position), minute(header.storedAt()));
                    if (segment.scannedTo() == position) {
                        segment.scannedTo(to.position());
                    }
                }
            } finally {
                lock.writeLock().unlock();
            }
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
        lock.writeLock().lock();
        try {
            for (int i = 0; i < keyPrefixes.length; i++) {
                index.use(keyPrefixes[i], minutes[i]);
            }
        } finally {
            lock.writeLock().unlock();
        }
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
    private @Nullable SegmentWriter adopt() throws IOException {
        if (!locks.betweenProcesses()) {
            return null;
        }
        List<Segment> candidates;
        lock.readLock().lock();
        try {
            candidates = List.copyOf(segments.values());
        } finally {
            lock.readLock().unlock();
        }
        for (Segment candidate : candidates) {
            if (candidate.damaged() || candidate.scannedTo() >= ADOPT_BELOW_BYTES) {
                continue;
            }
            Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.segment(candidate.name()));
            if (held.isPresent()) {
                SegmentWriter adopted = adopt(candidate.name(), held.get());
                if (adopted != null) {
                    return adopted;
                }
                held.get().close();
            }
        }
        return null;
    }

    private @Nullable SegmentWriter adopt(String name, LockFile.Held held) throws IOException {
        long end = soundEnd(name);
        if (end < 0) {
            return null;
        }
        Path file = layout.entries().resolve(name);
        Segment segment = Segment.open(files, file, 0);
        try {
            if (segment.length() > end) {
                files.truncate(Step.CUT_SEGMENT, file, end);
                warnings.warn(
                        StoreWarning.Kind.TORN_TAIL,
                        "A process ended while it wrote to entries/" + name
                                + "; its last record was incomplete and was dropped.");
            }
            StoreFiles.Output output = files.append(Step.APPEND_RECORD, file);
            return new SegmentWriter(files, segment, output, held, end, false);
        } catch (IOException e) {
            segment.close();
            throw e;
        }
    }

    /** Reads a segment to its end, which nobody moves now, and returns the end of its last record; -1 if unfit. */
    private long soundEnd(String name) {
        lock.writeLock().lock();
        try {
            update();
            Segment segment = segments.get(name);
            return segment == null || segment.damaged() || segment.scannedTo() >= ADOPT_BELOW_BYTES
                    ? -1
                    : segment.scannedTo();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private SegmentWriter create() throws IOException {
        String name = Segment.newName();
        Path file = layout.entries().resolve(name);
        LockFile.Held held = locks.tryExclusive(LockPosition.segment(name))
                .orElseThrow(() -> new IOException("the name of a new segment is taken: " + name));
        StoreFiles.Output output = null;
        try {
            output = files.create(Step.CREATE_SEGMENT, file);
            byte[] header = Segment.header(name);
            output.write(Step.START_SEGMENT, header, 0, header.length);
            Segment own = Segment.open(files, file, 0);
            lock.writeLock().lock();
            try {
                if (!segments.containsKey(name)) {
                    add(Segment.open(files, file, byNumber.size()));
                }
            } finally {
                lock.writeLock().unlock();
            }
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

    /** Writes the own segment once more if someone removed it; its records would be lost with this process. */
    private void rescue() throws IOException {
        synchronized (appending) {
            SegmentWriter orphan = writer;
            if (orphan == null || inPlace(orphan)) {
                return;
            }
            writer = create();
            SegmentWriter to = writer;
            Segment from = orphan.segment();
            from.scanner().scan(Segment.HEADER_BYTES, (header, position) -> {
                byte[] record = from.record(position, header);
                if (record != null && header.state() == RecordHeader.VALID && header.matches(record)) {
                    to.append(record);
                }
            });
            orphan.close();
            lock.writeLock().lock();
            try {
                update();
            } finally {
                lock.writeLock().unlock();
            }
        }
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
            List<SegmentWriter> finished;
            SegmentWriter open;
            synchronized (appending) {
                finished = List.copyOf(retired);
                retired.clear();
                open = writer;
            }
            for (SegmentWriter one : finished) {
                force(one);
                one.close();
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

    /** For each segment that is damaged, but for a torn end, what is the matter. */
    Map<String, String> damages() {
        lock.readLock().lock();
        try {
            Map<String, String> damages = new TreeMap<>();
            for (Segment segment : segments.values()) {
                if (segment.damaged()) {
                    damages.put(segment.name(), segment.damage());
                }
            }
            return damages;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            seal();
        } finally {
            lock.writeLock().lock();
            try {
                forgetAll();
            } finally {
                lock.writeLock().unlock();
            }
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

    private Place place(long location) {
        return new Place(segment(location).name(), offset(location));
    }

    private static int minute(long millis) {
        long minute = Math.floorDiv(millis, 60_000L);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, minute));
    }
}
