package org.cb1network.cache;

import java.util.Collection;
import java.util.Optional;

/**
 * Entries that are elsewhere, such as results that others have published. {@link Store#attach} makes a store take from it what it
 * does not have.
 */
public interface EntrySource {

    /** Returns the name of the place that has an entry of this key. Trouble with the place counts as no entry. */
    Optional<String> placeOf(CacheKey key);

    /**
     * Fetches entries. What cannot be fetched, or is not what it should be, is left out, and {@link #placeOf} no longer names it.
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
