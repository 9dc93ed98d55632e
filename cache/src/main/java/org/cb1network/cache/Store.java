package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

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

    /** Outputs of fewer bytes are stored in a pack; others are separate objects, which {@link #file} returns without writing anything. */
    public static final int PACKED_BELOW_BYTES = 4 << 20;

    private final StoreLayout layout;
    private final LockFile locks;
    private final DistinctWarnings warnings;
    private final Lifetime lifetime;
    private final Session session;
    private final Catalog catalog;
    private final EntryLog log;
    private final EntryReader reader;
    private final Publisher publisher;
    private final Fetcher fetcher;
    private final Maintenance maintenance;

    private Store(StoreParts parts) {
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.warnings = parts.warnings();
        this.lifetime = parts.lifetime();
        this.session = parts.session();
        this.catalog = parts.catalog();
        this.log = new EntryLog(parts);
        this.reader = new EntryReader(parts, log);
        this.publisher = new Publisher(parts, log, reader);
        this.fetcher = new Fetcher(parts, reader, publisher);
        this.maintenance = new Maintenance(parts, log);
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
        return started(StoreParts.of(files, StoreLayout.open(files, root, warnings), warnings, packedBelow));
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
        return started(StoreParts.of(files, layout, warnings, PACKED_BELOW_BYTES));
    }

    /** Returns a store for a folder that does not exist: it has no entries, and creates nothing. */
    public static Store absent(Path root) {
        StoreFiles files = new SystemFiles();
        DistinctWarnings warnings = new DistinctWarnings(StoreListener.silent());
        return new Store(
                StoreParts.of(files, StoreLayout.absent(files, root.toAbsolutePath()), warnings, PACKED_BELOW_BYTES));
    }

    private static Store started(StoreParts parts) {
        Store store = new Store(parts);
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
        maintenance.begin();
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
        layout.requireWritable();
    }

    // --- finding and reading ---

    /**
     * From now on, takes missing entries from a source: {@link #contains} counts what the source has, and {@link #find}
     * fetches it and publishes it here. A store that cannot be written keeps it in memory. Entries that
     * {@link #setAside} has set aside are not taken.
     */
    public void attach(EntrySource source) {
        fetcher.attach(source);
    }

    /**
     * Returns whether the in-memory index has an entry for this key, or the attached source. It does not know entries that other
     * processes published since the last {@link #refresh}, and a known entry may still turn out to be damaged.
     */
    public boolean contains(CacheKey key) {
        return fetcher.contains(key);
    }

    /** Returns the name of the place that has the entry of this key, if the store itself has none. */
    public Optional<String> placeOf(CacheKey key) {
        return fetcher.placeOf(key);
    }

    /**
     * Returns the entry of this key. Its record is read and checked, and its objects must exist. A damaged or
     * incomplete entry counts as missing, and the listener is told.
     */
    public Optional<Entry> find(CacheKey key) {
        return Optional.ofNullable(fetcher.find(key)).map(EntryRecord::entry);
    }

    /**
     * Returns a number that is equal for entries of equal outputs, and different otherwise except by chance; empty if the store itself
     * has no entry of this key.
     */
    public OptionalLong contentsOf(CacheKey key) {
        EntryRecord record = reader.findComplete(key);
        return record == null
                ? OptionalLong.empty()
                : OptionalLong.of(EntryRecord.contents(record.entry().outputs()));
    }

    /**
     * Fetches the missing ones of these entries from the attached source. This is faster than fetching them one by one.
     */
    public void fetch(Collection<CacheKey> keys) {
        fetcher.fetch(keys);
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
        return reader.content(output);
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
        return reader.file(output);
    }

    // --- publishing ---

    /** Creates an empty file on the store's device, for an output that is written incrementally. */
    public Path newTemporaryFile() throws StoreException {
        return publisher.newTemporaryFile();
    }

    /**
     * Publishes an entry. If the key has an entry of the same content, that entry is returned and nothing is written.
     * The draft's temporary files no longer exist afterwards, even if this fails.
     *
     * @throws NondeterminismException if the key has an entry of other content, which is kept
     * @throws StoreException if it cannot be written; then no part of it can be found
     */
    public Entry publish(CacheKey key, EntryDraft draft) throws StoreException, NondeterminismException {
        return publisher.publish(key, draft);
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
        return publisher.setAside(key);
    }

    // --- leases ---

    /**
     * Leases the computation of a key, or returns empty if a running process holds the lease. Call {@link #contains}
     * after this: the last holder may have published the entry, and by then it is known.
     */
    public Optional<Lease> tryLease(CacheKey key) throws StoreException {
        lifetime.requireOpen();
        Optional<LockFile.Held> held = locks.tryExclusive(LockPosition.lease(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        refresh();
        return Optional.of(new Lease(key, held.get()::close));
    }

    // --- housekeeping ---

    /** Looks for entries that other processes have published or removed. */
    public void refresh() throws StoreException {
        lifetime.requireOpen();
        catalog.refresh();
    }

    /**
     * Shows processes on other machines, which may see no locks, that this one is at work although it publishes
     * nothing. Call it repeatedly during long computations; it writes about once a minute.
     */
    public void showLife() {
        lifetime.requireOpen();
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
        lifetime.requireOpen();
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
        lifetime.requireOpen();
        if (!layout.writable()) {
            return;
        }
        try {
            log.recordUses(keys);
        } catch (IOException e) {
            throw failure("record uses of entries", e);
        }
    }

    /** Returns the keys of all known entries in no particular order. */
    public List<CacheKey> keys() throws StoreException {
        lifetime.requireOpen();
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
        lifetime.requireOpen();
        return new PackExport(catalog, packBytes, receiver).export(keys);
    }

    /** Returns counts and sizes. This reads every file's length. */
    public StoreStatistics statistics() throws StoreException {
        return maintenance.statistics();
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
        return maintenance.collectGarbage(policy, progress);
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
        return maintenance.examine(repair, progress);
    }

    /** Makes everything durable, and releases all locks and files. Leases that are still held end. */
    @Override
    public void close() throws StoreException {
        if (!lifetime.end()) {
            return;
        }
        try {
            log.close();
            maintenance.end();
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

    private StoreException failure(String what, IOException cause) {
        return StoreFailures.writing(layout.root(), what, cause);
    }
}
