package org.cb1network.engine.cli.repeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.compare.EntryComparison;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.audit.ScratchStore;
import org.cb1network.engine.table.Table;

/**
 * Finds the first time step in which two simulations differ, and the neuron. Recordings tell; where a simulation recorded
 * nothing that differs, it is run once more under both conditions with all spikes recorded, which changes nothing in its course.
 */
final class FirstStep {

    private static final String STEP = "step";
    private static final String RATES = "rates";
    private static final String POPULATION = "population";

    private final Worker worker;
    private final Store store;
    private final Path folder;

    FirstStep(Worker worker, Store store, Path folder) {
        this.worker = worker;
        this.store = store;
        this.folder = folder;
    }

    /** The same difference with the first step, if there is one to be found. */
    PointDifference locate(PointDifference difference, JvmSetup usual, JvmSetup condition) throws IOException {
        Optional<String> known = ofOutputs(difference.outputs());
        if (known.isEmpty() && isSimulation(difference)) {
            known = ofAllSpikes(difference.point(), usual, condition);
        }
        return new PointDifference(difference.point(), difference.outputs(), difference.problem(), known.orElse(""));
    }

    /** Simulations are the stages that can record spikes. */
    private static boolean isSimulation(PointDifference difference) {
        return difference.point().stageType().equals("simulate");
    }

    /** The earliest step in which recordings differ. */
    static Optional<String> ofOutputs(List<OutputDifference> outputs) {
        record Place(int step, String words) {}
        return outputs.stream()
                .flatMap(output -> output.rows().stream()
                        .flatMap(row -> row.cell(STEP).stream())
                        .filter(Integer.class::isInstance)
                        .map(step -> new Place(
                                (Integer) step, "step " + step + ", " + output.output() + " " + output.where())))
                .min(Comparator.comparingInt(Place::step))
                .map(Place::words);
    }

    private Optional<String> ofAllSpikes(RepeatedPoint point, JvmSetup usual, JvmSetup condition) throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("spikes"));
        try {
            Path one = Files.createDirectory(scratch.resolve("one")).resolve("store");
            Path other = Files.createDirectory(scratch.resolve("other")).resolve("store");
            String populations = String.join(", ", populations(point));
            List<String> recording =
                    List.of("-p", "stages." + point.stage() + ".with.record={spikes: [" + populations + "]}");
            ChildRun first = worker.compute(usual, List.of(point), one, recording);
            ChildRun second = worker.compute(condition, List.of(point), other, recording);
            CacheKey key = first.keys().get(point);
            return key == null || !second.problem().isEmpty() ? Optional.empty() : compare(key, one, other, condition);
        } finally {
            ScratchStore.delete(scratch);
        }
    }

    private static Optional<String> compare(CacheKey key, Path one, Path other, JvmSetup condition) throws IOException {
        try (Store first = Store.open(one);
                Store second = Store.open(other)) {
            Optional<Entry> before = first.find(key);
            Optional<Entry> now = second.find(key);
            return before.isPresent() && now.isPresent()
                    ? ofOutputs(new EntryComparison(first, "as usual", second, "with " + condition.name())
                            .compare(before.get(), now.get()))
                    : Optional.empty();
        }
    }

    /** The populations of a simulation, which its mean rates name. */
    private SortedSet<String> populations(RepeatedPoint point) throws IOException {
        StoredOutput rates = store.find(point.key()).orElseThrow().output(RATES);
        return new TreeSet<>(Table.read(store.read(rates)).text(POPULATION));
    }
}
