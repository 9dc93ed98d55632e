package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
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
 * An in-memory index of all records in the packs of all writers, which also reads single records. If a key has several
 * records, the earliest sound one that has not been set aside counts.
 *
 * <p>A file is identified by its name: names are random or digests, and files only ever grow at their end.
 */
final class Catalog implements Closeable {

    private static final int OFFSET_BITS = 40;

    /** Looks at the packs until none has come or gone meanwhile, at most. */
    private static final int MOST_LOOKS = 5;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final DistinctWarnings warnings;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Pack> packs = new TreeMap<>();
    private final List<Pack> byNumber = new ArrayList<>();
    private final Map<String, Long> passedOver = new HashMap<>();

    /** First bytes of the checksums of records that do not count. */
    private final Set<Long> rejected = new HashSet<>();

    /** Keys of sound records whose content is wrong. */
    private final Set<Digest> distrusted = new HashSet<>();

    /** Damaged records that have not yet been reported to other processes. */
    private final List<RecordPlace> condemned = new ArrayList<>();

    private final List<Use> newUses = new ArrayList<>();
    private EntryIndex entries = new EntryIndex();
    private EntryIndex outputs = new EntryIndex();

    /** Keys and digests that have several records. */
    private final Set<Digest> duplicates = new HashSet<>();

    Catalog(StoreFiles files, StoreLayout layout, DistinctWarnings warnings) {
        this.files = files;
        this.layout = layout;
        this.warnings = warnings;
    }

    /** A record's type, key, first checksum bytes and position. */
    record RecordPlace(String pack, long position, byte type, Digest key, long checksum) {

        static RecordPlace of(Pack pack, long position, RecordHeader header) {
            return new RecordPlace(
                    pack.name(),
                    position,
                    header.type(),
                    header.key(),
                    header.checksum().first());
        }
    }

    /** An entry that was read and passed its checks. */
    record Found(EntryRecord record, RecordPlace place) {}

    private record Use(long keyPrefix, int minute) {}

    // --- reading ---

    boolean contains(CacheKey key) {
        return isKnown(entries, key.digest());
    }

    /** Returns whether a pack has the bytes of an output. Only the length is checked. */
    boolean hasOutput(Digest digest) {
        return isKnown(outputs, digest);
    }

    private boolean isKnown(EntryIndex index, Digest key) {
        lock.readLock().lock();
        try {
            return index.location(key) != EntryIndex.NOWHERE;
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Returns whether a record of an entry or output, or an equivalent one, counts. Records of other types are never
     * known.
     */
    boolean knows(RecordHeader header) {
        return (header.type() == RecordHeader.ENTRY || header.type() == RecordHeader.OUTPUT)
                && (isKnown(index(header.type()), header.key())
                        || isRejected(header.checksum().first()));
    }

    int size() {
        lock.readLock().lock();
        try {
            return entries.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the name of a pack that has an output and is not retired. Only such a pack can be relied on. */
    Optional<String> reliablePackOf(Digest output) {
        lock.readLock().lock();
        try {
            long location = outputs.location(output);
            return location == EntryIndex.NOWHERE || pack(location).isRetired()
                    ? Optional.empty()
                    : Optional.of(pack(location).name());
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Returns the entry of a key after checking it, or null. Damaged records are dropped, and another record of the key
     * is tried.
     */
    @Nullable
    Found read(CacheKey key) {
        Found[] found = new Found[1];
        read(RecordHeader.ENTRY, key.digest(), (header, record, place) -> {
            EntryRecord entry = EntryRecord.decode(header, record);
            found[0] = entry == null ? null : new Found(entry, place);
            return entry != null;
        });
        return found[0];
    }

    /** Returns the checked record of an entry or of an output, header and body, or null. */
    byte @Nullable [] readRecord(byte type, Digest key) {
        byte[][] found = new byte[1][];
        read(type, key, (header, record, place) -> {
            found[0] = record;
            return true;
        });
        return found[0];
    }

    /** Returns the checked bytes of an output stored in a pack, or null. */
    byte @Nullable [] readOutput(Digest digest) {
        byte[][] found = new byte[1][];
        read(RecordHeader.OUTPUT, digest, (header, record, place) -> {
            boolean right =
                    Digest.of(record, RecordHeader.BYTES, header.bodyLength()).equals(digest);
            found[0] = right ? Arrays.copyOfRange(record, RecordHeader.BYTES, record.length) : null;
            return right;
        });
        return found[0];
    }

    /** Receives a record whose checksums are right. */
    private interface Reader {
        boolean accept(RecordHeader header, byte[] record, RecordPlace place);
    }

    private void read(byte type, Digest key, Reader reader) {
        boolean rebuilt = false;
        while (true) {
            Attempt attempt = readOnce(type, key, reader);
            if (attempt.done) {
                return;
            }
            if (attempt.failure != null && !rebuilt) {
                // The file may have been removed after its records were copied.
                rebuilt = true;
                rebuildNow();
            } else {
                drop(attempt);
            }
        }
    }

    private record Attempt(
            boolean done,
            @Nullable RecordPlace place,
            @Nullable IOException failure) {}

    private Attempt readOnce(byte type, Digest key, Reader reader) {
        lock.readLock().lock();
        try {
            long location = index(type).location(key);
            if (location == EntryIndex.NOWHERE) {
                return new Attempt(true, null, null);
            }
            Pack pack = pack(location);
            long position = offset(location);
            RecordPlace place = new RecordPlace(pack.name(), position, type, key, 0);
            try {
                RecordHeader header = pack.header(position);
                boolean own =
                        header != null && header.type() == type && header.key().equals(key);
                byte[] record = header == null || !own ? null : pack.soundRecord(position, header);
                if (header != null && own) {
                    place = RecordPlace.of(pack, position, header);
                }
                return new Attempt(
                        header != null && record != null && reader.accept(header, record, place), place, null);
            } catch (IOException e) {
                return new Attempt(false, place, e);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private void drop(Attempt attempt) {
        RecordPlace place = attempt.place;
        if (place == null) {
            return;
        }
        String where = "The record of " + (place.type == RecordHeader.ENTRY ? "entry " : "output ")
                + place.key.shortHex() + " at byte " + place.position + " of packs/" + place.pack;
        if (attempt.failure != null) {
            warnings.warn(
                    StoreWarning.Kind.UNREADABLE,
                    where + " cannot be read (" + FileProblem.describe(attempt.failure) + "). It counts as missing.");
        } else {
            warnings.warn(StoreWarning.Kind.CORRUPT_RECORD, where + " is damaged. It counts as missing.");
        }
        lock.writeLock().lock();
        try {
            RecordPlace exact = place.checksum == 0 ? exactly(place) : place;
            if (attempt.failure == null && exact.checksum != 0) {
                condemned.add(exact);
            }
            forget(exact);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Returns the place with its checksum. The pack's index has the checksum even if the record's header is damaged.
     */
    private RecordPlace exactly(RecordPlace place) {
        RecordPlace[] exact = {place};
        Pack pack = packs.get(place.pack);
        try {
            if (pack != null) {
                pack.visit((header, position) -> {
                    if (position == place.position) {
                        exact[0] = RecordPlace.of(pack, position, header);
                    }
                });
            }
        } catch (IOException e) {
            return place;
        }
        return exact[0];
    }

    /** Returns the damaged records found since the last call. */
    List<RecordPlace> takeCondemned() {
        lock.writeLock().lock();
        try {
            List<RecordPlace> taken = List.copyOf(condemned);
            condemned.clear();
            return taken;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Ignores this record in this process from now on. Another record of its key may then count. */
    void forget(RecordPlace place) {
        lock.writeLock().lock();
        try {
            if (place.checksum != 0) {
                rejected.add(place.checksum);
            }
            EntryIndex index = index(place.type);
            long location = index.location(place.key);
            if (location == EntryIndex.NOWHERE
                    || offset(location) != place.position
                    || !pack(location).name().equals(place.pack)) {
                return;
            }
            index.remove(place.key);
            if (duplicates.contains(place.key)) {
                rebuild();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Returns whether records with this checksum are ignored. */
    boolean isRejected(long checksum) {
        lock.readLock().lock();
        try {
            return rejected.contains(checksum);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns whether a record of this key was set aside because its content was wrong. */
    boolean isDistrusted(CacheKey key) {
        lock.readLock().lock();
        try {
            return distrusted.contains(key.digest());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the minute since 1970 in which a key was last used. */
    int usedMinute(CacheKey key) {
        lock.readLock().lock();
        try {
            return entries.usedMinute(key.digest());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the minute since 1970 in which a key with this prefix was last used, or 0 if there is none. */
    int usedMinute(long keyPrefix) {
        lock.readLock().lock();
        try {
            return entries.usedMinute(keyPrefix);
        } finally {
            lock.readLock().unlock();
        }
    }

    // --- what other processes wrote ---

    /** Looks for records that other processes have written or removed. */
    void refresh() {
        lock.writeLock().lock();
        try {
            update();
        } finally {
            lock.writeLock().unlock();
        }
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
        for (Pack pack : packs.values()) {
            pack.close();
        }
        packs.clear();
        byNumber.clear();
        entries = new EntryIndex();
        outputs = new EntryIndex();
        duplicates.clear();
    }

    /**
     * Reads what is new. A log that its process seals just now may be missing in a listing, or be gone when it is opened; then there
     * is another look.
     */
    private void update() {
        boolean stable = false;
        for (int looks = 0; looks < MOST_LOOKS && !stable; looks++) {
            Set<String> present = present();
            if (present == null) {
                return;
            }
            stable = present.containsAll(packs.keySet());
            if (!stable) {
                forgetAll();
            }
            for (String name : present) {
                stable &= update(name);
            }
        }
        for (Use use : newUses) {
            entries.use(use.keyPrefix, use.minute);
        }
        newUses.clear();
    }

    private @Nullable Set<String> present() {
        try {
            return layout.packNames();
        } catch (IOException e) {
            warnings.warn(
                    StoreWarning.Kind.UNREADABLE,
                    "Cannot look for entries in the store " + layout.root() + ": " + FileProblem.describe(e) + ".");
            return null;
        }
    }

    /** Reads what is new in a pack. Returns false if it is gone. */
    private boolean update(String name) {
        Pack pack = packs.get(name);
        if (pack != null && !Pack.isLog(name)) {
            return true;
        }
        try {
            if (pack == null) {
                BasicFileAttributes attributes = files.attributes(layout.packs().resolve(name));
                if (attributes == null) {
                    return false;
                }
                pack = openPack(name, attributes);
            }
            if (pack != null && (!Pack.isLog(name) || pack.length() > pack.scannedTo())) {
                read(pack);
            }
        } catch (IOException e) {
            if (pack != null) {
                pack.noteDamage("It cannot be read completely.");
            }
            passOver(name, "cannot be read completely (" + FileProblem.describe(e) + ")");
        }
        return true;
    }

    private @Nullable Pack openPack(String name, BasicFileAttributes attributes) {
        Path file = layout.packs().resolve(name);
        try {
            if (passedOver.getOrDefault(name, -1L) == attributes.size()) {
                return null;
            }
            if (!attributes.isRegularFile()) {
                return passOver(name, "is not a regular file");
            }
            Pack pack = Pack.open(files, file, byNumber.size());
            if (pack.version() != Pack.VERSION) {
                pack.close();
                return passOver(name, "was written by a newer program");
            }
            add(pack);
            return pack;
        } catch (IOException e) {
            return passOver(name, "cannot be opened (" + FileProblem.describe(e) + ")");
        }
    }

    private @Nullable Pack passOver(String name, String why) {
        try {
            BasicFileAttributes attributes = files.attributes(layout.packs().resolve(name));
            passedOver.put(name, attributes == null ? -1L : attributes.size());
        } catch (IOException e) {
            passedOver.put(name, -1L);
        }
        warnings.warn(StoreWarning.Kind.UNREADABLE, "packs/" + name + " " + why + "; its contents count as missing.");
        return null;
    }

    private void add(Pack pack) {
        packs.put(pack.name(), pack);
        byNumber.add(pack);
    }

    private void read(Pack pack) throws IOException {
        pack.visitNew((header, position) -> admit(header, pack, position));
        if (pack.damaged()) {
            warnings.warn(
                    StoreWarning.Kind.DAMAGED_PACK,
                    "packs/" + pack.name() + " is damaged; its sound records are still used. " + pack.damage());
        }
    }

    /** Indexes a record, unless it was set aside or another record of its key takes precedence. */
    private void admit(RecordHeader header, Pack pack, long position) throws IOException {
        switch (header.type()) {
            case RecordHeader.ENTRY, RecordHeader.OUTPUT -> admit(index(header.type()), header, pack, position);
            case RecordHeader.SET_ASIDE -> reject(header);
            case RecordHeader.USES -> {
                byte[] record = pack.soundRecord(position, header);
                if (record != null) {
                    UseRecord.decode(record, (prefix, minute) -> newUses.add(new Use(prefix, minute)));
                }
            }
            default -> {
                // A later version may write records of other types.
            }
        }
    }

    private void admit(EntryIndex index, RecordHeader header, Pack pack, long position) throws IOException {
        if (!rejected.isEmpty() && rejected.contains(header.checksum().first())) {
            return;
        }
        long location = location(pack, position);
        long known = index.location(header.key());
        if (known == EntryIndex.NOWHERE || known == location || !counts(known, header, pack)) {
            index.put(header.key(), location, minute(header.storedAt()));
        }
    }

    /** Returns whether the known record counts rather than another one of the same key. */
    private boolean counts(long known, RecordHeader other, Pack otherPack) throws IOException {
        RecordHeader first = pack(known).header(offset(known));
        if (first == null || first.type() != other.type()) {
            return false;
        }
        duplicates.add(other.key());
        if (other.type() == RecordHeader.OUTPUT || first.contents() == other.contents()) {
            return !pack(known).isRetired() || otherPack.isRetired();
        }
        warnings.warn(
                StoreWarning.Kind.CONFLICT,
                "Entry " + other.key().shortHex()
                        + " was published with two different contents by processes that did not see each other."
                        + " The earlier one counts. Either the computation is not deterministic, or the key lacks"
                        + " something that the result depends on.");
        return precedes(first, other);
    }

    /** Returns whether the first record is earlier. Contents break ties, so that every process decides alike. */
    private static boolean precedes(RecordHeader a, RecordHeader b) {
        return a.storedAt() != b.storedAt()
                ? a.storedAt() < b.storedAt()
                : Long.compareUnsigned(a.contents(), b.contents()) < 0;
    }

    /** Handles a record which says that another record no longer counts. */
    private void reject(RecordHeader header) throws IOException {
        if (header.bodyLength() > 0) {
            distrusted.add(header.key());
        }
        if (!rejected.add(header.contents())) {
            return;
        }
        for (EntryIndex index : List.of(entries, outputs)) {
            long location = index.location(header.key());
            if (location != EntryIndex.NOWHERE && !isOtherThan(header.contents(), location)) {
                index.remove(header.key());
                if (duplicates.contains(header.key())) {
                    // The other record may already have been dropped.
                    restoreFrom(header.key(), index);
                }
            }
        }
    }

    /** Returns whether a sound record with another checksum is at this location. */
    private boolean isOtherThan(long checksum, long location) throws IOException {
        RecordHeader header = pack(location).header(offset(location));
        return header != null && header.checksum().first() != checksum;
    }

    private void restoreFrom(Digest key, EntryIndex index) throws IOException {
        for (Pack pack : List.copyOf(packs.values())) {
            pack.visit((header, position) -> {
                if (header.key().equals(key)
                        && index(header.type()) == index
                        && (header.type() == RecordHeader.ENTRY || header.type() == RecordHeader.OUTPUT)) {
                    admit(index, header, pack, position);
                }
            });
        }
    }

    // --- what this process wrote ---

    /** Adds a log that this process has just created. */
    void add(Path file) throws IOException {
        lock.writeLock().lock();
        try {
            if (!packs.containsKey(file.getFileName().toString())) {
                add(Pack.open(files, file, byNumber.size()));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Adds a record that this process has just appended to its log. The next record will be at {@code end}. */
    void appended(String log, byte[] record, long position, long end) throws IOException {
        lock.writeLock().lock();
        try {
            Pack pack = packs.get(log);
            // The log is missing if it was retired meanwhile; its records are then written again.
            if (pack != null) {
                admit(RecordHeader.of(record), pack, position);
                if (pack.scannedTo() == position) {
                    pack.scannedTo(end);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Notes that this process has sealed its log and given it this name. */
    void renamed(String log, Path sealed) {
        lock.writeLock().lock();
        try {
            Pack pack = packs.remove(log);
            if (pack != null) {
                pack.close();
                rename(pack, sealed);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void rename(Pack pack, Path sealed) {
        try {
            // Reopened, now with its index.
            Pack opened = Pack.open(files, sealed, pack.number());
            opened.scannedTo(opened.length());
            packs.put(opened.name(), opened);
            byNumber.set(pack.number(), opened);
        } catch (IOException e) {
            rebuild();
        }
    }

    /** Records uses, each given by the first 8 bytes of a key and a minute. */
    void used(long[] keyPrefixes, int[] minutes) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < keyPrefixes.length; i++) {
                entries.use(keyPrefixes[i], minutes[i]);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    // --- all records ---

    /** Returns the packs known at this moment. */
    List<Pack> packs() {
        lock.readLock().lock();
        try {
            return List.copyOf(packs.values());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Receives every record of every pack. */
    interface Visitor {

        /**
         * Receives one record.
         *
         * @param counts whether this is the record that the index names for its key
         */
        void record(Pack pack, RecordHeader header, long position, boolean counts) throws IOException;
    }

    /** Visits all records. This process cannot append any meanwhile. */
    void visit(Visitor visitor) throws IOException {
        visit(packs(), visitor);
    }

    /** Visits all records of these packs. */
    void visit(Collection<Pack> chosen, Visitor visitor) throws IOException {
        lock.readLock().lock();
        try {
            for (Pack pack : chosen) {
                pack.visit(
                        (header, position) -> visitor.record(pack, header, position, counts(pack, header, position)));
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean counts(Pack pack, RecordHeader header, long position) {
        return (header.type() == RecordHeader.ENTRY || header.type() == RecordHeader.OUTPUT)
                && index(header.type()).location(header.key()) == location(pack, position);
    }

    /** Returns all keys in no particular order. */
    List<CacheKey> keys() throws IOException {
        List<CacheKey> keys = new ArrayList<>(size());
        visit((pack, header, position, counts) -> {
            if (counts && header.type() == RecordHeader.ENTRY) {
                keys.add(new CacheKey(header.key()));
            }
        });
        return keys;
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

    private EntryIndex index(byte type) {
        return type == RecordHeader.ENTRY ? entries : outputs;
    }

    // --- locations: a pack's number and a position in it, in one word ---

    private static long location(Pack pack, long position) {
        return ((long) pack.number() << OFFSET_BITS) | position;
    }

    private static long offset(long location) {
        return location & ((1L << OFFSET_BITS) - 1);
    }

    private Pack pack(long location) {
        return byNumber.get((int) (location >>> OFFSET_BITS));
    }

    private static int minute(long millis) {
        long minute = Math.floorDiv(millis, 60_000L);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, minute));
    }
}
