package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A content-addressed store of results, shared by any number of threads and processes.
 *
 * <p>Guarantees: the bytes from {@link #read} and {@link #file} have the digest that the entry names; an entry that can
 * be found is complete; a key has one content, and publishing another one fails; damage is detected before use, set
 * aside and counts as a miss. A process may be killed at any moment. Published entries survive the process immediately,
 * and survive a loss of power after {@link #flush} or within a fraction of a second.
 *
 * <p>A store without write permission can be read.
 */
public final class Store implements Closeable {

    /** Outputs of fewer bytes are stored inline in the record of their entry. */
    static final int INLINE_BELOW_BYTES = 32 << 10;

    /** Outputs of fewer bytes are stored in a pack; others are separate objects, which {@link #file} returns without writing anything. */
    public static final int PACKED_BELOW_BYTES = 4 << 20;

    /** Longest wait for a lock that others hold only for moments. After that its holder counts as suspended. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final Duration MAINTENANCE_PATIENCE = Duration.ofSeconds(1);

    /** Uses of an entry that are closer together than this are recorded once. */
    private static final int USE_RESOLUTION_MINUTES = 10;

    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final StoreParts parts;
    private final int packedBelow;
    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final DistinctWarnings warnings;
    private final Session session;
    private final ObjectFolder objects;
    private final Catalog catalog;
    private final EntryLog log;
    private final Neighbours neighbours;
    private final Merge merge;

    /** Records whose outputs are missing. They are set aside when their key is published again. */
    private final Map<CacheKey, Catalog.RecordPlace> lost = new ConcurrentHashMap<>();

    private volatile EntrySource elsewhere = EntrySource.none();

    /** Fetched entries, with the bytes of all outputs, of a store that cannot be written. */
    private final Map<CacheKey, EntryRecord> borrowed = new ConcurrentHashMap<>();

    private volatile boolean closed;

    private Store(StoreParts parts, int packedBelow) {
        this.parts = parts;
        this.packedBelow = packedBelow;
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.warnings = parts.warnings();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.log = new EntryLog(parts);
        this.neighbours = new Neighbours(parts);
        this.merge = new Merge(parts, neighbours);
    }

    /**
     * Opens the store in this folder, and creates it if there is none.
     *
     * @throws StoreException if the folder is not a store and cannot become one, or has another format
     */
    public static Store open(Path root) throws StoreException {
        return open(root, StoreListener.silent());
    }

    /**
     * Opens the store in this folder, and creates it if there is none.
     *
     * @param listener receives warnings about problems that the store found and handled
     * @throws StoreException if the folder is not a store and cannot become one, or has another format
     */
    public static Store open(Path root, StoreListener listener) throws StoreException {
        return open(root, listener, new SystemFiles(), PACKED_BELOW_BYTES);
    }

    static Store open(Path root, StoreListener listener, StoreFiles files, int packedBelow) throws StoreException {
        DistinctWarnings warnings = new DistinctWarnings(listener);
        return started(StoreParts.of(files, StoreLayout.open(files, root, warnings), warnings), packedBelow);
    }

    /**
     * Opens the store in this folder for reading. Nothing is created or changed, even if that would be possible, so
     * this also works without write permission.
     *
     * @param listener receives warnings about problems that the store found
     * @throws StoreException with {@link StoreException.Reason#NO_STORE} if there is none, or if it cannot be read
     */
    public static Store openForReading(Path root, StoreListener listener) throws StoreException {
        StoreFiles files = new SystemFiles();
        DistinctWarnings warnings = new DistinctWarnings(listener);
        StoreLayout layout = StoreLayout.openForReading(files, root, warnings);
        return started(StoreParts.of(files, layout, warnings), PACKED_BELOW_BYTES);
    }

    /** Returns a store for a folder that does not exist: it has no entries, and creates nothing. */
    public static Store absent(Path root) {
        StoreFiles files = new SystemFiles();
        DistinctWarnings warnings = new DistinctWarnings(StoreListener.silent());
        return new Store(
                StoreParts.of(files, StoreLayout.absent(files, root.toAbsolutePath()), warnings), PACKED_BELOW_BYTES);
    }

    private static Store started(StoreParts parts, int packedBelow) throws StoreException {
        Store store = new Store(parts, packedBelow);
        boolean started = false;
        try {
            store.start();
            started = true;
        } finally {
            if (!started) {
                store.letGo();
            }
        }
        return store;
    }

    private void start() {
        catalog.refresh();
        if (!layout.writable()) {
            return;
        }
        if (locks.problem().isPresent()) {
            warnings.warn(
                    StoreWarning.Kind.NO_LOCKS,
                    "Files cannot be locked in the store " + layout.root() + " ("
                            + locks.problem().get()
                            + "). Processes that share it cannot see what the others are computing, and may compute"
                            + " the same result twice.");
        }
        neighbours.join();
        for (Pack pack : catalog.packs()) {
            if (pack.damaged()) {
                // Repaired now, so that not every process finds and reports the same damage.
                tidy();
                return;
            }
        }
    }

    /** Merges packs if no other process uses the store. Otherwise another process will do it. */
    private void tidy() {
        try {
            neighbours.alone(Duration.ZERO, () -> {
                catalog.refresh();
                return merge.rewrite(Merge.untidy(catalog.packs()), header -> true, bytes -> {});
            });
        } catch (IOException e) {
            // Packs that cannot be merged are read as they are.
            return;
        }
    }

    /**
     * Returns the store that is, or holds, a path, so that nothing else is written there.
     *
     * @param path need not exist
     */
    public static Optional<Path> around(Path path) {
        return StoreLayout.around(path);
    }

    /** Returns the folder of the store. */
    public Path root() {
        return layout.root();
    }

    /** Returns whether the store can only be read. */
    public boolean isReadOnly() {
        return !layout.writable();
    }

    /**
     * Checks, before long work, that results can be added.
     *
     * @throws StoreException if the store is read-only
     */
    public void requireWritable() throws StoreException {
        if (layout.whyReadOnly().isPresent()) {
            throw new StoreException(
                    StoreException.Reason.READ_ONLY,
                    "The store " + layout.root() + " is read-only because "
                            + layout.whyReadOnly().get()
                            + ". Results can be used but not added. Change the permissions of the folder"
                            + " (users who share it need a common group, and umask 002), or use another store.");
        }
    }

    // --- finding and reading ---

    /**
     * From now on, takes missing entries from a source: {@link #contains} counts what the source has, and {@link #find}
     * fetches it and publishes it here. A store that cannot be written keeps it in memory. Entries that
     * {@link #setAside} has set aside are not taken.
     */
    public void attach(EntrySource source) {
        elsewhere = source;
    }

    /**
     * Returns whether the in-memory index has an entry for this key, or the attached source. It does not know entries that other
     * processes published since the last {@link #refresh}, and a known entry may still turn out to be damaged.
     */
    public boolean contains(CacheKey key) {
        requireOpen();
        return isHere(key) || placeOf(key).isPresent();
    }

    private boolean isHere(CacheKey key) {
        return catalog.contains(key) || borrowed.containsKey(key);
    }

    /** Returns the name of the place that has the entry of this key, if the store itself has none. */
    public Optional<String> placeOf(CacheKey key) {
        requireOpen();
        return catalog.contains(key) || catalog.isDistrusted(key) ? Optional.empty() : elsewhere.placeOf(key);
    }

    /**
     * Returns the entry of this key. Its record is read and checked, and its objects must exist. A damaged or
     * incomplete entry counts as missing, and the listener is told.
     */
    public Optional<Entry> find(CacheKey key) {
        requireOpen();
        EntryRecord record = findComplete(key);
        if (record == null && placeOf(key).isPresent()) {
            fetch(List.of(key));
            record = findComplete(key);
        }
        return record == null ? Optional.empty() : Optional.of(record.entry());
    }

    /**
     * Returns a number that is equal for entries of equal outputs, and different otherwise except by chance; empty if the store itself
     * has no entry of this key.
     */
    public OptionalLong contentsOf(CacheKey key) {
        EntryRecord record = findComplete(key);
        return record == null
                ? OptionalLong.empty()
                : OptionalLong.of(EntryRecord.contents(record.entry().outputs()));
    }

    /**
     * Fetches the missing ones of these entries from the attached source. This is faster than fetching them one by one.
     */
    public void fetch(Collection<CacheKey> keys) {
        requireOpen();
        List<CacheKey> missing = keys.stream()
                .filter(key -> !isHere(key) && placeOf(key).isPresent())
                .toList();
        if (!missing.isEmpty()) {
            elsewhere.fetch(missing, this::receive);
        }
    }

    private void receive(CacheKey key, EntryDraft draft) {
        if (!layout.writable()) {
            borrow(key, draft);
            return;
        }
        try {
            publish(key, draft);
        } catch (NondeterminismException otherContent) {
            // Another process has just published its own, which stays.
            warnings.warn(StoreWarning.Kind.CONFLICT, String.valueOf(otherContent.getMessage()));
        } catch (StoreException e) {
            warnings.warn(StoreWarning.Kind.UNREADABLE, e.getMessage() + " A fetched entry is kept in memory instead.");
            borrow(key, draft);
        }
    }

    private void borrow(CacheKey key, EntryDraft draft) {
        SortedMap<String, StoredOutput> outputs = new TreeMap<>();
        SortedMap<String, byte[]> content = new TreeMap<>();
        draft.outputs().forEach((name, source) -> {
            if (source instanceof EntryDraft.Bytes bytes) {
                content.put(name, bytes.content());
                outputs.put(name, new StoredOutput(key, name, Digest.of(bytes.content()), bytes.content().length));
            }
        });
        Entry entry = new Entry(key, Instant.ofEpochMilli(files.nowMillis()), draft.documents(), outputs);
        borrowed.put(key, new EntryRecord(entry, content));
    }

    private @Nullable EntryRecord findComplete(CacheKey key) {
        EntryRecord fetched = borrowed.get(key);
        if (fetched != null) {
            return fetched;
        }
        Catalog.Found found = read(key);
        while (found != null) {
            StoredOutput missing = firstMissing(found.record());
            if (missing == null) {
                return found.record();
            }
            warnings.warn(
                    StoreWarning.Kind.MISSING_OBJECT,
                    "The bytes " + missing.digest().shortHex() + ", output " + missing.name() + " of entry "
                            + key.digest().shortHex() + ", are missing. The entry counts as missing.");
            lose(key, found.place());
            found = read(key);
        }
        return null;
    }

    private Catalog.@Nullable Found read(CacheKey key) {
        Catalog.Found found = catalog.read(key);
        tellOfDamage();
        return found;
    }

    private @Nullable StoredOutput firstMissing(EntryRecord record) {
        for (StoredOutput output : record.separate()) {
            if (!catalog.hasOutput(output.digest()) && !objects.isPresent(output.digest(), output.length())) {
                return output;
            }
        }
        return null;
    }

    private void lose(CacheKey key, Catalog.RecordPlace place) {
        lost.put(key, place);
        catalog.forget(place);
    }

    /** Sets damaged records aside for all processes. */
    private void tellOfDamage() {
        List<Catalog.RecordPlace> damaged = catalog.takeCondemned();
        if (!layout.writable()) {
            return;
        }
        for (Catalog.RecordPlace place : damaged) {
            try {
                if (log.isSettled(place)) {
                    log.setAside(place);
                }
            } catch (IOException e) {
                // Then every process detects the damage itself.
                return;
            }
        }
    }

    /**
     * Returns the bytes of an output, checked against its digest. If its entry is not here, it is fetched from the attached
     * source.
     *
     * @throws CorruptObjectException if they are damaged or missing; from now on the entry is a miss
     * @throws IllegalArgumentException if there are too many for an array; use {@link #file}
     */
    public byte[] read(StoredOutput output) throws CorruptObjectException {
        fetch(List.of(output.entry()));
        byte[] content = packed(output);
        content = content == null ? object(output) : content;
        if (content == null) {
            throw corrupt(output);
        }
        return content;
    }

    /** Returns the bytes of an output if they are in a pack and sound, or null. */
    private byte @Nullable [] packed(StoredOutput output) {
        EntryRecord fetched = borrowed.get(output.entry());
        byte[] content = null;
        if (fetched != null) {
            content = fetched.inline().get(output.name());
        } else if (output.length() < INLINE_BELOW_BYTES) {
            Catalog.Found found = read(output.entry());
            content = found == null ? null : found.record().inline().get(output.name());
        } else {
            content = catalog.readOutput(output.digest());
            tellOfDamage();
        }
        return content != null && Digest.of(content).equals(output.digest()) ? content : null;
    }

    /** Returns the bytes of an output if an object has them, or null. */
    private byte @Nullable [] object(StoredOutput output) {
        if (!objects.isPresent(output.digest(), output.length())) {
            return null;
        }
        try {
            byte[] content = objects.readAll(objects.path(output.digest()), output.length());
            return Digest.of(content).equals(output.digest()) ? content : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns a file with the bytes of an output, checked against its digest, to be read in place. It must not be
     * changed or moved. Outputs of less than 4 MiB are copied to a file for this, which garbage collection removes
     * after the grace period; prefer {@link #read} for them. If its entry is not here, it is fetched from the attached source.
     *
     * @throws CorruptObjectException if the bytes are damaged or missing; from now on the entry is a miss
     * @throws StoreException if the output is in a pack and cannot be written to a file
     */
    public Path file(StoredOutput output) throws CorruptObjectException, StoreException {
        fetch(List.of(output.entry()));
        if (objects.isSound(output.digest(), output.length())) {
            return objects.path(output.digest());
        }
        byte[] content = packed(output);
        if (content == null) {
            throw corrupt(output);
        }
        requireWritable();
        try {
            objects.install(objects.stage(content), output.digest());
            return objects.path(output.digest());
        } catch (IOException e) {
            throw failure("write output " + output.name(), e);
        }
    }

    /** Sets a damaged output aside, so that its entry counts as missing. */
    private CorruptObjectException corrupt(StoredOutput output) {
        ObjectFolder.Condition condition = objects.condition(output.digest(), output.length());
        if (condition == ObjectFolder.Condition.DAMAGED) {
            objects.setAside(output.digest());
        }
        Catalog.Found found = read(output.entry());
        if (found != null && found.record().entry().outputs().containsValue(output)) {
            lose(output.entry(), found.place());
        }
        String what = switch (condition) {
            case SOUND -> "was damaged a moment ago";
            case MISSING -> output.length() < packedBelow ? "is damaged or missing" : "is missing";
            case DAMAGED -> "was damaged and has been set aside";
            case UNREADABLE -> "cannot be read";
        };
        return new CorruptObjectException(
                output,
                "Output " + output.name() + " of entry "
                        + output.entry().digest().shortHex() + " " + what + ". It has to be computed again.");
    }

    // --- publishing ---

    /** Creates an empty file on the store's device, for an output that is written incrementally. */
    public Path newTemporaryFile() throws StoreException {
        requireOpen();
        requireWritable();
        Path path = session.newName();
        try {
            files.create(Step.CREATE_TEMPORARY, path).close();
            return path;
        } catch (IOException e) {
            session.discard(path);
            throw failure("create a temporary file", e);
        }
    }

    /**
     * Publishes an entry. If the key has an entry of the same content, that entry is returned and nothing is written.
     * The draft's temporary files no longer exist afterwards, even if this fails.
     *
     * @throws NondeterminismException if the key has an entry of other content, which is kept
     * @throws StoreException if it cannot be written; then no part of it can be found
     */
    public Entry publish(CacheKey key, EntryDraft draft) throws StoreException, NondeterminismException {
        requireOpen();
        List<Path> staged = new ArrayList<>();
        try {
            requireWritable();
            Prepared prepared = prepare(key, draft, staged);
            Entry entry;
            try (Guard guard = exclusively(LockPosition.publication(key))) {
                guard.hold();
                // The log comes first, because it shows others that this process is at work. Only then are existing
                // outputs looked up.
                log.begin();
                catalog.refresh();
                entry = publish(prepared);
            }
            log.forceIfDue();
            return entry;
        } catch (NondeterminismException e) {
            throw e;
        } catch (IOException e) {
            throw failure("store entry " + key.digest().shortHex(), e);
        } finally {
            staged.forEach(session::discardIfOwned);
            discardTemporaries(draft);
        }
    }

    /**
     * A record and the bytes of outputs that are not inline.
     *
     * @param packed content by name of outputs that go to a pack
     * @param staged files by name of outputs that become objects
     */
    private record Prepared(EntryRecord record, Map<String, byte[]> packed, Map<String, Path> staged) {

        CacheKey key() {
            return record.entry().key();
        }
    }

    private Prepared prepare(CacheKey key, EntryDraft draft, List<Path> allStaged) throws IOException {
        SortedMap<String, StoredOutput> outputs = new TreeMap<>();
        SortedMap<String, byte[]> inline = new TreeMap<>();
        Map<String, byte[]> packed = new TreeMap<>();
        Map<String, Path> staged = new TreeMap<>();
        for (var output : draft.outputs().entrySet()) {
            String name = output.getKey();
            byte[] content = smallContent(output.getValue());
            if (content != null) {
                (content.length < INLINE_BELOW_BYTES ? inline : packed).put(name, content);
                outputs.put(name, new StoredOutput(key, name, Digest.of(content), content.length));
                continue;
            }
            Path file = stage(output.getValue());
            allStaged.add(file);
            staged.put(name, file);
            long length = Files.size(file);
            outputs.put(name, new StoredOutput(key, name, objects.digestOf(file), length));
        }
        Instant now = Instant.ofEpochMilli(files.nowMillis());
        Entry entry = new Entry(key, now, draft.documents(), outputs);
        return new Prepared(new EntryRecord(entry, inline), packed, staged);
    }

    /** Returns the bytes of an output that goes to a pack, or null for one that becomes an object. */
    private byte @Nullable [] smallContent(EntryDraft.OutputSource source) throws IOException {
        if (source instanceof EntryDraft.Bytes bytes) {
            return bytes.content().length < packedBelow ? bytes.content() : null;
        }
        Path file = ((EntryDraft.TemporaryFile) source).file();
        return Files.size(file) < packedBelow ? SmallFiles.read(files, file, packedBelow) : null;
    }

    private Path stage(EntryDraft.OutputSource source) throws IOException {
        if (source instanceof EntryDraft.Bytes bytes) {
            return objects.stage(bytes.content());
        }
        Path file = ((EntryDraft.TemporaryFile) source).file();
        if (!session.owns(file)) {
            return objects.stageCopy(file);
        }
        objects.force(file);
        return file;
    }

    private void discardTemporaries(EntryDraft draft) {
        for (EntryDraft.OutputSource source : draft.outputs().values()) {
            if (source instanceof EntryDraft.TemporaryFile temporary) {
                session.discardIfOwned(temporary.file());
            }
        }
    }

    private Entry publish(Prepared prepared) throws IOException {
        EntryRecord existing = findComplete(prepared.key());
        if (existing != null) {
            List<String> different = differences(
                    existing.entry().outputs(), prepared.record.entry().outputs());
            // Checked in full even if the contents agree: the new computation may be needed to repair damage.
            if (isSound(existing)) {
                if (different.isEmpty()) {
                    return existing.entry();
                }
                throw nondeterminism(prepared.key(), different);
            }
        }
        Catalog.RecordPlace replaced = lost.remove(prepared.key());
        if (replaced != null) {
            log.setAside(replaced);
        }
        for (var file : prepared.staged.entrySet()) {
            objects.install(
                    file.getValue(),
                    prepared.record.entry().output(file.getKey()).digest());
        }
        List<String> reliedOn = appendOutputs(prepared, true);
        tellOfDamage();
        Entry entry = log.append(prepared.record);
        if (!areInPlace(reliedOn)) {
            appendOutputs(prepared, false);
        }
        return entry;
    }

    /**
     * Appends the outputs that go to a pack.
     *
     * @param reuse whether to leave out outputs that are in a pack already
     * @return the packs that have the outputs left out
     */
    private List<String> appendOutputs(Prepared prepared, boolean reuse) throws IOException {
        List<String> reliedOn = new ArrayList<>();
        for (var output : prepared.packed.entrySet()) {
            Digest digest = prepared.record.entry().output(output.getKey()).digest();
            boolean sound = reuse && catalog.readOutput(digest) != null;
            Optional<String> pack = sound ? catalog.reliablePackOf(digest) : Optional.empty();
            if (pack.isPresent()) {
                reliedOn.add(pack.get());
            } else {
                log.append(digest, output.getValue());
            }
        }
        return reliedOn;
    }

    private boolean areInPlace(List<String> packs) throws IOException {
        for (String pack : packs) {
            if (files.attributes(layout.packs().resolve(pack)) == null) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether every output of a record has the right content. If not, the output is set aside and the record is
     * lost.
     */
    private boolean isSound(EntryRecord record) {
        for (StoredOutput output : record.separate()) {
            if (packed(output) == null && !objects.isSound(output)) {
                CorruptObjectException found = corrupt(output);
                warnings.warn(StoreWarning.Kind.CORRUPT_OBJECT, found.toString());
                return false;
            }
        }
        return true;
    }

    private static List<String> differences(
            SortedMap<String, StoredOutput> first, SortedMap<String, StoredOutput> second) {
        SortedSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<String> different = new ArrayList<>();
        for (String name : names) {
            StoredOutput a = first.get(name);
            StoredOutput b = second.get(name);
            if (a == null || b == null || !a.sameContent(b)) {
                different.add(name);
            }
        }
        return different;
    }

    private static NondeterminismException nondeterminism(CacheKey key, List<String> different) {
        return new NondeterminismException(
                key,
                different,
                "Entry " + key.digest().shortHex() + " was computed again with different results in " + different
                        + ". The first result is kept. Either the computation is not deterministic (threads, time,"
                        + " order of a hash table?) or the key lacks something that the result depends on.");
    }

    /**
     * Sets aside an entry whose content turned out to be wrong although its bytes are sound. From now on it counts as
     * missing for every process, no attached source provides it any more, and its key can be published again. Its objects are kept until
     * garbage collection.
     *
     * @return whether there was one
     * @throws StoreException if it cannot be set aside; then it still counts
     */
    public boolean setAside(CacheKey key) throws StoreException {
        requireOpen();
        requireWritable();
        try (Guard guard = exclusively(LockPosition.publication(key))) {
            guard.hold();
            catalog.refresh();
            boolean any = false;
            // There may be another record of the same key, which would then count.
            for (Catalog.Found found = read(key); found != null; found = read(key)) {
                log.setAsideAsWrong(found.place());
                catalog.forget(found.place());
                any = true;
            }
            lost.remove(key);
            log.force();
            return any;
        } catch (IOException e) {
            throw failure("set entry " + key.digest().shortHex() + " aside", e);
        }
    }

    // --- leases ---

    /**
     * Leases the computation of a key, or returns empty if a running process holds the lease. Call {@link #contains}
     * after this: the last holder may have published the entry, and by then it is known.
     */
    public Optional<Lease> tryLease(CacheKey key) throws StoreException {
        requireOpen();
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.lease(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            refresh();
        } catch (StoreException e) {
            held.get().close();
            throw e;
        }
        return Optional.of(new Lease(key, Lease.Outcome.HELD, held.get()::close));
    }

    /**
     * Waits until the computation of a key can be leased, its entry exists, or the time is up. The time is limited
     * because a suspended process keeps its leases; computing twice is harmless.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Lease lease(CacheKey key, Duration patience) throws StoreException, InterruptedException {
        long start = System.nanoTime();
        for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            Optional<Lease> lease = tryLease(key);
            if (lease.isPresent() && !contains(key)) {
                return lease.get();
            }
            lease.ifPresent(Lease::close);
            refresh();
            if (contains(key)) {
                return new Lease(key, Lease.Outcome.PUBLISHED, () -> {});
            }
            if (System.nanoTime() - start >= patience.toNanos()) {
                return new Lease(key, Lease.Outcome.TIMED_OUT, () -> {});
            }
            Thread.sleep(pause);
        }
    }

    // --- housekeeping ---

    /** Looks for entries that other processes have published or removed. */
    public void refresh() throws StoreException {
        requireOpen();
        catalog.refresh();
    }

    /**
     * Shows processes on other machines, which may see no locks, that this one is at work although it publishes
     * nothing. Call it repeatedly during long computations; it writes about once a minute.
     */
    public void showLife() {
        requireOpen();
        if (!layout.writable()) {
            return;
        }
        try {
            log.showLife();
        } catch (IOException e) {
            // If results cannot be stored, the next publication reports it.
            return;
        }
    }

    /** Forces published entries to disk. Without this call it happens in groups, a fraction of a second later. */
    public void flush() throws StoreException {
        requireOpen();
        try {
            log.force();
        } catch (IOException e) {
            throw failure("force entries to disk", e);
        }
    }

    /**
     * Records that these entries are in use now, for garbage collection by age. Uses within ten minutes are recorded
     * once. Unknown keys are ignored, and so are all calls on a read-only store.
     */
    public void recordUse(Collection<CacheKey> keys) throws StoreException {
        requireOpen();
        if (!layout.writable()) {
            return;
        }
        int now = (int) (files.nowMillis() / 60_000);
        long[] prefixes = new long[keys.size()];
        int count = 0;
        for (CacheKey key : keys) {
            if (catalog.contains(key) && catalog.usedMinute(key) < now - USE_RESOLUTION_MINUTES) {
                prefixes[count++] = key.digest().first();
            }
        }
        if (count == 0) {
            return;
        }
        prefixes = Arrays.copyOf(prefixes, count);
        int[] minutes = new int[prefixes.length];
        Arrays.fill(minutes, now);
        try {
            log.appendUses(prefixes, minutes);
            log.forceIfDue();
        } catch (IOException e) {
            throw failure("record uses of entries", e);
        }
    }

    /** Returns the keys of all known entries in no particular order. */
    public List<CacheKey> keys() throws StoreException {
        requireOpen();
        try {
            return catalog.keys();
        } catch (IOException e) {
            throw failure("read all keys", e);
        }
    }

    /** Receives what {@link #pack} makes. */
    public interface PackReceiver {

        /**
         * Receives a pack.
         *
         * @param name its name, the checksum of its index
         * @param index position of its index
         */
        void pack(String name, long index, byte[] content) throws IOException;

        /** Receives an output that is too large for a pack. */
        void object(StoredOutput output) throws IOException;
    }

    /**
     * Copies entries with their outputs into packs in the format of a store, which {@link ForeignPack} reads. The same
     * entries in the same order make the same packs. Entries that are missing or damaged are left out.
     *
     * @param packBytes maximum length of a pack; a pack with a single record may be longer
     * @return the number of entries in the packs
     */
    public int pack(Collection<CacheKey> keys, int packBytes, PackReceiver receiver) throws IOException {
        requireOpen();
        return new PackExport(catalog, packBytes, receiver).export(keys);
    }

    /** Returns counts and sizes. This reads every file's length. */
    public StoreStatistics statistics() throws StoreException {
        refresh();
        try {
            long[] packs = countAndBytes(layout.packs());
            long[] large = countAndBytes(layout.objects());
            long[] quarantine = countAndBytes(layout.quarantine());
            return new StoreStatistics(
                    catalog.size(), packs[0], packs[1], large[0], large[1], quarantine[0], quarantine[1]);
        } catch (IOException e) {
            throw failure("look at all files", e);
        }
    }

    private long[] countAndBytes(Path folder) throws IOException {
        long[] sum = new long[2];
        for (String name : files.list(folder)) {
            BasicFileAttributes attributes = files.attributes(folder.resolve(name));
            if (attributes != null && attributes.isRegularFile()) {
                sum[0]++;
                sum[1] += attributes.size();
            }
        }
        return sum;
    }

    /**
     * Removes what the policy says: first entries, then objects that no entry needs any more, and leftovers of ended
     * processes. Every remaining entry keeps all its outputs.
     *
     * @param progress called repeatedly with the number of bytes of packs rewritten so far
     * @throws StoreException if the store is read-only, or with {@link StoreException.Reason#BUSY} if another process
     *     uses it; a dry run is always possible
     */
    public GcReport collectGarbage(GcPolicy policy, LongConsumer progress) throws StoreException {
        requireOpen();
        try {
            refresh();
            GarbageCollector collector = new GarbageCollector(parts, merge, policy, progress);
            if (policy.dryRun()) {
                return collector.foresee();
            }
            requireWritable();
            log.seal();
            return neighbours
                    .alone(MAINTENANCE_PATIENCE, () -> {
                        refresh();
                        // A log that is known by now may still get entries that are not surveyed. One that
                        // begins later is not known, and then no object is removed.
                        return neighbours.areSilent() ? Optional.of(collector.collect()) : Optional.<GcReport>empty();
                    })
                    .flatMap(report -> report)
                    .orElseThrow(this::busy);
        } catch (IOException e) {
            throw failure("collect garbage", e);
        } finally {
            // Damaged records have not been copied.
            catalog.takeCondemned();
        }
    }

    /** As {@link #collectGarbage(GcPolicy, LongConsumer)}, without reporting progress. */
    public GcReport collectGarbage(GcPolicy policy) throws StoreException {
        return collectGarbage(policy, bytes -> {});
    }

    private StoreException busy() {
        return new StoreException(
                StoreException.Reason.BUSY,
                "Another process uses the store " + layout.root()
                        + ", or a process on another machine used it within the last "
                        + Neighbours.SILENCE.toMinutes() + " minutes. Try again later.");
    }

    /**
     * Reads and checks everything. Foreign files are reported and never touched.
     *
     * @param repair whether to repair what can be repaired: damaged objects move to quarantine, damaged records and
     *     entries without their outputs are set aside, and leftovers of ended processes are deleted. If no other
     *     process uses the store, damaged packs are rewritten
     * @param progress called repeatedly with the number of bytes read so far; {@link #statistics()} has their total
     * @throws StoreException if repair is requested and the store is read-only
     */
    public DoctorReport examine(boolean repair, LongConsumer progress) throws StoreException {
        requireOpen();
        if (repair) {
            requireWritable();
        }
        try {
            log.seal();
            refresh();
            return new Doctor(parts, log, this::rewrite, repair, progress).examine();
        } catch (IOException e) {
            throw failure("examine all files", e);
        }
    }

    /** As {@link #examine(boolean, LongConsumer)}, without reporting progress. */
    public DoctorReport examine(boolean repair) throws StoreException {
        return examine(repair, bytes -> {});
    }

    private boolean rewrite(Set<String> packs) throws IOException {
        log.seal();
        return neighbours
                .alone(
                        MAINTENANCE_PATIENCE,
                        () -> merge.rewrite(packs, header -> true, bytes -> {}).isPresent())
                .orElse(false);
    }

    /** Makes everything durable, and releases all locks and files. Leases that are still held end. */
    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            log.close();
            if (layout.writable() && !Merge.untidy(catalog.packs()).isEmpty()) {
                tidy();
            }
        } catch (IOException e) {
            throw failure("force entries to disk", e);
        } finally {
            letGo();
        }
    }

    private void letGo() {
        try {
            session.close();
        } finally {
            catalog.close();
            locks.close();
        }
    }

    // --- helpers ---

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store " + layout.root() + " has been closed.");
        }
    }

    private StoreException failure(String what, IOException cause) {
        return StoreFailures.writing(layout.root(), what, cause);
    }

    private Guard exclusively(LockPosition position) {
        return new Guard(() -> locks.tryExclusive(position));
    }

    /**
     * A lock that others hold only for moments. If it is held for longer, its holder is suspended, and work continues
     * without the lock.
     */
    private static final class Guard implements AutoCloseable {

        private final Supplier<Optional<LockFile.Held>> lock;
        private Optional<LockFile.Held> held = Optional.empty();

        private Guard(Supplier<Optional<LockFile.Held>> lock) {
            this.lock = lock;
        }

        void hold() {
            held = Patience.forLock(LOCK_PATIENCE, lock);
        }

        @Override
        public void close() {
            held.ifPresent(LockFile.Held::close);
        }
    }
}
