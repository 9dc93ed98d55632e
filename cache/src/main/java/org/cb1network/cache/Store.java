package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A content-addressed store of results, shared by any number of threads and processes.
 *
 * <p>What it promises: what {@link #read} and {@link #file} give has the digest that the entry names; an entry that can
 * be found is complete; a key has one content, and whoever publishes another one is told; damage is noticed before
 * use, set aside and counts as a miss. A process may be killed at any moment. What was published survives the process
 * at once, and a loss of power after {@link #flush} or within a fraction of a second.
 *
 * <p>A store that one may not write to can be read.
 */
public final class Store implements Closeable {

    /** Outputs of fewer bytes stand in the record of their entry, others are objects of their own. */
    static final int INLINE_BELOW_BYTES = 32 << 10;

    /** How long a lock is waited for that others hold for moments only. Then its holder is taken to be suspended. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final Duration MAINTENANCE_PATIENCE = Duration.ofSeconds(1);

    /** Uses of an entry that are closer together are noted once. */
    private static final int USE_RESOLUTION_MINUTES = 10;

    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final StoreParts parts;
    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Warnings warnings;
    private final Session session;
    private final ObjectFolder objects;
    private final EntryCatalog catalog;
    private final EntryLog log;
    private final Compaction compaction;
    private final Salvage salvage;
    private final boolean writable;

    /** Records whose objects are gone. They are replaced when their key is published again. */
    private final Map<CacheKey, EntryCatalog.Place> lost = new ConcurrentHashMap<>();

    private final AtomicBoolean sweeperIsStuck = new AtomicBoolean();

    private volatile boolean closed;

    private Store(StoreParts parts) {
        this.parts = parts;
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.warnings = parts.warnings();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.log = new EntryLog(parts);
        this.compaction = new Compaction(parts);
        this.salvage = new Salvage(parts, compaction);
        this.writable = layout.writable();
    }

    /**
     * Opens the store in this folder, creating it where there is none.
     *
     * @throws StoreException if the folder is no store and cannot become one, or a newer program has written it
     */
    public static Store open(Path root) throws StoreException {
        return open(root, StoreListener.silent());
    }

    /**
     * Opens the store in this folder, creating it where there is none.
     *
     * @param listener hears what the store notices and deals with
     * @throws StoreException if the folder is no store and cannot become one, or a newer program has written it
     */
    public static Store open(Path root, StoreListener listener) throws StoreException {
        return open(root, listener, new SystemFiles());
    }

    static Store open(Path root, StoreListener listener, StoreFiles files) throws StoreException {
        Warnings warnings = new Warnings(listener);
        Store store = new Store(StoreParts.of(files, StoreLayout.open(files, root, warnings), warnings));
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
        if (!writable) {
            return;
        }
        Optional<String> problem = locks.problem();
        if (problem.isPresent()) {
            warnings.warn(
                    StoreWarning.Kind.NO_LOCKS,
                    "Files cannot be locked in the store " + layout.root() + " (" + problem.get() + "). Processes that"
                            + " share it cannot see what the others are computing, and may compute the same twice.");
        } else {
            mend();
        }
    }

    /** Mends damaged segments now, lest every process meets and reports the same damage. */
    private void mend() {
        try {
            for (String stub : salvage.stubs()) {
                if (salvage.deleteStub(stub)) {
                    warnings.warn(
                            StoreWarning.Kind.MENDED,
                            "entries/" + stub
                                    + " held nothing, as its process ended or it was emptied. It was deleted.");
                }
            }
            Collection<String> damaged = salvage.damaged();
            Optional<LockFile.Held> maintenance =
                    damaged.isEmpty() ? Optional.empty() : locks.tryExclusive(LockPosition.MAINTENANCE);
            if (maintenance.isPresent()) {
                try {
                    salvage.mend(damaged);
                } finally {
                    maintenance.get().close();
                }
            }
        } catch (IOException e) {
            warnings.warn(
                    StoreWarning.Kind.UNREADABLE,
                    "A damaged segment could not be mended (" + Failures.text(e) + "). Run doctor.");
        }
    }

    /** The folder in which it is. */
    public Path root() {
        return layout.root();
    }

    /** Whether one may only read from it. */
    public boolean isReadOnly() {
        return !writable;
    }

    /**
     * Makes sure, before long work, that results can be added.
     *
     * @throws StoreException if the store is read-only
     */
    public void requireWritable() throws StoreException {
        if (!writable) {
            throw new StoreException(
                    StoreException.Reason.READ_ONLY,
                    "The store " + layout.root() + " is read-only: results can be used but not added. Change the rights"
                            + " of the folder or use another store.");
        }
    }

    // --- finding and reading ---

    /**
     * Whether there is an entry for this key, by the index in memory. Entries that other processes published since the
     * last {@link #refresh} are not known yet; an entry that is known may still turn out to be damaged.
     */
    public boolean contains(CacheKey key) {
        requireOpen();
        return catalog.contains(key);
    }

    /**
     * The entry of this key. Its record is read and checked, and that its objects are there; what is damaged or
     * incomplete counts as missing, and the listener is told.
     */
    public Optional<Entry> find(CacheKey key) {
        requireOpen();
        return Optional.ofNullable(findComplete(key)).map(EntryRecord::entry);
    }

    private @Nullable EntryRecord findComplete(CacheKey key) {
        EntryCatalog.Found found = catalog.read(key);
        while (found != null) {
            StoredOutput missing = firstMissing(found.record());
            if (missing == null) {
                return found.record();
            }
            warnings.warn(
                    StoreWarning.Kind.MISSING_OBJECT,
                    "The object " + missing.digest().shortHex() + ", output " + missing.name() + " of entry "
                            + key.digest().shortHex() + ", is missing. The entry counts as missing.");
            lose(key, found.place());
            found = catalog.read(key);
        }
        return findAgain(key);
    }

    /** An entry that was lost is there again when another process has computed its objects anew. */
    private @Nullable EntryRecord findAgain(CacheKey key) {
        EntryCatalog.Place place = lost.get(key);
        EntryCatalog.Found found = place == null ? null : catalog.readAt(key, place);
        if (found == null || !found.record().objects().stream().allMatch(objects::isSound)) {
            return null;
        }
        catalog.remember(key, found);
        lost.remove(key);
        return found.record();
    }

    private @Nullable StoredOutput firstMissing(EntryRecord record) {
        for (StoredOutput output : record.entry().outputs().values()) {
            boolean inline = record.inline().containsKey(output.name());
            if (!inline && !objects.isPresent(output.digest(), output.length())) {
                return output;
            }
        }
        return null;
    }

    private void lose(CacheKey key, EntryCatalog.Place place) {
        lost.put(key, place);
        catalog.forget(key, place);
    }

    /**
     * The bytes of an output, checked against its digest.
     *
     * @throws CorruptObjectException if they are damaged or gone; the entry is a miss from now on
     * @throws IllegalArgumentException if they are too many for an array; use {@link #file}
     */
    public byte[] read(StoredOutput output) throws CorruptObjectException {
        requireOpen();
        boolean likelyInline = output.length() < INLINE_BELOW_BYTES;
        byte[] content = likelyInline ? inline(output) : object(output);
        if (content == null) {
            content = likelyInline ? object(output) : inline(output);
        }
        if (content == null) {
            throw corrupt(output);
        }
        return content;
    }

    /** The bytes of an output if they stand in the record of its entry and are right, or null. */
    private byte @Nullable [] inline(StoredOutput output) {
        EntryCatalog.Found found = catalog.read(output.entry());
        byte[] content = found == null ? null : found.record().inline().get(output.name());
        return content != null && Digest.of(content).equals(output.digest()) ? content : null;
    }

    /** The bytes of an output if there is an object that has them, or null. */
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
     * A file with the bytes of an output, checked against its digest, to be read in place. It must not be changed or
     * moved. Garbage collection leaves it alone for the grace period, or as long as its entry is kept.
     *
     * @throws CorruptObjectException if the bytes are damaged or gone; the entry is a miss from now on
     * @throws StoreException if the output stands in its entry's record and cannot be written to a file
     */
    public Path file(StoredOutput output) throws CorruptObjectException, StoreException {
        requireOpen();
        if (objects.isSound(output.digest(), output.length())) {
            return objects.path(output.digest());
        }
        byte[] inline = inline(output);
        if (inline == null) {
            throw corrupt(output);
        }
        requireWritable();
        try {
            Path staged = objects.stage(inline);
            try (Guard guard = keepSweepersAway()) {
                guard.hold();
                objects.install(staged, output.digest(), output.length());
            } finally {
                session.discardIfOwned(staged);
            }
            return objects.path(output.digest());
        } catch (IOException e) {
            throw failure("write output " + output.name(), e);
        }
    }

    /** Sets aside what is damaged and lets the entry count as missing. */
    private CorruptObjectException corrupt(StoredOutput output) {
        ObjectFolder.Condition condition = objects.condition(output.digest(), output.length());
        if (condition == ObjectFolder.Condition.DAMAGED) {
            objects.setAside(output.digest());
        }
        EntryCatalog.Found found = catalog.read(output.entry());
        if (found != null && found.record().entry().outputs().containsValue(output)) {
            lose(output.entry(), found.place());
        }
        String what = switch (condition) {
            case SOUND -> "was damaged a moment ago";
            case MISSING -> "is gone";
            case DAMAGED -> "was damaged and has been set aside";
            case UNREADABLE -> "cannot be read";
        };
        return new CorruptObjectException(
                output,
                "Output " + output.name() + " of entry "
                        + output.entry().digest().shortHex() + " " + what + ". It has to be computed again.");
    }

    // --- publishing ---

    /** A new empty file on the store's device, for an output that is written bit by bit. */
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
     * Publishes an entry. If the key has an entry of the same content, that one is returned and nothing is written. The
     * draft's temporary files are gone afterwards, also if this fails.
     *
     * @throws NondeterminismException if the key has an entry of another content, which stays
     * @throws StoreException if it cannot be written; then nothing of it can be found
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
                catalog.refresh();
                log.rescue();
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

    /** A record and the staged files of its objects. */
    private record Prepared(EntryRecord record, Map<String, Path> staged) {

        CacheKey key() {
            return record.entry().key();
        }
    }

    private Prepared prepare(CacheKey key, EntryDraft draft, List<Path> allStaged) throws IOException {
        SortedMap<String, StoredOutput> outputs = new TreeMap<>();
        SortedMap<String, byte[]> inline = new TreeMap<>();
        Map<String, Path> staged = new TreeMap<>();
        for (var output : draft.outputs().entrySet()) {
            String name = output.getKey();
            byte[] content = smallContent(output.getValue());
            if (content != null && content.length < INLINE_BELOW_BYTES) {
                inline.put(name, content);
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
        return new Prepared(new EntryRecord(entry, inline), staged);
    }

    private byte @Nullable [] smallContent(EntryDraft.OutputSource source) throws IOException {
        if (source instanceof EntryDraft.Bytes bytes) {
            return bytes.content();
        }
        Path file = ((EntryDraft.TemporaryFile) source).file();
        return Files.size(file) < INLINE_BELOW_BYTES ? SmallFiles.read(files, file, INLINE_BELOW_BYTES) : null;
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
            // Looked at in full even if the contents agree: what was computed anew may be needed to mend damage.
            if (isSound(existing)) {
                if (different.isEmpty()) {
                    return existing.entry();
                }
                throw nondeterminism(prepared.key(), different);
            }
        }
        try (Guard guard = keepSweepersAway()) {
            if (prepared.record.hasObjects()) {
                guard.hold();
                install(prepared);
            }
            log.append(prepared.record);
        }
        EntryCatalog.Place replaced = lost.remove(prepared.key());
        if (replaced != null) {
            catalog.setAside(replaced);
        }
        return prepared.record.entry();
    }

    private void install(Prepared prepared) throws IOException {
        for (var file : prepared.staged.entrySet()) {
            StoredOutput output = prepared.record.entry().output(file.getKey());
            objects.install(file.getValue(), output.digest(), output.length());
        }
    }

    /** Whether every object of a record has the right content; where not, it is set aside and the record is lost. */
    private boolean isSound(EntryRecord record) {
        for (StoredOutput output : record.entry().outputs().values()) {
            boolean inline = record.inline().containsKey(output.name());
            if (!inline && !objects.isSound(output.digest(), output.length())) {
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
                "Entry " + key.digest().shortHex() + " was computed again with another result in " + different
                        + ". The first result stays. Either the computation is not determined by its key (threads,"
                        + " time, order of a hash table?) or the key leaves out something that it depends on.");
    }

    /**
     * Sets an entry aside whose content turned out to be wrong although its bytes are sound: it counts as missing from
     * now on, for every process, and its key can be published anew. Its objects stay until garbage is collected.
     *
     * @return whether there was one
     * @throws StoreException if it cannot be set aside; then it counts still
     */
    public boolean setAside(CacheKey key) throws StoreException {
        requireOpen();
        requireWritable();
        boolean any = false;
        try (Guard guard = exclusively(LockPosition.publication(key))) {
            guard.hold();
            catalog.refresh();
            // Behind a record there may be another one of the same key, which would count from then on.
            for (EntryCatalog.Found found = catalog.read(key); found != null; found = catalog.read(key)) {
                EntryCatalog.Place place = found.place();
                catalog.setAside(place);
                if (catalog.readAt(key, place) != null) {
                    throw new StoreException(
                            StoreException.Reason.INPUT_OUTPUT,
                            "Entry " + key.digest().shortHex() + " cannot be set aside: entries/" + place.segment()
                                    + " cannot be written. Change its rights and try again.");
                }
                catalog.forget(key, place);
                any = true;
            }
            lost.remove(key);
        }
        return any;
    }

    // --- leases ---

    /**
     * Leases the computation of a key, or returns empty if someone alive holds the lease. Whoever gets it should ask
     * {@link #contains} once more: the last holder may have published the entry, and what it published is known now.
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
     * Waits until the computation of a key can be leased, its entry is there, or the time is up. Time is limited
     * because a process that is suspended holds its leases; computing twice is harmless.
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

    /** Looks for what other processes have published or removed. */
    public void refresh() throws StoreException {
        requireOpen();
        catalog.refresh();
    }

    /** Forces to disk what was published; otherwise that happens in groups, a fraction of a second later. */
    public void flush() throws StoreException {
        requireOpen();
        try {
            log.force();
        } catch (IOException e) {
            throw failure("force entries to disk", e);
        }
    }

    /**
     * Notes that these entries are in use now, for garbage collection by age. Uses within ten minutes are noted once;
     * unknown keys are ignored. In a store that one may only read, nothing happens.
     */
    public void recordUse(Collection<CacheKey> keys) throws StoreException {
        requireOpen();
        if (!writable) {
            return;
        }
        int now = (int) (files.nowMillis() / 60_000);
        long[] prefixes = keys.stream()
                .filter(key -> contains(key) && catalog.usedMinute(key) < now - USE_RESOLUTION_MINUTES)
                .mapToLong(key -> key.digest().first())
                .toArray();
        if (prefixes.length == 0) {
            return;
        }
        int[] minutes = new int[prefixes.length];
        Arrays.fill(minutes, now);
        try {
            log.appendUses(prefixes, minutes);
            log.forceIfDue();
        } catch (IOException e) {
            throw failure("note uses of entries", e);
        }
    }

    /** The keys of all entries that are known, in no particular order. */
    public List<CacheKey> keys() throws StoreException {
        requireOpen();
        try {
            return catalog.keys();
        } catch (IOException e) {
            throw failure("read all keys", e);
        }
    }

    /** Counts and sizes; looks at every file's length. */
    public StoreStatistics statistics() throws StoreException {
        refresh();
        try {
            return new Census(parts).count(catalog.size());
        } catch (IOException e) {
            throw failure("look at all files", e);
        }
    }

    /**
     * Removes what the policy says, entries first, then the objects that no entry needs any more, and what processes
     * that ended have left behind. Others may use the store meanwhile. Every entry that stays keeps all its outputs.
     *
     * @throws StoreException if the store is read-only, its file system has no locks, or another process does
     *     maintenance
     */
    public GcReport collectGarbage(GcPolicy policy) throws StoreException {
        requireOpen();
        if (!policy.dryRun()) {
            requireWritable();
        }
        if (!locks.betweenProcesses()) {
            throw new StoreException(
                    StoreException.Reason.INPUT_OUTPUT,
                    "Garbage cannot be collected in the store " + layout.root()
                            + ", because its file system has no file locks by which to see whether others use it.");
        }
        LockFile.Held maintenance = lockForMaintenance();
        try {
            log.seal();
            return new GarbageCollector(parts, salvage, compaction, policy).collect();
        } catch (IOException e) {
            throw failure("collect garbage", e);
        } finally {
            maintenance.close();
        }
    }

    /**
     * Reads and checks everything. Foreign files are reported and never touched.
     *
     * @param repair whether to mend what can be mended: damaged objects and segments move to quarantine, entries
     *     without their objects are set aside, leftovers of ended processes are deleted
     * @throws StoreException if it is to repair and the store is read-only or another process does maintenance
     */
    public DoctorReport examine(boolean repair) throws StoreException {
        requireOpen();
        if (!repair) {
            return examineOnly(false);
        }
        requireWritable();
        LockFile.Held maintenance = lockForMaintenance();
        try {
            return examineOnly(true);
        } finally {
            maintenance.close();
        }
    }

    private DoctorReport examineOnly(boolean repair) throws StoreException {
        try {
            log.seal();
            return new Doctor(parts, salvage, repair).examine();
        } catch (IOException e) {
            throw failure("examine all files", e);
        }
    }

    private LockFile.Held lockForMaintenance() throws StoreException {
        return Patience.forLock(MAINTENANCE_PATIENCE, () -> locks.tryExclusive(LockPosition.MAINTENANCE))
                .orElseThrow(() -> new StoreException(
                        StoreException.Reason.BUSY,
                        "Another process runs gc or doctor on the store " + layout.root() + ". Try again later."));
    }

    /** Makes everything durable and lets go of all locks and files. Leases that are still held end. */
    @Override
    public void close() throws StoreException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            log.close();
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

    // --- the small print ---

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store " + layout.root() + " has been closed.");
        }
    }

    private StoreException failure(String what, IOException cause) {
        return Failures.writing(layout.root(), what, cause);
    }

    private Guard keepSweepersAway() {
        return new Guard(() -> locks.tryShared(LockPosition.SWEEP), sweeperIsStuck);
    }

    private Guard exclusively(LockPosition position) {
        return new Guard(() -> locks.tryExclusive(position), new AtomicBoolean());
    }

    /**
     * A lock that is held by others for moments only. Should one be held for longer, its holder is suspended; then one
     * goes on without it, and does not wait again until it has been free.
     */
    private static final class Guard implements AutoCloseable {

        private final Supplier<Optional<LockFile.Held>> lock;
        private final AtomicBoolean stuck;
        private Optional<LockFile.Held> held = Optional.empty();

        private Guard(Supplier<Optional<LockFile.Held>> lock, AtomicBoolean stuck) {
            this.lock = lock;
            this.stuck = stuck;
        }

        void hold() {
            held = Patience.forLock(stuck.get() ? Duration.ZERO : LOCK_PATIENCE, lock);
            stuck.set(held.isEmpty());
        }

        @Override
        public void close() {
            held.ifPresent(LockFile.Held::close);
        }
    }
}
