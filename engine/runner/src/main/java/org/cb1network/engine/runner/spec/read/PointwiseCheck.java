package org.cb1network.engine.runner.spec.read;

import java.util.List;
import java.util.function.BiConsumer;
import org.cb1network.engine.runner.spec.Point;
import org.cb1network.engine.runner.spec.PointResolver;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.stage.ProblemReport;

/** Checks the parameters of a stage, point by point, against what other stages yield. */
final class PointwiseCheck {

    /** An axis may set what is checked, but hardly in very many ways. */
    private static final int MOST_POINTS = 100;

    private PointwiseCheck() {}

    /**
     * Checks the parameters of a stage if they are of some kind, up to the first point with a problem. A stage with references
     * is not checked, because their values are not known yet.
     */
    static <T> void check(
            StageSpec stage, Class<T> kind, BiConsumer<? super T, ProblemReport> check, Problems problems) {
        if (!kind.isAssignableFrom(stage.type().parameters())
                || !stage.resolver().references().isEmpty()) {
            return;
        }
        PointResolver parameters = stage.resolver().with(reference -> {
            throw new IllegalStateException("unexpected reference " + reference);
        });
        List<Point> points = stage.points();
        for (int i = 0; i < Math.min(points.size(), MOST_POINTS); i++) {
            try {
                parameters.check(points.get(i), (record, report) -> check.accept(kind.cast(record), report));
            } catch (PipelineException e) {
                problems.addAll(e);
                return;
            }
        }
    }
}
