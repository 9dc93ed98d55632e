package org.cb1network.cache;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A complete result in the store.
 *
 * @param key the key it was published under
 * @param storedAt when it was published, to the millisecond, by the clock of the machine that did
 * @param documents what was stored beside the outputs, by name. The store does not look into them, and they are no
 *     part of the entry's content: two publications of one key may differ in them. The arrays are not to be changed.
 * @param outputs its outputs by name
 */
public record Entry(
        CacheKey key, Instant storedAt, SortedMap<String, byte[]> documents, SortedMap<String, StoredOutput> outputs) {

    public Entry {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /**
     * The output of this name.
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
