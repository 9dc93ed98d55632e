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
 * A run that was complete. The keys of its results follow from the request, the data files and the results that some
 * parameters refer to; if these are the same, so are the keys, and if the store has them all, nothing is left to compute.
 *
 * @param request digest of what it was asked for, and of the program
 * @param dataFiles the files that its stages read, with the digests that entered the keys
 * @param keys keys of everything that it found or computed
 * @param artifacts the outputs that are one for a whole stage: what parameters refer to is among them
 * @param files what it left outside of the store: copies, their lists, the report; and what the report was made from
 * @param history name of the latest file of the run history
 * @param points number of points of its stages
 * @param stages number of its stages
 * @param shown what it showed in the end; empty if it was asked to be quiet
 */
public record SettledRun(
        Digest request,
        SortedMap<Path, Digest> dataFiles,
        List<CacheKey> keys,
        List<StoredOutput> artifacts,
        SortedMap<Path, FileState> files,
        String history,
        int points,
        int stages,
        Optional<String> shown) {

    public SettledRun {
        dataFiles = Collections.unmodifiableSortedMap(new TreeMap<>(dataFiles));
        keys = List.copyOf(keys);
        artifacts = List.copyOf(artifacts);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether the files that it read have the same content, and those that it left behind were not touched. */
    boolean hasSameFiles() {
        try {
            for (Map.Entry<Path, FileState> file : files.entrySet()) {
                if (!FileState.of(file.getKey()).equals(file.getValue())) {
                    return false;
                }
            }
            for (Map.Entry<Path, Digest> file : dataFiles.entrySet()) {
                if (!Files.isRegularFile(file.getKey())
                        || !Digest.of(file.getKey()).equals(file.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // Who reads the pipeline in full will say what is wrong.
            return false;
        }
    }

    /** Whether the store has all its results. */
    public boolean isIn(Store store) {
        for (CacheKey key : keys) {
            if (!store.contains(key)) {
                return false;
            }
        }
        for (StoredOutput artifact : artifacts) {
            Optional<Entry> entry = store.find(artifact.entry());
            if (entry.isEmpty() || !entry.get().outputs().containsValue(artifact)) {
                return false;
            }
        }
        return true;
    }
}
