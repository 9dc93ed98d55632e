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
 * A random sample of results. Each result draws a lot, the hash of the seed and its key, and the lowest lots win: so a result's
 * chances do not depend on the order of the others, and the same seed over the same results gives the same sample everywhere.
 */
public final class Sample {

    private Sample() {}

    /**
     * Draws without putting back.
     *
     * @param results results of different keys
     * @param count how many to draw, at most as many as there are
     * @return the sample, in the order of {@code results}
     */
    public static <T> List<T> draw(List<T> results, Function<T, CacheKey> key, int count, long seed) {
        Set<T> drawn = new HashSet<>(shuffle(results, key, seed).subList(0, count));
        return results.stream().filter(drawn::contains).toList();
    }

    /** All results in the order of their lots. */
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
