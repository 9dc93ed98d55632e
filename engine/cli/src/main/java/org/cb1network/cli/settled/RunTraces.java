package org.cb1network.cli.settled;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;

/**
 * What a run read and left behind, beside its results.
 *
 * @param inputs the files that it read, each with the digest of what it read; empty for one that was not there
 * @param copies the files that it left outside of the store, all of them made from its results and its inputs
 * @param keys of what it added to the store beside results
 * @param history the file of the run history that has it
 * @param shown what it showed in the end; empty if it was asked to be quiet
 */
public record RunTraces(
        SortedMap<Path, Optional<Digest>> inputs,
        List<Path> copies,
        List<CacheKey> keys,
        String history,
        Optional<String> shown) {}
