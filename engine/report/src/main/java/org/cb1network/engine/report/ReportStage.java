package org.cb1network.engine.report;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.stage.FileOutput;

/**
 * What the report knows of a stage.
 *
 * @param spec the stage
 * @param state what became of it
 * @param computed how many of its points the run computed
 * @param took how long they took together, in the run
 * @param failures messages by the point's axes as text, empty for a whole stage
 * @param work its points with their keys; empty while stages before it have no results
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

    /** Where on the page it is described. */
    String anchor() {
        return "stage-" + Html.id(name());
    }

    /** Whether it yields files such as figures, rather than numbers for other stages. */
    boolean drawsFiles() {
        return spec.outputs().stream().anyMatch(FileOutput.class::isInstance);
    }

    /** Whether it does nothing but put the model into tables: it takes nothing else. */
    boolean describesModel() {
        Structure parameters = spec.resolver().structure();
        return parameters.taking(StageSpec.MODEL).isPresent()
                && parameters.keys().isEmpty()
                && spec.inputs().isEmpty();
    }

    /** What the key of its first point is made of, as it stands beside the result if there is one. */
    Optional<KeyPreimage> firstPreimage(Store store) throws IOException {
        if (work.isEmpty()) {
            return Optional.empty();
        }
        Optional<KeyPreimage> stored = store.find(work.get().key(0))
                .map(entry -> entry.documents().get(PointComputer.PREIMAGE))
                .map(KeyPreimage::parse);
        return stored.isPresent() ? stored : Optional.of(work.get().preimage(0));
    }

    /** {@code 1 point}, {@code 24 points}. */
    String pointsText() {
        return points() == 1 ? "1 point" : points() + " points";
    }
}
