package org.cb1network.engine.cli.lineage;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.runner.provenance.ResultOrigins;
import org.cb1network.engine.runner.spec.Axis;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.table.Count;

/** Finds the stage of a plan that wrote an output with a given content, and lists the stages that it depends on. */
public final class Lineage {

    private final Map<String, StagePlan> stages = new TreeMap<>();
    private final Map<String, OutputName> places = new HashMap<>();
    private final List<StagePlan> order;
    private final Store store;

    /**
     * An output of a stage.
     *
     * @param stage name of the stage
     * @param output name of the output
     */
    public record OutputName(String stage, String output) {
        @Override
        public String toString() {
            return stage + "." + output;
        }
    }

    /** Indexes the results of a plan that are in the store. */
    public Lineage(Plan plan, Store store) throws IOException {
        this.store = store;
        this.order = plan.stages();
        for (StagePlan stage : order) {
            stages.put(stage.name(), stage);
            if (stage.results().isPresent()) {
                StageResults results = stage.results().get();
                for (OutputPort output : stage.stage().outputs()) {
                    String digest = PointTask.InputTable.digestOf(results.tables(output.name()));
                    places.putIfAbsent(digest, new OutputName(stage.name(), output.name()));
                }
            }
        }
    }

    /** Returns the output with a content; the first one if there are several. */
    public Optional<OutputName> of(String digest) {
        return Optional.ofNullable(places.get(digest));
    }

    /** Prints the stages that some outputs depend on, in topological order. */
    public void print(List<OutputName> wanted, PrintWriter out) throws IOException {
        Set<String> behind = new LinkedHashSet<>();
        wanted.forEach(place -> addWithPredecessors(place.stage(), behind));
        for (StagePlan stage : order) {
            if (behind.contains(stage.name()) && stage.work().isPresent()) {
                print(stage.work().get(), out);
            }
        }
    }

    private void addWithPredecessors(String name, Set<String> behind) {
        StagePlan stage = stages.get(name);
        if (stage != null && behind.add(name)) {
            stage.stage().predecessors().forEach(before -> addWithPredecessors(before, behind));
        }
    }

    private void print(StageWork work, PrintWriter out) throws IOException {
        out.println();
        out.println(work.stage().name() + " (" + work.stage().type().name() + "), " + Count.of(work.size(), "point"));
        for (Axis axis : work.stage().sweep().axes()) {
            out.println("  axis " + axis.name() + ": " + axis.list());
        }
        if (!work.stage().predecessors().isEmpty()) {
            out.println(
                    "  after " + String.join(", ", new TreeSet<>(work.stage().predecessors())));
        }
        ResultOrigins.inWords(work, store).forEach((origin, results) -> out.println("  " + origin + ": " + results));
        Optional<Entry> entry = store.placeOf(work.key(0)).isPresent() ? Optional.empty() : store.find(work.key(0));
        entry.flatMap(Provenance::of)
                .ifPresent(origin -> out.println("  computed "
                        + origin.started().truncatedTo(ChronoUnit.SECONDS) + " " + origin.how()
                        + (work.size() == 1 ? "" : " (first point)")));
        KeyPreimage preimage = work.preimage(0);
        preimage.ingredients().forEach((name, value) -> {
            boolean swept = work.size() > 1 && (name.equals(KeyPreimage.SEED) || name.startsWith(KeyPreimage.INPUT));
            out.println("  " + name + ": " + value + (swept ? " (first point)" : ""));
        });
    }
}
