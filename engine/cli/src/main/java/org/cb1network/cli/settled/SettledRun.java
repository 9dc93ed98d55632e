package org.cb1network.cli.settled;

import java.io.IOException;
import java.nio.file.Files;
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
 * @param inputs the files that it read, each with the digest of what it read; empty for one that was not there
 * @param keys keys of everything that it found or computed
 * @param used the outputs that went on: into other stages, parameters, copies
 * @param copies what the files look like that it left outside of the store
 * @param history name of the file of the run history that has it
 * @param points number of points of its stages
 * @param stages number of its stages
 * @param shown what it showed in the end; empty if it was asked to be quiet
 */
public record SettledRun(
        Digest request,
        SortedMap<Path, Optional<Digest>> inputs,
        List<CacheKey> keys,
        List<StoredOutput> used,
        SortedMap<Path, FileState> copies,
        String history,
        int points,
        int stages,
        Optional<String> shown) {

    public SettledRun {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        keys = List.copyOf(keys);
        used = List.copyOf(used);
        copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
    }

    /** Whether it answers a run that is asked to be quiet, or one that is not. */
    public boolean suffices(boolean quiet) {
        return quiet || shown.isPresent();
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

    /** Whether the files that it read have the same content. */
    boolean hasItsInputs() throws IOException {
        for (Map.Entry<Path, Optional<Digest>> input : inputs.entrySet()) {
            if (!digest(input.getKey()).equals(input.getValue())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Digest of a file as it is now; empty if there is none.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<Digest> digest(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Digest.of(file)) : Optional.empty();
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
