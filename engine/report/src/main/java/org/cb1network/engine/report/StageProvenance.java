package org.cb1network.engine.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.provenance.ResultOrigins;

/** Where and when the results of a stage were first computed, and whether here, collected in one pass over its results. */
final class StageProvenance {

    private final SortedSet<String> machines = new TreeSet<>();
    private final SortedSet<String> versions = new TreeSet<>();
    private final SortedSet<String> stages = new TreeSet<>();
    private final SortedMap<String, Integer> originsOfPoints = new TreeMap<>();
    private final SortedMap<String, Integer> originsOfTables = new TreeMap<>();
    private Duration took = Duration.ZERO;
    private Optional<Instant> latest = Optional.empty();
    private int points;

    /** Reads the records of all points and collected tables in the store. */
    static StageProvenance of(StageWork work, Store store) {
        StageProvenance all = new StageProvenance();
        for (int i = 0; i < work.size(); i++) {
            find(work.key(i), store, all.originsOfPoints)
                    .flatMap(StageProvenance::record)
                    .ifPresent(all::add);
        }
        work.collectionKeys().forEach(key -> find(key, store, all.originsOfTables));
        return all;
    }

    /** Returns a result, unless it is only in a remote: its record is not worth fetching. Counts its origin. */
    private static Optional<Entry> find(CacheKey key, Store store, SortedMap<String, Integer> origins) {
        Optional<String> place = store.placeOf(key);
        Optional<Entry> entry = place.isPresent() ? Optional.empty() : store.find(key);
        place.map(ResultOrigins::onlyIn)
                .or(() -> entry.map(ResultOrigins::of))
                .ifPresent(origin -> origins.merge(origin, 1, Integer::sum));
        return entry;
    }

    private static Optional<Provenance> record(Entry entry) {
        try {
            return Provenance.of(entry);
        } catch (IllegalArgumentException damaged) {
            // Damage is ignored here; 'doctor' reports it.
            return Optional.empty();
        }
    }

    private void add(Provenance record) {
        points++;
        took = took.plus(record.took());
        machines.add(record.jvm() + ", " + record.os());
        versions.add(record.version());
        stages.add(record.stage());
        latest = latest.isPresent() && latest.get().isAfter(record.started()) ? latest : Optional.of(record.started());
    }

    /** Returns the number of points with a record. */
    int points() {
        return points;
    }

    /** Returns the total computing time of the points in seconds. */
    double seconds() {
        return took.toMillis() / 1000.0;
    }

    /** Returns the Java versions and operating systems. */
    SortedSet<String> machines() {
        return machines;
    }

    /** Returns the versions of this program. */
    SortedSet<String> versions() {
        return versions;
    }

    /**
     * Returns the stages that first computed the points. They may differ from this one, because stages share results.
     */
    SortedSet<String> stages() {
        return stages;
    }

    /** Returns the results of each origin, in words. */
    SortedMap<String, String> origins() {
        return ResultOrigins.inWords(originsOfPoints, originsOfTables);
    }

    /** Returns when the last of the points was started. */
    Optional<Instant> latest() {
        return latest;
    }
}
