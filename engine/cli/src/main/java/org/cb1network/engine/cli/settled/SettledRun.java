package org.cb1network.engine.cli.settled;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;

/**
 * A run that was complete. The keys of its results follow from the request, the files that it read, and the results that other
 * stages or parameters took up; if these are the same, so are the keys, and if the store has them all, nothing is left to compute.
 *
 * @param request digest of what it was asked for, and of the program
 * @param inputs the files that it read
 * @param keys keys of everything that it found or computed
 * @param used the outputs that went on: into other stages, parameters, copies
 * @param copies what the files look like that it left outside of the store, the record of the history among them
 * @param history name of the file of the run history that has it
 * @param points number of points of its stages
 * @param stages number of its stages
 * @param shown what it showed in the end, or would have, had it not been asked for something else
 */
public record SettledRun(
        Digest request,
        SortedMap<Path, InputFile> inputs,
        List<CacheKey> keys,
        List<StoredOutput> used,
        SortedMap<Path, FileState> copies,
        String history,
        int points,
        int stages,
        String shown) {

    public SettledRun {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        keys = List.copyOf(keys);
        used = List.copyOf(used);
        copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
    }

    /** Whether nobody has touched what it left outside of the store. */
    boolean hasItsCopies() throws IOException {
        for (Map.Entry<Path, FileState> copy : copies.entrySet()) {
            if (!FileState.of(copy.getKey()).equals(copy.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the files that it read have the same content, and are where they were. */
    boolean hasItsInputs() throws IOException {
        for (Map.Entry<Path, InputFile> input : inputs.entrySet()) {
            if (!InputFile.now(input.getKey()).equals(input.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Whether the store has all its results, those that went on with the same content. */
    public boolean isIn(Store store) {
        for (CacheKey key : keys) {
            if (!store.contains(key)) {
                return false;
            }
        }
        for (StoredOutput output : used) {
            Optional<Entry> entry = store.find(output.entry());
            if (entry.isEmpty() || !entry.get().outputs().containsValue(output)) {
                return false;
            }
        }
        return true;
    }
}
