package org.cb1network.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes entries, and withdraws those whose content turned out to be wrong. */
final class Publisher {

    /** Longest wait for a lock that others hold only for moments. After that its holder counts as suspended. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private final int packedBelow;
    private final StoreFiles files;
    private final StoreLayout layout;
    private final LockFile locks;
    private final Lifetime lifetime;
    private final Session session;
    private final ObjectFolder objects;
    private final Catalog catalog;
    private final EntryLog log;
    private final EntryReader reader;

    Publisher(StoreParts parts, EntryLog log, EntryReader reader) {
        this.packedBelow = parts.packedBelow();
        this.files = parts.files();
        this.layout = parts.layout();
        this.locks = parts.locks();
        this.lifetime = parts.lifetime();
        this.session = parts.session();
        this.objects = parts.objects();
        this.catalog = parts.catalog();
        this.log = log;
        this.reader = reader;
    }

    /** Creates an empty file on the store's device, for an output that is written incrementally. */
    Path newTemporaryFile() throws StoreException {
        lifetime.requireOpen();
        layout.requireWritable();
        Path path = session.newName();
        try {
            files.create(Step.CREATE_TEMPORARY, path).close();
            return path;
        } catch (IOException e) {
            session.discard(path);
            throw StoreFailures.writing(layout.root(), "create a temporary file", e);
        }
    }

    /**
     * Publishes an entry. If the key has an entry of the same content, that entry is returned and nothing is written.
     * The draft's temporary files no longer exist afterwards, even if this fails.
     *
     * @throws NondeterminismException if the key has an entry of other content, which is kept
     * @throws StoreException if it cannot be written; then no part of it can be found
     */
    Entry publish(CacheKey key, EntryDraft draft) throws StoreException, NondeterminismException {
        lifetime.requireOpen();
        List<Path> staged = new ArrayList<>();
        try {
            layout.requireWritable();
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
            throw StoreFailures.writing(
                    layout.root(), "store entry " + key.digest().shortHex(), e);
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
                (content.length < EntryRecord.INLINE_BELOW_BYTES ? inline : packed).put(name, content);
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
        EntryRecord existing = reader.findComplete(prepared.key());
        if (existing != null) {
            List<String> different = differences(
                    existing.entry().outputs(), prepared.record.entry().outputs());
            // Checked in full even if the contents agree: the new computation may be needed to repair damage.
            if (reader.isSound(existing)) {
                if (different.isEmpty()) {
                    return existing.entry();
                }
                throw nondeterminism(prepared.key(), different);
            }
        }
        Catalog.RecordPlace replaced = reader.takeLost(prepared.key());
        if (replaced != null) {
            log.setAside(replaced);
        }
        for (var file : prepared.staged.entrySet()) {
            objects.install(
                    file.getValue(),
                    prepared.record.entry().output(file.getKey()).digest());
        }
        List<String> reliedOn = appendOutputs(prepared, true);
        reader.tellOfDamage();
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
    boolean setAside(CacheKey key) throws StoreException {
        lifetime.requireOpen();
        layout.requireWritable();
        try (Guard guard = exclusively(LockPosition.publication(key))) {
            guard.hold();
            catalog.refresh();
            boolean any = false;
            // There may be another record of the same key, which would then count.
            for (Catalog.Found found = reader.read(key); found != null; found = reader.read(key)) {
                log.setAsideAsWrong(found.place());
                catalog.forget(found.place());
                any = true;
            }
            reader.takeLost(key);
            log.force();
            return any;
        } catch (IOException e) {
            throw StoreFailures.writing(
                    layout.root(), "set entry " + key.digest().shortHex() + " aside", e);
        }
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
