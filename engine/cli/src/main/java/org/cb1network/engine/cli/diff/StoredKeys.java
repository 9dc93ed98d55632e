package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.compare.Contents;
import org.cb1network.engine.compare.OutputComparison;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.CodeArchive;

/**
 * What a store knows about the keys of a side: the results, and what they were computed from, with which code.
 *
 * @param store the store; empty for a folder of files or a lock, which has no keys
 */
record StoredKeys(Optional<Store> store) {

    static StoredKeys none() {
        return new StoredKeys(Optional.empty());
    }

    /** Returns whether both use the same store. */
    boolean isSame(StoredKeys other) {
        return store.isPresent() && other.store.isPresent() && store.get() == other.store.get();
    }

    /** Returns the preimage of a key. */
    Optional<KeyPreimage> preimage(String key) {
        return entry(key).flatMap(KeyPreimage::of);
    }

    /** Returns the code behind a digest in a key. */
    Optional<CodeFingerprint> code(String digest) {
        return store.flatMap(known -> new CodeArchive(known).find(digest));
    }

    /** Returns the digests of an entry's outputs by name; empty if there is no such entry. */
    Optional<SortedMap<String, String>> outputs(String key) {
        return entry(key).map(OutputComparison::digests);
    }

    /**
     * Returns the contents of outputs. Damaged ones, which the store reports, count as missing.
     *
     * @param keys key of the entry that has a content, by the digest of the content
     */
    Contents contents(Map<String, String> keys) {
        return digest -> {
            Optional<Entry> entry = Optional.ofNullable(keys.get(digest)).flatMap(this::entry);
            return entry.isEmpty() ? Optional.empty() : read(entry.get(), digest);
        };
    }

    private Optional<byte[]> read(Entry entry, String digest) throws IOException {
        try {
            return OutputComparison.contents(store.orElseThrow(), entry).content(digest);
        } catch (CorruptObjectException damaged) {
            return Optional.empty();
        }
    }

    private Optional<Entry> entry(String key) {
        return store.flatMap(known -> known.find(new CacheKey(Digest.parse(key))));
    }
}
