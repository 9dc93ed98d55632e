package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * Results that a store has kept from earlier runs. A single table or file is found by its digest. The tables of many
 * points are found by the keys in the history of runs or in the current plan, and are used if they match the lock.
 */
public final class StoreResults implements KnownResults {

    private final Store store;
    private final PipelineSpec pipeline;
    private final Plan plan;
    private final RunHistory history;
    private @Nullable Map<String, StoredOutput> byDigest;

    /**
     * Creates a source of results.
     *
     * @param plan a plan of all stages for the store
     * @param history the runs that filled the store
     */
    public StoreResults(Store store, Plan plan, RunHistory history) {
        this.store = store;
        this.pipeline = plan.pipeline();
        this.plan = plan;
        this.history = history;
    }

    @Override
    public Optional<byte[]> content(String digest) throws IOException {
        StoredOutput output = index().get(digest);
        if (output == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.read(output));
        } catch (CorruptObjectException damaged) {
            return Optional.empty();
        }
    }

    private Map<String, StoredOutput> index() throws IOException {
        Map<String, StoredOutput> known = byDigest;
        if (known == null) {
            known = new HashMap<>();
            for (CacheKey key : store.keys()) {
                Optional<Entry> entry = store.find(key);
                if (entry.isPresent()) {
                    for (StoredOutput output : entry.get().outputs().values()) {
                        known.put(output.digest().hex(), output);
                    }
                }
            }
            byDigest = known;
        }
        return known;
    }

    @Override
    public Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException {
        int dot = artifact.indexOf('.');
        StageSpec stage = dot < 0 ? null : pipeline.stages().get(artifact.substring(0, dot));
        if (stage == null) {
            return Optional.empty();
        }
        String output = artifact.substring(dot + 1);
        for (StagePlan planned : plan.stages()) {
            if (planned.name().equals(stage.name()) && planned.work().isPresent()) {
                Map<String, CacheKey> keys = new HashMap<>();
                for (int i = 0; i < planned.work().get().size(); i++) {
                    keys.put(planned.work().get().label(i), planned.work().get().key(i));
                }
                Optional<List<Artifact.Piece>> found = pieces(stage, output, keys, digest);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        try (Stream<RunHistory.Run> runs = history.latestFirst()) {
            for (RunHistory.Run run : (Iterable<RunHistory.Run>) runs::iterator) {
                Map<String, CacheKey> keys = new HashMap<>();
                run.stage(stage.name())
                        .ifPresent(line ->
                                line.keys().forEach((point, key) -> keys.put(point, new CacheKey(Digest.parse(key)))));
                Optional<List<Artifact.Piece>> found = pieces(stage, output, keys, digest);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<List<Artifact.Piece>> pieces(
            StageSpec stage, String output, Map<String, CacheKey> keys, String digest) {
        List<PointTask.InputTable> tables = new ArrayList<>();
        List<Artifact.Piece> pieces = new ArrayList<>();
        for (Point point : stage.points()) {
            String label = point.axes().isEmpty() ? "" : point.toString();
            CacheKey key = keys.get(label);
            Optional<Entry> entry = key == null ? Optional.empty() : store.find(key);
            if (entry.isEmpty() || !entry.get().outputs().containsKey(output)) {
                return Optional.empty();
            }
            StoredOutput stored = entry.get().output(output);
            tables.add(new PointTask.InputTable(axes(point), stored));
            pieces.add(new Artifact.Piece(label, stored.digest().hex(), () -> store.read(stored)));
        }
        return PointTask.InputTable.digestOf(tables).equals(digest) ? Optional.of(pieces) : Optional.empty();
    }

    private static SortedMap<String, String> axes(Point point) {
        SortedMap<String, String> axes = new TreeMap<>();
        for (int axis = 0; axis < point.axes().size(); axis++) {
            axes.put(point.axes().get(axis).name(), point.text(axis));
        }
        return axes;
    }
}
