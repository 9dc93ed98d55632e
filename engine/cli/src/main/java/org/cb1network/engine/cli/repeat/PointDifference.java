package org.cb1network.engine.cli.repeat;

import java.util.List;
import org.cb1network.engine.compare.OutputDifference;

/**
 * A point that came out differently under a condition.
 *
 * @param point the point
 * @param outputs the outputs that differ; none if there is nothing to compare
 * @param problem what else is different: it failed under the condition, or has another key; empty if it is just its outputs
 * @param firstStep for a simulation, the first time step with a difference and the neuron concerned, in words; empty if it is not known
 */
public record PointDifference(RepeatedPoint point, List<OutputDifference> outputs, String problem, String firstStep) {

    public PointDifference {
        outputs = List.copyOf(outputs);
    }
}
