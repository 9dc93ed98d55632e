package org.cb1network.engine.cli.repeat;

import java.util.List;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.audit.StoredPoint;

/**
 * A point whose result differed under a condition.
 *
 * @param point the point
 * @param outputs the outputs that differ; empty if there is nothing to compare
 * @param problem another difference: it failed under the condition, or has another key; empty if only outputs differ
 */
public record PointDifference(StoredPoint point, List<OutputDifference> outputs, String problem) {

    public PointDifference {
        outputs = List.copyOf(outputs);
    }
}
