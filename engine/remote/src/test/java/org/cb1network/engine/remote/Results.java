package org.cb1network.engine.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.KeyPreimage;

/** Results for tests: entries with small, middle and large outputs. */
final class Results {

    private static final int MIDDLE_BYTES = 50_000;
    private static final int LARGE_BYTES = 4 << 20;

    private Results() {}

    static KeyPreimage preimage(int number) {
        return new KeyPreimage(new TreeMap<>(Map.of("stage type", "type " + number % 3, "number", "" + number)));
    }

    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Publishes results 0, 1, ...; the first has a large output. */
    static List<CacheKey> publish(Store store, int count) throws IOException {
        List<CacheKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(publish(store, i, i));
        }
        store.flush();
        return keys;
    }

    /** Publishes results 1, 2, ... without large outputs. */
    static List<CacheKey> publishSmall(Store store, int count) throws IOException {
        List<CacheKey> keys = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            keys.add(publish(store, i, i));
        }
        store.flush();
        return keys;
    }

    static CacheKey publish(Store store, int number, long content) throws IOException {
        EntryDraft.Builder draft = EntryDraft.builder()
                .document(KeyPreimage.DOCUMENT, preimage(number).toBytes())
                .output("small", bytes(100, content))
                .output("middle", bytes(MIDDLE_BYTES, content));
        if (number == 0) {
            draft.output("large", bytes(LARGE_BYTES, content));
        }
        store.publish(preimage(number).key(), draft.build());
        return preimage(number).key();
    }

    /** Returns all bytes of an entry by output, or nothing if the store lacks it. */
    static Map<String, String> contentOf(Store store, CacheKey key) throws IOException {
        Map<String, String> content = new TreeMap<>();
        Entry entry = store.find(key).orElse(null);
        if (entry != null) {
            for (StoredOutput output : entry.outputs().values()) {
                content.put(
                        output.name(),
                        org.cb1network.cache.Digest.of(store.read(output)).hex());
            }
        }
        return content;
    }
}
