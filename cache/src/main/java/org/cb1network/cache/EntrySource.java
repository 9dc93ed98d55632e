package org.cb1network.cache;

import java.util.Collection;
import java.util.Optional;

/**
 * A source of entries outside the store, such as results that others have published. A store with an attached source
 * ({@link Store#attach}) takes missing entries from it.
 */
public interface EntrySource {

    /**
     * Returns the name of the place that has an entry of this key. A place that cannot be read counts as having none.
     */
    Optional<String> placeOf(CacheKey key);

    /**
     * Fetches entries. Entries that cannot be fetched or fail their checks are left out, and {@link #placeOf} no longer
     * names them.
     *
     * @param receiver receives each entry, checked, on this thread
     */
    void fetch(Collection<CacheKey> keys, Receiver receiver);

    /** Receives fetched entries. */
    interface Receiver {

        /** Receives an entry. */
        void entry(CacheKey key, EntryDraft draft);
    }

    /** Returns a source that has nothing. */
    static EntrySource none() {
        return new EntrySource() {
            @Override
            public Optional<String> placeOf(CacheKey key) {
                return Optional.empty();
            }

            @Override
            public void fetch(Collection<CacheKey> keys, Receiver receiver) {
                // There is nothing to fetch.
            }
        };
    }
}
