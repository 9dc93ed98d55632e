package org.cb1network.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends this process's records to its own log, makes them durable in groups, and seals the log when it is full or the
 * store is closed.
 *
 * <p>Another process may wrongly conclude that this process has ended, and retire its log. That is noticed when the
 * records are made durable; records that the other process did not copy are then written again, to a new log. Locks are
 * taken in the order {@code forcing}, {@code appending}, the catalog's.
 */
final class EntryLog implements Closeable {

    /** A pack of this size is full. */
    static final long FULL_BYTES = 64L << 20;

    /** Shortest interval between two groups of records that are made durable. */
    private static final long FORCE_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private static final int SIGNS_PER_SILENCE = 3;

    /** Uses of an entry that are closer together than this are recorded once. */
    private static final int USE_RESOLUTION_MINUTES = 10;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Catalog catalog;

    private final Object forcing = new Object();
    private final Object appending = new Object();

    /** Full logs that are still to be sealed, and lost ones that are still to be copied. */
    private final List<OwnLog> finished = new ArrayList<>();

    private @Nullable OwnLog own;
    private long lastForced = System.nanoTime();
    private long lastAppended = System.nanoTime();

    EntryLog(StoreParts parts) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.catalog = parts.catalog();
    }

    /** A log that is being written. Guarded by {@link #appending}. */
    private static final class OwnLog {

        private final Path file;
        private final PackWriter writer;

        /** A view of the file that remains valid when the file is renamed. */
        private final Pack pack;

        private final LockFile.@Nullable Held held;
        private boolean dirty = true;

        private OwnLog(Path file, PackWriter writer, Pack pack, LockFile.@Nullable Held held) {
            this.file = file;
            this.writer = writer;
            this.pack = pack;
            this.held = held;
        }

        private String name() {
            return file.getFileName().toString();
        }

        /** Returns whether the file is as this process left it. */
        private boolean intact() throws IOException {
            return pack.length() == writer.position();
        }

        private void close() {
            writer.close();
            pack.close();
            if (held != null) {
                held.close();
            }
        }
    }

    /** Makes sure that the log exists at its path. It shows other processes that this one is at work. */
    void begin() throws IOException {
        synchronized (appending) {
            if (isInPlace(log())) {
                return;
            }
        }
        synchronized (forcing) {
            synchronized (appending) {
                rescue();
                log();
            }
        }
    }

    private boolean isInPlace(OwnLog log) throws IOException {
        return files.attributes(log.file) != null;
    }

    /** Returns the name of the log, or empty if nothing was written since the last one was sealed. */
    Optional<String> name() {
        synchronized (appending) {
            return Optional.ofNullable(own).map(OwnLog::name);
        }
    }

    /** Appends an entry. From then on it can be found. */
    Entry append(EntryRecord entry) throws IOException {
        EntryRecord next = entry;
        byte[] record = next.encode();
        // A record equal to one that was set aside would count as set aside, too.
        while (catalog.isRejected(RecordHeader.of(record).checksum().first())) {
            next = next.storedAt(next.entry().storedAt().plusMillis(1));
            record = next.encode();
        }
        append(record);
        return next.entry();
    }

    /** Appends the bytes of an output. */
    void append(Digest digest, byte[] content) throws IOException {
        byte[] record;
        long time = files.nowMillis();
        do {
            record = RecordHeader.record(RecordHeader.OUTPUT, digest, time++, 0, content);
        } while (catalog.isRejected(RecordHeader.of(record).checksum().first()));
        append(record);
    }

    /** Tells all processes that a record no longer counts, because it is damaged or its outputs are. */
    void setAside(Catalog.RecordPlace place) throws IOException {
        setAside(place, new byte[0]);
    }

    /** Tells all processes that a record no longer counts, because its content is wrong. */
    void setAsideAsWrong(Catalog.RecordPlace place) throws IOException {
        setAside(place, new byte[1]);
    }

    private void setAside(Catalog.RecordPlace place, byte[] body) throws IOException {
        append(RecordHeader.record(RecordHeader.SET_ASIDE, place.key(), files.nowMillis(), place.checksum(), body));
    }

    /**
     * Returns whether a record that looks damaged here is damaged for every process. While another process writes a
     * log, the last bytes may not have reached this machine yet.
     */
    boolean isSettled(Catalog.RecordPlace place) {
        return !Pack.isLog(place.pack()) || name().equals(Optional.of(place.pack()));
    }

    /** Records that these entries are in use now. Unknown keys and uses shortly after the last one are left out. */
    void recordUses(Collection<CacheKey> keys) throws IOException {
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
        int[] minutes = new int[count];
        Arrays.fill(minutes, now);
        appendUses(prefixes, minutes);
        forceIfDue();
    }

    private void appendUses(long[] keyPrefixes, int[] minutes) throws IOException {
        for (int from = 0; from < keyPrefixes.length; from += UseRecord.MOST_USES) {
            int count = Math.min(UseRecord.MOST_USES, keyPrefixes.length - from);
            append(UseRecord.encode(keyPrefixes, minutes, from, count));
        }
        catalog.used(keyPrefixes, minutes);
    }

    /**
     * Appends an empty record if none was appended for a third of the time after which other nodes consider a log
     * abandoned. A long computation then does not look like a dead process.
     */
    void showLife() throws IOException {
        synchronized (appending) {
            if (System.nanoTime() - lastAppended
                    < files.silence().dividedBy(SIGNS_PER_SILENCE).toNanos()) {
                return;
            }
        }
        begin();
        append(UseRecord.encode(new long[0], new int[0], 0, 0));
        force();
    }

    private void append(byte[] record) throws IOException {
        synchronized (appending) {
            OwnLog log = log();
            long position = log.writer.append(record);
            lastAppended = System.nanoTime();
            log.dirty = true;
            catalog.appended(log.name(), record, position, log.writer.position());
        }
    }

    private OwnLog log() throws IOException {
        if (own != null && (own.writer.position() >= FULL_BYTES || !own.intact())) {
            finish();
        }
        OwnLog log = own;
        if (log == null) {
            log = create();
            own = log;
        }
        return log;
    }

    private void finish() {
        if (own != null) {
            finished.add(own);
            own = null;
        }
    }

    private OwnLog create() throws IOException {
        String salt = files.newName();
        Path file = layout.packs().resolve(Pack.logName(layout.node(), salt));
        // Held until the log is sealed, so that processes on this machine know that it is being written.
        LockFile.Held held = locks.tryExclusive(LockPosition.log(salt)).orElse(null);
        PackWriter writer = null;
        try {
            writer = PackWriter.create(
                    files,
                    file,
                    Step.CREATE_LOG,
                    Step.START_LOG,
                    Step.APPEND_RECORD,
                    HexFormat.fromHexDigitsToLong(salt));
            OwnLog created = new OwnLog(file, writer, Pack.open(files, file, 0), held);
            catalog.add(file);
            return created;
        } catch (IOException e) {
            if (writer != null) {
                writer.close();
            }
            if (held != null) {
                held.close();
            }
            throw e;
        }
    }

    /** Makes appended records durable, if the last time was long enough ago. */
    void forceIfDue() throws IOException {
        synchronized (appending) {
            if (System.nanoTime() - lastForced < FORCE_EVERY_NANOS) {
                return;
            }
            lastForced = System.nanoTime();
        }
        force();
    }

    /** Makes appended records durable. */
    void force() throws IOException {
        synchronized (forcing) {
            OwnLog open;
            synchronized (appending) {
                rescue();
                open = own;
            }
            // One by one: after a failure the others are sealed next time.
            for (OwnLog log = nextFinished(); log != null; log = nextFinished()) {
                seal(log);
            }
            if (open != null) {
                force(open);
            }
        }
    }

    private @Nullable OwnLog nextFinished() {
        synchronized (appending) {
            return finished.isEmpty() ? null : finished.remove(0);
        }
    }

    private void force(OwnLog log) throws IOException {
        synchronized (appending) {
            if (!log.dirty) {
                return;
            }
            log.dirty = false;
        }
        try {
            log.writer.force(Step.FORCE_LOG);
            files.forceFolder(Step.FORCE_LOG, layout.packs());
        } catch (IOException e) {
            synchronized (appending) {
                log.dirty = true;
            }
            throw e;
        }
    }

    private void seal(OwnLog log) throws IOException {
        try {
            force(log);
            if (log.writer.position() == Pack.HEAD_BYTES && log.intact()) {
                files.delete(Step.DELETE_PACK, log.file);
            } else if (log.intact()) {
                Path sealed = layout.packs().resolve(log.writer.seal(Step.FORCE_LOG));
                files.move(Step.SEAL_LOG, log.file, sealed);
                files.forceFolder(Step.SEAL_LOG, layout.packs());
                catalog.renamed(log.name(), sealed);
            }
        } catch (IOException e) {
            if (log.dirty) {
                throw e;
            }
            // All records are on disk. The log stays a log, as if this process had been killed.
        } finally {
            log.close();
        }
    }

    /** Continues with a new log if the old one was retired or removed. If that fails, for example on a full disk, it is tried again. */
    private void rescue() throws IOException {
        if (own != null && !isInPlace(own)) {
            finish();
        }
        for (OwnLog log : List.copyOf(finished)) {
            if (!isInPlace(log)) {
                catalog.refresh();
                copyUnknown(log.pack);
                finished.remove(log);
                log.close();
            }
        }
    }

    private void copyUnknown(Pack orphan) throws IOException {
        orphan.visit((header, position) -> {
            byte[] record = catalog.knows(header) ? null : orphan.soundRecord(position, header);
            if (record != null) {
                append(record);
            }
        });
    }

    /** Makes everything durable and seals the log. */
    void seal() throws IOException {
        synchronized (appending) {
            // What a removed log held goes into a new log, which would otherwise stay open.
            rescue();
            finish();
        }
        force();
    }

    @Override
    public void close() throws IOException {
        try {
            seal();
        } finally {
            letGo();
        }
    }

    /** Closes what could not be sealed or copied. */
    private void letGo() {
        synchronized (appending) {
            finish();
            finished.forEach(OwnLog::close);
            finished.clear();
        }
    }
}
