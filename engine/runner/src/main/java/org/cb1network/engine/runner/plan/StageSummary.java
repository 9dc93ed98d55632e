package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.NondeterminismException;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.stage.OutputPort;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of all points of a complete stage say, in one entry: their warnings, and the digests of their outputs. With it,
 * stages that take the results of single points are planned without reading these, which may be in a remote.
 *
 * <p>Its key depends on the keys of the points only. For each output of the stage it has one with the digest ({@link Digest#BYTES} bytes)
 * and length (8 bytes, big-endian; -1 if the point lacks the output) at each point, in the order of the points.
 */
final class StageSummary {

    private static final int BYTES_PER_POINT = Digest.BYTES + Long.BYTES;

    private final Entry entry;
    private final Store store;
    private final List<StageWarning> warnings;
    private final Map<String, ByteBuffer> listings = new HashMap<>();

    private StageSummary(Entry entry, Store store) {
        this.entry = entry;
        this.store = store;
        this.warnings = StageWarning.of(entry);
    }

    /** Looks up a summary. An entry that does not match its key counts as missing. */
    static Optional<StageSummary> find(Store store, KeyPreimage preimage) {
        return store.find(preimage.key())
                .filter(found -> Arrays.equals(found.documents().get(KeyPreimage.DOCUMENT), preimage.toBytes()))
                .map(found -> new StageSummary(found, store));
    }

    /**
     * Saves the summary of a stage that has all its results, unless the store is read-only.
     *
     * @return the warnings about the results, in the order of the points
     * @throws ResultLostException if the store no longer has one of the results
     */
    static List<StageWarning> save(StageWork work, Store store, KeyPreimage preimage) throws IOException {
        Map<String, byte[]> listings = new LinkedHashMap<>();
        for (OutputPort output : work.stage().outputs()) {
            listings.put(output.name(), new byte[Math.multiplyExact(work.size(), BYTES_PER_POINT)]);
        }
        Map<String, StageWarning> warnings = new LinkedHashMap<>();
        // All at once: results that are still in a remote are then a few requests.
        store.fetch(work.pointKeys());
        for (int i = 0; i < work.size(); i++) {
            String label = work.label(i);
            Entry point = store.find(work.key(i))
                    .orElseThrow(() -> new ResultLostException(work.stage().name(), label));
            int start = i * BYTES_PER_POINT;
            listings.forEach((output, listing) -> put(point.outputs().get(output), ByteBuffer.wrap(listing), start));
            StageWarning.merge(point, label, warnings);
        }
        List<StageWarning> all = List.copyOf(warnings.values());
        if (!store.isReadOnly()) {
            publish(listings, all, store, preimage);
        }
        return all;
    }

    private static void put(@Nullable StoredOutput output, ByteBuffer listing, int start) {
        if (output != null) {
            listing.put(start, output.digest().bytes());
        }
        listing.putLong(start + Digest.BYTES, output == null ? -1 : output.length());
    }

    /** Publishes a summary. An existing one of other content is out of date: it is set aside, and the next run saves its own. */
    private static void publish(
            Map<String, byte[]> listings, List<StageWarning> warnings, Store store, KeyPreimage preimage)
            throws StoreException {
        EntryDraft.Builder draft = EntryDraft.builder().document(KeyPreimage.DOCUMENT, preimage.toBytes());
        listings.forEach(draft::output);
        StageWarning.addTo(draft, warnings);
        try {
            store.publish(preimage.key(), draft.build());
        } catch (NondeterminismException outdated) {
            store.setAside(preimage.key());
        }
    }

    /** Returns the warnings about the results of the points. */
    List<StageWarning> warnings() {
        return warnings;
    }

    /**
     * Returns an output of a point; empty if the summary does not list it.
     *
     * @param key key of the point
     */
    synchronized Optional<StoredOutput> output(String name, CacheKey key, int point) {
        ByteBuffer listing = listings.computeIfAbsent(name, this::listing);
        int start = point * BYTES_PER_POINT;
        if (listing.capacity() < start + BYTES_PER_POINT) {
            return Optional.empty();
        }
        byte[] digest = new byte[Digest.BYTES];
        listing.get(start, digest);
        long length = listing.getLong(start + Digest.BYTES);
        return length < 0
                ? Optional.empty()
                : Optional.of(new StoredOutput(key, name, Digest.fromBytes(digest), length));
    }

    private ByteBuffer listing(String output) {
        StoredOutput stored = entry.outputs().get(output);
        try {
            return ByteBuffer.wrap(stored == null ? new byte[0] : store.read(stored));
        } catch (CorruptObjectException damaged) {
            // The store has reported it. The entries of the points are read instead.
            return ByteBuffer.allocate(0);
        }
    }
}
