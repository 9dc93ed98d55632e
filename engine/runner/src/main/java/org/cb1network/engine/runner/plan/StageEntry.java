package org.cb1network.engine.runner.plan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * The store's record of a complete stage: the keys of its points. Its own key depends on everything that determines
 * these ({@link KeyPreimage#ofStage}), so a stage that was complete before is looked up instead of being planned point
 * by point. It contains no results: if a point's result is missing, the point must be computed.
 */
final class StageEntry {

    private static final String OUTPUT = "points";
    private final byte[] keys;
    private final Digest points;

    /**
     * Creates an entry.
     *
     * @param keys keys of the points in order, {@link Digest#BYTES} bytes each; the array is not copied
     * @param points digest of the points, each with the values of its axes and its key
     */
    StageEntry(byte[] keys, Digest points) {
        this.keys = keys;
        this.points = points;
    }

    /** Returns the key of a point. */
    CacheKey key(int index) {
        int start = index * Digest.BYTES;
        return new CacheKey(Digest.fromBytes(Arrays.copyOfRange(keys, start, start + Digest.BYTES)));
    }

    /**
     * Returns the digest of the points, each with the values of its axes and its key, which enters the keys of
     * collected tables.
     */
    Digest points() {
        return points;
    }

    /**
     * Looks up a stage. A damaged or inconsistent entry counts as missing.
     *
     * @param size number of points
     */
    static Optional<StageEntry> find(Store store, KeyPreimage preimage, int size) {
        Optional<Entry> entry = store.find(preimage.key())
                .filter(found -> Arrays.equals(found.documents().get(KeyPreimage.DOCUMENT), preimage.toBytes()))
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
            // The store has reported the damage; the keys can be computed.
            return Optional.empty();
        }
    }

    /** Returns the keys of the points of the stage whose record has a key; none if the store has no such record. */
    static List<CacheKey> keysOfPoints(Store store, CacheKey stageKey) {
        Optional<Entry> entry = store.find(stageKey);
        if (entry.isEmpty() || !entry.get().outputs().containsKey(OUTPUT)) {
            return List.of();
        }
        try {
            byte[] content = store.read(entry.get().output(OUTPUT));
            StageEntry points = new StageEntry(content, Digest.of(content));
            List<CacheKey> keys = new ArrayList<>();
            for (int i = 0; i < content.length / Digest.BYTES - 1; i++) {
                keys.add(points.key(i));
            }
            return keys;
        } catch (CorruptObjectException damaged) {
            return List.of();
        }
    }

    /**
     * Saves the entry, unless the store is read-only. An existing entry of other content was not accepted by {@link
     * #find}: it is set aside, and the next run saves its own.
     */
    void save(Store store, KeyPreimage preimage) throws StoreException {
        if (store.isReadOnly()) {
            return;
        }
        byte[] content = ByteBuffer.allocate(keys.length + Digest.BYTES)
                .put(keys)
                .put(points.bytes())
                .array();
        EntryDraft.Builder draft = EntryDraft.builder()
                .document(KeyPreimage.DOCUMENT, preimage.toBytes())
                .output(OUTPUT, content);
        try {
            store.publish(preimage.key(), draft.build());
        } catch (NondeterminismException wrong) {
            store.setAside(preimage.key());
        }
    }
}
