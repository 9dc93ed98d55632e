package org.cb1network.cache;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks entries up in the store and in the attached source, and fetches from the source what the store lacks. */
final class Fetcher {

    private final StoreFiles files;
    private final StoreLayout layout;
    private final DistinctWarnings warnings;
    private final Lifetime lifetime;
    private final Catalog catalog;
    private final EntryReader reader;
    private final Publisher publisher;

    private volatile EntrySource elsewhere = EntrySource.none();

    Fetcher(StoreParts parts, EntryReader reader, Publisher publisher) {
        this.files = parts.files();
        this.layout = parts.layout();
        this.warnings = parts.warnings();
        this.lifetime = parts.lifetime();
        this.catalog = parts.catalog();
        this.reader = reader;
        this.publisher = publisher;
    }

    /** From now on, takes missing entries from this source. */
    void attach(EntrySource source) {
        elsewhere = source;
    }

    /** Returns whether the store or the attached source has an entry of this key, as far as is known without reading it. */
    boolean contains(CacheKey key) {
        lifetime.requireOpen();
        return reader.knows(key) || placeOf(key).isPresent();
    }

    /** Returns the name of the place that has the entry of this key, if the store itself has none. */
    Optional<String> placeOf(CacheKey key) {
        lifetime.requireOpen();
        return catalog.contains(key) || catalog.isDistrusted(key) ? Optional.empty() : elsewhere.placeOf(key);
    }

    /** Returns the entry of this key, fetched if the store has none that is complete, or null. */
    @Nullable
    EntryRecord find(CacheKey key) {
        lifetime.requireOpen();
        EntryRecord record = reader.findComplete(key);
        if (record == null && placeOf(key).isPresent()) {
            fetch(List.of(key));
            record = reader.findComplete(key);
        }
        return record;
    }

    /** Fetches the missing ones of these entries. */
    void fetch(Collection<CacheKey> keys) {
        lifetime.requireOpen();
        List<CacheKey> missing = keys.stream()
                .filter(key -> !reader.knows(key) && placeOf(key).isPresent())
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
            publisher.publish(key, draft);
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
        reader.keepInMemory(new EntryRecord(entry, content));
    }
}
