package org.cb1network.engine.runner.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;

/** Stores the code fingerprints behind the digests in cache keys, so that a code change can be explained later. */
public final class CodeArchive {

    private static final String OUTPUT = "fingerprint";

    private final Store store;

    public CodeArchive(Store store) {
        this.store = store;
    }

    /**
     * Saves a fingerprint.
     *
     * @throws IOException if the store cannot be written
     */
    public void save(CodeFingerprint fingerprint) throws IOException {
        CacheKey key = key(fingerprint.digest());
        if (!store.contains(key)) {
            store.publish(
                    key,
                    EntryDraft.builder().output(OUTPUT, fingerprint.toBytes()).build());
        }
    }

    /** Returns the fingerprint with a digest, if the store still has it. */
    public Optional<CodeFingerprint> find(String digest) {
        try {
            Optional<Entry> entry = store.find(key(digest));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(CodeFingerprint.parse(store.read(entry.get().output(OUTPUT))));
        } catch (IOException | IllegalArgumentException e) {
            // Only an explanation is lost; the store has reported the damage.
            return Optional.empty();
        }
    }

    /** Returns the key of a fingerprint. */
    public static CacheKey key(String digest) {
        return new CacheKey(Digest.of(("code fingerprint " + digest).getBytes(StandardCharsets.UTF_8)));
    }
}
