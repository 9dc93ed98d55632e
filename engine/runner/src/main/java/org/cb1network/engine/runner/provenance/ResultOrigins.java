package org.cb1network.engine.runner.provenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.table.Count;

/** Tells where results come from: computed with this store, imported from a remote, or still in a remote. */
public final class ResultOrigins {

    /** The origin of results that were computed with this store. */
    public static final String HERE = "computed here";

    private ResultOrigins() {}

    /** Returns the results of a stage by origin: {@code 24 points, 1 joined table}. Nothing is fetched. */
    public static SortedMap<String, String> inWords(StageWork work, Store store) {
        List<CacheKey> all = work.resultKeys();
        return inWords(of(all.subList(0, work.size()), store), of(all.subList(work.size(), all.size()), store));
    }

    /** Returns numbers of points and of joined tables, both by origin, in words. */
    public static SortedMap<String, String> inWords(
            SortedMap<String, Integer> points, SortedMap<String, Integer> joinedTables) {
        SortedMap<String, String> words = new TreeMap<>();
        points.forEach((origin, count) -> words.put(origin, Count.of(count, "point")));
        joinedTables.forEach((origin, count) ->
                words.merge(origin, Count.of(count, "joined table"), (first, then) -> first + ", " + then));
        return words;
    }

    private static SortedMap<String, Integer> of(List<CacheKey> keys, Store store) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (CacheKey key : keys) {
            of(key, store).ifPresent(origin -> counts.merge(origin, 1, Integer::sum));
        }
        return counts;
    }

    /** Returns the stages with results of each origin, each with these results: {@code rates (24 points, 1 joined table)}. */
    public static SortedMap<String, List<String>> stages(Collection<StageWork> works, Store store) {
        SortedMap<String, List<String>> stages = new TreeMap<>();
        for (StageWork work : works) {
            inWords(work, store)
                    .forEach((origin, results) -> stages.computeIfAbsent(origin, unseen -> new ArrayList<>())
                            .add(work.stage().name() + " (" + results + ")"));
        }
        return stages;
    }

    /** Returns the origin of a result; empty if there is none. */
    private static Optional<String> of(CacheKey key, Store store) {
        Optional<String> place = store.placeOf(key);
        return place.isPresent()
                ? place.map(ResultOrigins::onlyIn)
                : store.find(key).map(ResultOrigins::of);
    }

    /** Returns the origin of a result in the store. */
    public static String of(Entry entry) {
        return Imported.of(entry).map(Imported::toString).orElse(HERE);
    }

    /** Returns the origin of a result that a remote has and the store has not. */
    public static String onlyIn(String remote) {
        return "only in the remote " + remote;
    }

    /** Returns whether a result was not computed with this store. */
    public static boolean isImported(CacheKey key, Store store) {
        Optional<Entry> entry = store.placeOf(key).isPresent() ? Optional.empty() : store.find(key);
        return entry.isEmpty() || Imported.of(entry.get()).isPresent();
    }
}
