package org.cb1network.engine.cli.lineage;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.Imported;
import org.cb1network.engine.runner.provenance.Provenance;

/**
 * Finds the entry of the store that has a given content, regardless of the current pipeline file. The lineage of an old
 * figure is thus known as long as the store keeps it. {@link Lineage} only knows the current pipeline, but in more
 * detail.
 */
public final class StoredLineage {

    private final Store store;
    private final Map<String, CacheKey> keys = new HashMap<>();

    /** Indexes all entries of a store. */
    public StoredLineage(Store store) throws IOException {
        this.store = store;
        for (CacheKey key : store.keys()) {
            store.find(key)
                    .ifPresent(entry -> entry.outputs()
                            .values()
                            .forEach(output -> keys.putIfAbsent(output.digest().hex(), key)));
        }
    }

    /** Returns whether some entry has the content. */
    public boolean knows(String digest) {
        return keys.containsKey(digest);
    }

    /** Describes the entry in a few words. */
    public String describe(String digest) {
        return find(digest)
                .map(entry -> {
                    String output = entry.outputs().values().stream()
                            .filter(one -> one.digest().hex().equals(digest))
                            .map(StoredOutput::name)
                            .findFirst()
                            .orElse("");
                    return Provenance.of(entry)
                            .map(origin -> "an earlier " + origin.stage() + "." + output)
                            .orElse("an earlier table collected of '" + output + "'");
                })
                .orElse("unknown");
    }

    /** Prints the entry, preceded by those whose outputs it was computed from, each once. */
    public void print(Iterable<String> digests, PrintWriter out) {
        Map<CacheKey, Entry> behind = new LinkedHashMap<>();
        digests.forEach(digest -> add(digest, behind));
        behind.values().forEach(entry -> print(entry, out));
    }

    private void add(String digest, Map<CacheKey, Entry> behind) {
        Optional<Entry> found = find(digest);
        if (found.isPresent() && !behind.containsKey(found.get().key())) {
            KeyPreimage.of(found.get())
                    .ifPresent(preimage -> preimage.ingredients().forEach((name, value) -> {
                        if (name.startsWith(KeyPreimage.INPUT)) {
                            add(value, behind);
                        }
                    }));
            behind.put(found.get().key(), found.get());
        }
    }

    private void print(Entry entry, PrintWriter out) {
        out.println();
        out.println("entry " + entry.key().digest().shortHex() + ", stored "
                + entry.storedAt().truncatedTo(ChronoUnit.SECONDS));
        Provenance.of(entry)
                .ifPresent(origin -> out.println("  stage " + origin.stage()
                        + (origin.point().isEmpty() ? "" : " (" + origin.point() + ")") + ", computed "
                        + origin.started().truncatedTo(ChronoUnit.SECONDS) + " " + origin.how()));
        Imported.of(entry).ifPresent(imported -> out.println("  " + imported));
        KeyPreimage.of(entry)
                .ifPresent(preimage ->
                        preimage.ingredients().forEach((name, value) -> out.println("  " + name + ": " + value)));
    }

    private Optional<Entry> find(String digest) {
        return Optional.ofNullable(keys.get(digest)).flatMap(store::find);
    }
}
