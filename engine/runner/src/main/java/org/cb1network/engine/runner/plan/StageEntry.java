package org.cb1network.engine.runner.plan;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.NondeterminismException;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;

/**
 * What the store remembers of a stage with all its results: the keys of its points. Its own key is made of everything that
 * determines these ({@link KeyPreimage#ofStage}), so that a stage that has been complete before is looked up, not worked out point by
 * point. It keeps no result: where a point is gone, the point is missing.
 */
final class StageEntry {

    private static final String OUTPUT = "points";
    private static final String PREIMAGE = "preimage";

    private final byte[] keys;
    private final Digest points;

    /**
     * @param keys the keys of the points in order, {@link Digest#BYTES} bytes each; it becomes part of the entry
     * @param points digest of the points, each with the values of its axes and its key
     */
    StageEntry(byte[] keys, Digest points) {
        this.keys = keys;
        this.points = points;
    }

    /** The key of a point. */
    CacheKey key(int index) {
        int start = index * Digest.BYTES;
        return new CacheKey(Digest.fromBytes(Arrays.copyOfRange(keys, start, start + Digest.BYTES)));
    }

    /** Digest of the points, each with the values of its axes and its key: what keys of collected tables are made of. */
    Digest points() {
        return points;
    }

    /**
     * Looks a stage up. What is damaged, or not what its key stands for, counts as missing.
     *
     * @param size the number of its points
     */
    static Optional<StageEntry> find(Store store, KeyPreimage preimage, int size) {
        Optional<Entry> entry = store.find(preimage.key())
                .filter(found -> Arrays.equals(found.documents().get(PREIMAGE), preimage.toBytes()))
                .filter(found -> found.outputs().containsKey(OUTPUT));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] content = store.read(entry.get().output(OUTPUT));
            int end = Math.multiplyExact(size, Digest.BYTES);
            return content.length != end + Digest.BYTES
                    ? Optional.empty()
                    : Optional.of(new StageEntry(
                            Arrays.copyOf(content, end),
                            Digest.fromBytes(Arrays.copyOfRange(content, end, content.length))));
        } catch (CorruptObjectException damaged) {
            // The store has reported it; the keys can be worked out.
            return Optional.empty();
        }
    }

    /**
     * Keeps it, unless the store may only be read. An entry of other content is one that {@link #find} did not believe: it is set aside,
     * and the next run keeps its own.
     */
    void save(Store store, KeyPreimage preimage) throws StoreException {
        if (store.isReadOnly()) {
            return;
        }
        byte[] content = ByteBuffer.allocate(keys.length + Digest.BYTES)
                .put(keys)
                .put(points.bytes())
                .array();
        EntryDraft draft = EntryDraft.builder()
                .document(PREIMAGE, preimage.toBytes())
                .output(OUTPUT, content)
                .build();
        try {
            store.publish(preimage.key(), draft);
        } catch (NondeterminismException wrong) {
            store.setAside(preimage.key());
        }
    }
}
