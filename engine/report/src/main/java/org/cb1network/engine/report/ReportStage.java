package org.cb1network.engine.report;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.table.Count;

/**
 * A stage in the report.
 *
 * @param spec the stage
 * @param state its state
 * @param computed number of points that the run computed
 * @param took time these points took together in the run
 * @param failures messages by the point's axes as text, which is empty for a whole stage
 * @param work its points with their keys; empty while earlier stages have no results
 * @param results its results, if they are complete
 */
record ReportStage(
        StageSpec spec,
        StageState state,
        int computed,
        Duration took,
        Map<String, String> failures,
        Optional<StageWork> work,
        Optional<StageResults> results) {

    String name() {
        return spec.name();
    }

    int points() {
        return spec.sweep().size();
    }

    /** Returns the anchor of its description. */
    String anchor() {
        return "stage-" + Html.id(name());
    }

    /** Returns whether it writes files such as figures rather than numbers for other stages. */
    boolean drawsFiles() {
        return spec.outputs().stream().anyMatch(FileOutput.class::isInstance);
    }

    /** Returns whether it only describes the model in tables, that is, has no other input. */
    boolean describesModel() {
        Structure parameters = spec.resolver().structure();
        return parameters.taking(StageSpec.MODEL).isPresent()
                && parameters.keys().isEmpty()
                && spec.inputs().isEmpty();
    }

    /** Returns the preimage of the first point's key, from the stored result if there is one. */
    Optional<KeyPreimage> firstPreimage(Store store) throws IOException {
        if (work.isEmpty()) {
            return Optional.empty();
        }
        if (store.placeOf(work.get().key(0)).isPresent()) {
            return Optional.of(work.get().preimage(0));
        }
        Optional<KeyPreimage> stored = store.find(work.get().key(0)).flatMap(KeyPreimage::of);
        return stored.isPresent() ? stored : Optional.of(work.get().preimage(0));
    }

    /** Returns {@code 1 point}, {@code 24 points}. */
    String pointsText() {
        return Count.of(points(), "point");
    }
}
