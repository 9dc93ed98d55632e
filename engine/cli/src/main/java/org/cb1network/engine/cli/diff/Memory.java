package org.cb1network.engine.cli.diff;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.CodeArchive;
import org.cb1network.engine.runner.run.PointComputer;

/** Information in a store about results: what they were computed from, with which code, and their contents. */
final class Memory {

    private final Optional<Store> store;

    private Memory(Optional<Store> store) {
        this.store = store;
    }

    static Memory of(Store store) {
        return new Memory(Optional.of(store));
    }

    /** Returns the empty memory of a folder of files. */
    static Memory none() {
        return new Memory(Optional.empty());
    }

    /** Returns whether both use the same store. */
    boolean isSame(Memory other) {
        return store.isPresent() && other.store.isPresent() && store.get() == other.store.get();
    }

    /** Returns the preimage of a key. */
    Optional<KeyPreimage> preimage(String key) {
        return entry(key)
                .map(entry -> entry.documents().get(PointComputer.PREIMAGE))
                .map(KeyPreimage::parse);
    }

    /** Returns the code behind a digest in a key. */
    Optional<CodeFingerprint> code(String digest) {
        return store.flatMap(known -> new CodeArchive(known).find(digest));
    }

    /** Returns the digests of an entry's outputs by name; empty if there is no such entry. */
    Optional<SortedMap<String, String>> outputs(String key) {
        return entry(key).map(entry -> {
            SortedMap<String, String> digests = new TreeMap<>();
            entry.outputs()
                    .forEach((name, output) -> digests.put(name, output.digest().hex()));
            return digests;
        });
    }

    /** Returns the bytes of an entry's output, if they are available and have the digest. */
    Optional<byte[]> read(String key, String output, String digest) {
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()
                || !entry.get().outputs().containsKey(output)
                || !entry.get().output(output).digest().hex().equals(digest)) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.orElseThrow().read(entry.get().output(output)));
        } catch (CorruptObjectException damaged) {
            // The store has reported the damage; here the bytes count as missing.
            return Optional.empty();
        }
    }

    private Optional<Entry> entry(String key) {
        return store.flatMap(known -> known.find(new CacheKey(Digest.parse(key))));
    }
}
