package org.cb1network.engine.cli.repeat;

import java.util.List;
import org.cb1network.engine.compare.OutputDifference;

/**
 * A point that came out differently under a condition.
 *
 * @param point the point
 * @param outputs the outputs that differ; none if there is nothing to compare
 * @param problem what else is different: it failed under the condition, or has another key; empty if it is just its outputs
 */
public record PointDifference(RepeatedPoint point, List<OutputDifference> outputs, String problem) {

    public PointDifference {
        outputs = List.copyOf(outputs);
    }
}
