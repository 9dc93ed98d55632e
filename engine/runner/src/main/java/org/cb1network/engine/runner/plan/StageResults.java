package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.TableOutput;

/** The complete results of a stage: the place of each output in the store. */
public final class StageResults {

    private final StageWork work;
    private final Store store;
    private final SortedMap<String, StoredOutput> singles;

    private StageResults(StageWork work, Store store, SortedMap<String, StoredOutput> singles) {
        this.work = work;
        this.store = store;
        this.singles = Collections.unmodifiableSortedMap(singles);
    }

    /** Returns the results of a stage if the store has all of them: those of every point, and every collected table. */
    public static Optional<StageResults> find(StageWork work, Store store) {
        for (int i = 0; i < work.size(); i++) {
            if (!store.contains(work.key(i))) {
                return Optional.empty();
            }
        }
        SortedMap<String, StoredOutput> singles = new TreeMap<>();
        if (work.stage().sweep().axes().isEmpty()) {
            Optional<Entry> entry = store.find(work.key(0));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            singles.putAll(entry.get().outputs());
        }
        for (TableOutput output : work.collectedOutputs()) {
            Optional<Entry> entry = store.find(work.collectionPreimage(output).key());
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            singles.put(output.name(), entry.get().output(output.name()));
        }
        return Optional.of(new StageResults(work, store, singles));
    }

    /** Returns the stage with its points. */
    public StageWork work() {
        return work;
    }

    /** Returns whether an output is one artifact for the whole stage rather than one per point. */
    public boolean isSingle(String output) {
        return singles.containsKey(output);
    }

    /**
     * Returns whether an output is one artifact for the whole stage: every output of a stage without a sweep, and every
     * collected table.
     */
    public static boolean isSingle(StageSpec stage, OutputPort output) {
        return stage.sweep().axes().isEmpty() || (output instanceof TableOutput table && table.collected());
    }

    /** Returns the outputs that are one artifact for the whole stage, by name. */
    public SortedMap<String, StoredOutput> singles() {
        return singles;
    }

    /**
     * Returns an output that is one artifact for the whole stage.
     *
     * @throws IllegalArgumentException if there is one per point
     */
    public StoredOutput single(String output) {
        StoredOutput stored = singles.get(output);
        if (stored == null) {
            throw new IllegalArgumentException(
                    "output '" + output + "' of stage '" + work.stage().name() + "' has one file per point");
        }
        return stored;
    }

    /**
     * Returns an output of one point.
     *
     * @throws ResultLostException if the store no longer has it
     */
    public StoredOutput ofPoint(String output, int point) throws IOException {
        return work.outputOfPoint(store, output, point);
    }

    /**
     * Returns the tables for a stage connected to an output: one artifact, or those of all points with their axes.
     *
     * @throws ResultLostException if the store no longer has one of them
     */
    public List<PointTask.InputTable> tables(String output) throws IOException {
        if (isSingle(output)) {
            return List.of(new PointTask.InputTable(new TreeMap<>(), single(output)));
        }
        return ofAllPoints(output);
    }

    /** Returns the outputs of all points with their axes, in order. */
    List<PointTask.InputTable> ofAllPoints(String output) throws IOException {
        if (work.listedOutput(output, 0).isEmpty()) {
            // Then all are read: what is in a remote comes in few requests.
            store.fetch(work.pointKeys());
        }
        List<PointTask.InputTable> all = new ArrayList<>();
        for (Point point : work.stage().points()) {
            all.add(new PointTask.InputTable(axes(point), listedOrOfPoint(output, point.index())));
        }
        return all;
    }

    /**
     * Returns an output of one point. If only a remote has the result, it is not fetched, because the summary of the stage has the
     * output's digest; {@link Store#read} fetches it.
     *
     * @throws ResultLostException if there is no result any more
     */
    StoredOutput listedOrOfPoint(String output, int point) throws IOException {
        Optional<StoredOutput> listed =
                store.placeOf(work.key(point)).isPresent() ? work.listedOutput(output, point) : Optional.empty();
        return listed.isPresent() ? listed.get() : ofPoint(output, point);
    }

    private static SortedMap<String, String> axes(Point point) {
        SortedMap<String, String> axes = new TreeMap<>();
        for (int axis = 0; axis < point.axes().size(); axis++) {
            axes.put(point.axes().get(axis).name(), point.text(axis));
        }
        return axes;
    }

    /** Returns whether an output of the stage is a table. */
    public boolean isTable(String output) {
        for (OutputPort port : work.stage().outputs()) {
            if (port.name().equals(output)) {
                return port instanceof TableOutput;
            }
        }
        return false;
    }

    /** Returns whether the stage has file outputs, such as a figure. */
    public boolean hasFiles() {
        return work.stage().outputs().stream().anyMatch(FileOutput.class::isInstance);
    }

    /**
     * Returns the file name for a copy of an output: the stage and, for a table, the output; a file has the extension
     * of its type.
     */
    public static String fileName(StageSpec stage, String output) {
        for (OutputPort port : stage.outputs()) {
            if (port instanceof FileOutput file && file.name().equals(output)) {
                String name = file.name().equals(file.extension()) ? stage.name() : stage.name() + "." + file.name();
                return name + "." + file.extension();
            }
        }
        return stage.name() + "." + output + ".arrow";
    }
}
