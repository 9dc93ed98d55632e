package org.cb1network.cache;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A complete result in the store.
 *
 * @param key key under which it was published
 * @param storedAt time of publication in milliseconds, by the clock of the publishing machine
 * @param documents documents stored beside the outputs, by name. The store does not interpret them, and they are not
 *     part of the entry's content: two publications of one key may differ in them. Callers must not change the arrays.
 * @param outputs outputs by name
 */
public record Entry(
        CacheKey key, Instant storedAt, SortedMap<String, byte[]> documents, SortedMap<String, StoredOutput> outputs) {

    public Entry {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /**
     * Returns the output of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StoredOutput output(String name) {
        StoredOutput output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException(
                    "Entry " + key.digest().shortHex() + " has no output " + name + ", only " + outputs.keySet() + ".");
        }
        return output;
    }
}
