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
 * @param dataFiles the files that its stages read, with the digests that entered the keys
 * @param keys of what it added to the store beside results
 * @param files what it left outside of the store, and what that was made from
 * @param shown what it showed in the end; empty if it was asked to be quiet
 */
public record Leavings(
        SortedMap<Path, Digest> dataFiles, List<CacheKey> keys, List<Path> files, Optional<String> shown) {}
