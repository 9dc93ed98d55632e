package org.cb1network.engine.cli.settled;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;

/**
 * What a run read and left behind, beside its results.
 *
 * @param inputs the files that it read, as it read them
 * @param copies the files that it left outside of the store, each with the digest of what it left there
 * @param keys of what it added to the store beside results
 * @param history the file of the run history that has it
 * @param shown what it showed in the end, or would have, had it not been asked for something else
 */
public record RunTraces(
        SortedMap<Path, InputFile> inputs,
        Map<Path, Digest> copies,
        List<CacheKey> keys,
        String history,
        String shown) {

    public RunTraces {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        copies = Map.copyOf(copies);
        keys = List.copyOf(keys);
    }
}
