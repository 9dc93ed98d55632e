package org.cb1network.engine.runner.audit;

import com.google.common.hash.Hashing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.cb1network.cache.CacheKey;

/**
 * Draws a random sample of results. Results are ordered by a hash of the seed and their key, and the first ones are
 * taken. The chance of a result is therefore independent of the order of the others, and the same seed and results give
 * the same sample everywhere.
 */
public final class Sample {

    private Sample() {}

    /**
     * Draws without replacement.
     *
     * @param results results with distinct keys
     * @param count size of the sample, at most the number of results
     * @return the sample, in the order of {@code results}
     */
    public static <T> List<T> draw(List<T> results, Function<T, CacheKey> key, int count, long seed) {
        Set<T> drawn = new HashSet<>(shuffle(results, key, seed).subList(0, count));
        return results.stream().filter(drawn::contains).toList();
    }

    /** Returns all results in random order. */
    public static <T> List<T> shuffle(List<T> results, Function<T, CacheKey> key, long seed) {
        Map<T, Long> lots = new HashMap<>();
        results.forEach(result -> lots.put(result, number(key.apply(result), seed)));
        return results.stream().sorted(Comparator.comparing(lots::get)).toList();
    }

    private static long number(CacheKey key, long seed) {
        return Hashing.sha256()
                .newHasher()
                .putLong(seed)
                .putBytes(key.digest().bytes())
                .hash()
                .asLong();
    }
}
