package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.table.Table;

/** Determines, before anything runs, which results are in the store and which points must be computed. */
public final class Planner {

    private final PipelineSpec pipeline;
    private final Store store;
    private final StageCode code;

    /** Values of references resolved so far. Most stages refer to a choice, and its table is read once. */
    private final Map<TableColumn, Value> values = new ConcurrentHashMap<>();

    /** A column of a table with this content. */
    private record TableColumn(Digest content, String column) {}

    /**
     * Creates a planner.
     *
     * @param code the code that a stage can reach
     */
    public Planner(PipelineSpec pipeline, Store store, StageCode code) {
        this.pipeline = pipeline;
        this.store = store;
        this.code = code;
    }

    /** Returns the pipeline. */
    public PipelineSpec pipeline() {
        return pipeline;
    }

    /**
     * Plans the selected stages. A result that turns out to be damaged or removed counts as missing.
     *
     * @throws IOException if the store cannot be read
     */
    public Plan plan(Selection selection) throws IOException {
        // Each loss leaves one more stage without its results, and those that need it are not looked up.
        for (int losses = 0; losses < selection.stages().size(); losses++) {
            try {
                return plan(selection, Map.of());
            } catch (CorruptObjectException | ResultLostException lost) {
                // The store has reported damage.
            }
        }
        return plan(selection, Map.of());
    }

    /**
     * Plans the selected stages, given some results.
     *
     * @param known results of stages that a run has just found or computed, by stage; they are not looked up again
     * @throws IOException if the store cannot be read
     */
    public Plan plan(Selection selection, Map<String, StageResults> known) throws IOException {
        Map<String, StageResults> results = new HashMap<>(known);
        Map<String, StagePlan> plans = new LinkedHashMap<>();
        for (StageSpec stage : selection.stages()) {
            if (known.containsKey(stage.name())) {
                StageResults complete = known.get(stage.name());
                plans.put(stage.name(), StagePlan.known(complete.work(), 0, Optional.of(complete)));
                continue;
            }
            Set<String> open = new TreeSet<>(stage.predecessors());
            open.removeAll(results.keySet());
            if (!open.isEmpty()) {
                plans.put(stage.name(), StagePlan.waiting(stage, open));
                continue;
            }
            StageWork work = prepare(stage, results);
            Optional<StageResults> found =
                    selection.isForced(stage.name()) ? Optional.empty() : StageResults.find(work, store);
            found.ifPresent(complete -> results.put(stage.name(), complete));
            int missing = selection.isForced(stage.name()) ? work.size() : work.missing(store).length;
            plans.put(stage.name(), StagePlan.known(work, missing, found));
        }
        return new Plan(pipeline, new ArrayList<>(plans.values()));
    }

    /**
     * Returns a stage with its points' keys, given the results of the stages it needs.
     *
     * @throws IOException if one of those results cannot be read
     * @throws IllegalArgumentException if a parameter refers to a value of a table without rows
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if a value is not valid for its parameter
     */
    public StageWork prepare(StageSpec stage, Map<String, StageResults> results) throws IOException {
        Map<Reference, Value> values = new TreeMap<>();
        for (Reference reference : stage.resolver().references()) {
            values.put(reference, value(reference, results));
        }
        PointResolver parameters = stage.resolver().with(values::get);
        Map<String, StageResults> upstream = new HashMap<>(results);
        upstream.keySet().retainAll(stage.predecessors());
        return new StageWork(stage, parameters, code, pipeline.seed(), upstream, store);
    }

    private Value value(Reference reference, Map<String, StageResults> results) throws IOException {
        StageResults source = results.get(reference.stage());
        if (source == null) {
            throw new IllegalStateException("stage '" + reference.stage() + "' has no results yet");
        }
        StoredOutput output = source.single(reference.output());
        String column = reference.column().orElseThrow();
        TableColumn place = new TableColumn(output.digest(), column);
        Value value = values.get(place);
        if (value == null) {
            value = first(Table.read(store.read(output)), column, reference);
            values.put(place, value);
        }
        return value;
    }

    private static Value first(Table table, String column, Reference reference) {
        try {
            return Value.first(table, column);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reference + " has no value: " + e.getMessage(), e);
        }
    }

    /** Returns the stages in topological order; stages that are independent keep the order of the file. */
    static List<StageSpec> ordered(PipelineSpec pipeline) {
        Map<String, StageSpec> done = new LinkedHashMap<>();
        List<StageSpec> open = new ArrayList<>(pipeline.stages().values());
        while (!open.isEmpty()) {
            int before = done.size();
            for (Iterator<StageSpec> next = open.iterator(); next.hasNext(); ) {
                StageSpec stage = next.next();
                if (done.keySet().containsAll(stage.predecessors())) {
                    done.put(stage.name(), stage);
                    next.remove();
                }
            }
            if (done.size() == before) {
                throw new IllegalStateException("stages depend on each other in a circle: " + open);
            }
        }
        return List.copyOf(done.values());
    }
}
